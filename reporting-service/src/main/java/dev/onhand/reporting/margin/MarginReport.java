package dev.onhand.reporting.margin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// The margin of a period.
///
/// @param from first business day of the period
/// @param whole one row per currency
public record MarginReport(
    Instant completeThrough,
    LocalDate from,
    String by,
    List<MarginRow> whole,
    List<MarginRow> items) {}

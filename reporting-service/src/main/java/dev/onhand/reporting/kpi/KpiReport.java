package dev.onhand.reporting.kpi;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// The key figures of a period, each with its definition.
record KpiReport(Instant completeThrough, Instant from, List<Figure> figures) {

  /// A key figure as defined, and its values.
  record Figure(
      String id,
      int version,
      String name,
      String unit,
      String clock,
      String denominator,
      String exclusions,
      List<Value> values) {}

  /// @param dimension what the value is of; null for the whole
  /// @param value null where there is nothing to measure against
  record Value(String dimension, BigDecimal numerator, BigDecimal denominator, BigDecimal value) {}
}

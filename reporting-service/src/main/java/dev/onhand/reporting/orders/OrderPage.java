package dev.onhand.reporting.orders;

import java.time.Instant;
import java.util.List;

/// A page of orders, latest placed first; `next` is the value of `after` for the next one.
public record OrderPage(Instant completeThrough, Instant asOf, List<OrderRow> items, String next) {}

package dev.onhand.reporting.stock;

import java.time.Instant;
import java.util.List;

/// Movements of a SKU, latest first; `next` is the value of `after` for the next page.
record MovementPage(Instant completeThrough, List<Movement> items, String next) {

  /// @param quantity signed change of on-hand stock
  /// @param referenceId what caused it: a shipment, a receipt line, a return line, an adjustment
  record Movement(
      String movementId,
      Instant occurredAt,
      String locationId,
      String kind,
      String status,
      long quantity,
      String reason,
      String referenceType,
      String referenceId,
      String orderId,
      Long discrepancy) {}
}

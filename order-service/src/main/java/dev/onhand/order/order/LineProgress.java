package dev.onhand.order.order;

import java.time.Instant;

/// Where the units of a line are: waited for, promised, with fulfilment, shipped. `expectedAt` may
/// be null.
record LineProgress(
    long wanted,
    long backordered,
    Instant expectedAt,
    long allocated,
    long released,
    long shipped) {

  static LineProgress of(OrderLine line, Order order) {
    long waiting = 0;
    long allocated = 0;
    Instant expectedAt = null;
    for (var claim : order.reservation().open()) {
      var awaited = claim.waiting().get(line.lineId());
      if (awaited != null) {
        waiting += awaited.units();
        expectedAt = awaited.expectedAt();
      }
      for (var some : claim.unreleased()) {
        if (some.lineId().equals(line.lineId())) allocated += some.quantity();
      }
    }
    long shipped = order.fulfilment().shippedOf(line.lineId());
    long handed = order.fulfilment().releasedOf(line.lineId());
    return new LineProgress(
        order.wanted(line), waiting, expectedAt, allocated, Math.max(0, handed - shipped), shipped);
  }

  /// That of the units that are least far.
  String state() {
    if (wanted == 0) return "cancelled";
    if (shipped >= wanted) return "shipped";
    if (backordered > 0) return "backordered";
    if (allocated + released + shipped < wanted) return "open";
    return allocated > 0 ? "allocated" : "released";
  }
}

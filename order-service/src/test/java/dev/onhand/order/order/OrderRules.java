package dev.onhand.order.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What is true of every order at every moment, whatever happened to it.
final class OrderRules {
  private OrderRules() {}

  static void check(Order order) {
    if (order.stage() == Stage.UNKNOWN) return;
    var payment = order.payment();
    assertFalse(payment.granted().isGreaterThan(payment.captured()), "refunds within captures");
    var ended = order.stage() == Stage.CANCELLED;
    if (ended) assertTrue(order.holds().none(), "a cancelled order is not held");
    if (ended) assertFalse(order.reservation().mayHoldStock(), "stock went back");
    var waiting = order.stage() == Stage.ACCEPTED && order.holds().none();
    var ours = !order.terms().shipsNothing();
    if (waiting && ours)
      assertTrue(order.reservation().mayHoldStock(), "an accepted order has a promise");
    if (order.stage() == Stage.RECEIVED) assertFalse(order.holds().none(), "what stops it?");
    if (order.stage() == Stage.ALLOCATED) assertFalse(order.holds().none(), "what stops it?");
    var left = !order.stage().before(Stage.SHIPPED);
    var recalled = order.holds().open().stream().anyMatch(RecalledUnits::caused);
    if (left) assertFalse(recalled, "no recall holds what has left");
    for (var line : order.terms().lines()) {
      var handed = order.handed(line);
      assertTrue(handed <= line.quantity(), "no unit is handed to fulfilment twice");
    }
    var reasons = order.holds().open().stream().map(h -> h.reason() + " " + h.subject()).toList();
    assertEquals(
        reasons.size(), reasons.stream().distinct().count(), "one hold per reason and subject");
    var tooMuch = order.terms().lines().stream().anyMatch(l -> order.shipped(l) > l.quantity());
    if (ours
        && !tooMuch
        && (order.stage() == Stage.DELIVERED || order.stage() == Stage.COMPLETED)) {
      assertTrue(order.fulfilment().allDelivered(), "delivered means every shipment");
    }
  }
}

package dev.onhand.order.order;

import dev.onhand.platform.event.Effect;
import java.time.Instant;
import java.util.List;

/// What a channel has to be told about an order, in its own ids: its adapter reads these and calls
/// whatever the channel offers. What the channel did itself is not told back to it.
final class ChannelUpdates {
  private ChannelUpdates() {}

  static Effect shipped(Order order, OrderEvent.ShipmentRecorded e) {
    return update(
        order,
        "SHIPPED",
        lines(e.lines()),
        e.shipmentId(),
        e.carrier(),
        e.trackingNumber(),
        null,
        e.shippedAt());
  }

  static Effect cancelled(Order order, String reason, Instant at) {
    return update(order, "CANCELLED", List.of(), null, null, null, reason, at);
  }

  static Effect linesCancelled(Order order, OrderEvent.LinesCancelled e) {
    return update(order, "LINES_CANCELLED", lines(e.lines()), null, null, null, e.reason(), e.at());
  }

  private static List<OrderMessages.ChannelLineUnits> lines(List<LineQuantity> lines) {
    return lines.stream()
        .map(l -> new OrderMessages.ChannelLineUnits(l.lineId(), l.quantity()))
        .toList();
  }

  private static Effect update(
      Order order,
      String update,
      List<OrderMessages.ChannelLineUnits> lines,
      String shipmentId,
      String carrier,
      String trackingNumber,
      String reason,
      Instant at) {
    var key = order.terms().key();
    return OrderReactions.event("ChannelUpdateRequested", order.orderId())
        .with(
            new OrderMessages.ChannelUpdateRequested(
                order.orderId(),
                key.channel(),
                key.shop(),
                key.externalId(),
                update,
                lines,
                shipmentId,
                carrier,
                trackingNumber,
                reason,
                at));
  }
}

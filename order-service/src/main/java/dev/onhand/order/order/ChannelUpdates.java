package dev.onhand.order.order;

import dev.onhand.platform.event.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a channel has to be told about an order, in its own ids: its adapter reads these and calls
/// whatever the channel offers. What the channel did itself is not told back to it.
final class ChannelUpdates {
  private ChannelUpdates() {}

  /// Nothing, of a parcel with parts of kits only of which none has become whole.
  static List<Effect> shipped(Order order, OrderEvent.ShipmentRecorded e) {
    var units = new ArrayList<OrderMessages.ChannelLineUnits>();
    var kits = new LinkedHashMap<OrderLine, Map<String, Long>>();
    for (var some : e.lines()) {
      var line = order.terms().line(some.lineId());
      if (line == null || !order.kits().has(line)) {
        units.add(new OrderMessages.ChannelLineUnits(some.lineId(), some.quantity()));
      } else {
        kits.computeIfAbsent(line, l -> new HashMap<>(order.fulfilment().shippedOf(l.lineId())))
            .merge(some.sku(), -some.quantity(), Long::sum);
      }
    }
    kits.forEach(
        (line, before) -> {
          long whole = order.shipped(line) - order.kits().whole(line, before);
          if (whole > 0) units.add(new OrderMessages.ChannelLineUnits(line.lineId(), whole));
        });
    if (units.isEmpty()) return List.of();
    var update =
        update(
            order,
            "SHIPPED",
            units,
            e.shipmentId(),
            e.carrier(),
            e.trackingNumber(),
            null,
            e.shippedAt());
    return List.of(update);
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

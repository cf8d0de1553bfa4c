package dev.onhand.returns.order;

import static dev.onhand.platform.event.Decision.accept;
import static dev.onhand.platform.event.Decision.reject;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.RejectionReason;
import dev.onhand.platform.event.StreamType;
import dev.onhand.returns.order.Order.Line;
import dev.onhand.returns.order.Order.Shipment;
import dev.onhand.returns.order.OrderEvent.LineQuantity;
import dev.onhand.returns.order.OrderEvent.RefundLine;
import dev.onhand.returns.order.OrderEvent.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What of an order may come back, and what it is worth.
public final class OrderDecider {
  /// The stream's kind is what parked messages wait for.
  public static final StreamType<OrderCommand, Order, OrderEvent> STREAM =
      StreamType.<OrderCommand, Order, OrderEvent>named("order", OrderEvent.class)
          .initial(Order.NONE)
          .decide(OrderDecider::decide)
          .evolve(OrderDecider::evolve)
          .build();

  /// Why pieces cannot be claimed, in the order of checking.
  public enum Refusal implements RejectionReason {
    UNKNOWN_ORDER,
    UNKNOWN_LINE,
    MORE_THAN_SHIPPED,
    WINDOW_OVER
  }

  private OrderDecider() {}

  static Decision<OrderEvent> decide(OrderCommand command, Order order) {
    return switch (command) {
      case OrderCommand.RecordSale c ->
          order.isKnown() ? accept() : accept(new OrderEvent.OrderSold(c.lines(), c.soldAt()));
      case OrderCommand.RecordKits c ->
          order.withKits(c.kits()).equals(order)
              ? accept()
              : accept(new OrderEvent.KitsMade(c.kits()));
      case OrderCommand.RecordShipment c -> shipment(c, order);
      case OrderCommand.RecordArrival c -> arrival(c, order);
      case OrderCommand.ClaimQuantities c -> claim(c, order);
      case OrderCommand.FreeQuantities c -> free(c, order);
      case OrderCommand.ComputeRefund c -> refund(c, order);
    };
  }

  private static Decision<OrderEvent> shipment(OrderCommand.RecordShipment c, Order order) {
    if (order.shipments().containsKey(c.shipmentId())) return accept();
    var lines = new ArrayList<LineQuantity>();
    var parts = new ArrayList<Units>();
    for (var units : c.units()) {
      var line = order.lines().get(units.lineId());
      boolean part =
          line != null
              && !line.sold().sku().equals(units.sku())
              && order.kits().containsKey(units.lineId());
      if (part) parts.add(units);
      else lines.add(new LineQuantity(units.lineId(), units.quantity()));
    }
    var after = order.withParts(parts);
    for (var id : after.parts().keySet()) {
      var kit = order.kit(id);
      var sku = order.lines().get(id).sold().sku();
      long whole = kit.whole(sku, after.partsOf(id)) - kit.whole(sku, order.partsOf(id));
      if (whole > 0) lines.add(new LineQuantity(id, whole));
    }
    return accept(
        new OrderEvent.LinesShipped(
            c.shipmentId(), c.locationId(), c.pool(), lines, parts, c.shippedAt()));
  }

  /// The first word on an arrival stands: later ones must not lengthen the window.
  private static Decision<OrderEvent> arrival(OrderCommand.RecordArrival c, Order order) {
    var shipment = order.shipments().get(c.shipmentId());
    return shipment == null || shipment.deliveredAt() != null
        ? accept()
        : accept(new OrderEvent.ShipmentArrived(c.shipmentId(), c.deliveredAt()));
  }

  private static Decision<OrderEvent> claim(OrderCommand.ClaimQuantities c, Order order) {
    if (order.claims().containsKey(c.returnId())) return accept();
    if (!order.isKnown()) return reject(Refusal.UNKNOWN_ORDER, "the order is not known here");
    for (var asked : summed(c.lines()).entrySet()) {
      var id = asked.getKey();
      long quantity = asked.getValue();
      var line = order.lines().get(id);
      if (line == null) {
        return reject(Refusal.UNKNOWN_LINE, "the order has no line %s".formatted(id));
      }
      if (quantity > line.claimable()) {
        return reject(
            Refusal.MORE_THAN_SHIPPED,
            "line %s: shipped %d, in returns already %d, asked for %d"
                .formatted(id, line.shipped(), line.claimed(), quantity));
      }
      long inTime = order.within(id, c.window(), c.at());
      if (quantity > inTime) {
        return reject(
            Refusal.WINDOW_OVER,
            "line %s: %d of %d arrived within the last %d days"
                .formatted(id, inTime, line.shipped(), c.window().toDays()));
      }
    }
    return accept(new OrderEvent.QuantitiesClaimed(c.returnId(), c.lines()));
  }

  private static Map<String, Long> summed(List<LineQuantity> lines) {
    var sums = new LinkedHashMap<String, Long>();
    for (var line : lines) sums.merge(line.lineId(), line.quantity(), Math::addExact);
    return sums;
  }

  /// Never more than the return has claimed.
  private static Decision<OrderEvent> free(OrderCommand.FreeQuantities c, Order order) {
    var claim = order.claims().getOrDefault(c.returnId(), Map.of());
    var freed = new ArrayList<LineQuantity>();
    for (var asked : summed(c.lines()).entrySet()) {
      long quantity = Math.min(asked.getValue(), claim.getOrDefault(asked.getKey(), 0L));
      if (quantity > 0) freed.add(new LineQuantity(asked.getKey(), quantity));
    }
    return freed.isEmpty() ? accept() : accept(new OrderEvent.QuantitiesFreed(c.returnId(), freed));
  }

  /// A piece's share is the difference between two cumulative shares of its line, so the shares of
  /// all returns together are the line, to the cent, and never more.
  private static Decision<OrderEvent> refund(OrderCommand.ComputeRefund c, Order order) {
    if (order.refunds().contains(c.refundId())) return accept();
    if (!order.isKnown()) return reject(Refusal.UNKNOWN_ORDER, "the order is not known here");
    var lines = new ArrayList<RefundLine>();
    for (var asked : summed(c.lines()).entrySet()) {
      var line = order.lines().get(asked.getKey());
      if (line == null) {
        return reject(Refusal.UNKNOWN_LINE, "the order has no line " + asked.getKey());
      }
      long before = line.refunded();
      long after = Math.addExact(before, asked.getValue());
      var sold = line.sold();
      lines.add(
          new RefundLine(
              sold.lineId(),
              asked.getValue(),
              Share.between(sold.net(), before, after, sold.quantity()),
              Share.between(sold.tax(), before, after, sold.quantity())));
    }
    return accept(new OrderEvent.RefundComputed(c.returnId(), c.refundId(), lines));
  }

  static Order evolve(Order order, OrderEvent event) {
    return switch (event) {
      case OrderEvent.OrderSold e -> {
        var lines = new LinkedHashMap<String, Line>();
        for (var sold : e.lines()) lines.put(sold.lineId(), new Line(sold, 0, 0, 0));
        yield new Order(
            java.util.Collections.unmodifiableMap(lines),
            order.kits(),
            order.parts(),
            order.shipments(),
            order.claims(),
            order.refunds());
      }
      case OrderEvent.KitsMade e -> order.withKits(e.kits());
      case OrderEvent.LinesShipped e -> {
        var shipment =
            new Shipment(e.locationId(), e.pool(), List.copyOf(e.lines()), e.shippedAt(), null);
        yield changed(
            order.withParts(e.parts()).withShipment(e.shipmentId(), shipment),
            e.lines(),
            (l, q) -> new Line(l.sold(), l.shipped() + q, l.claimed(), l.refunded()));
      }
      case OrderEvent.ShipmentArrived e -> {
        var s = order.shipments().get(e.shipmentId());
        yield order.withShipment(
            e.shipmentId(),
            new Shipment(s.locationId(), s.pool(), s.lines(), s.shippedAt(), e.deliveredAt()));
      }
      case OrderEvent.QuantitiesClaimed e ->
          changed(
              order.withClaim(e.returnId(), e.lines(), 1),
              e.lines(),
              (l, q) -> new Line(l.sold(), l.shipped(), l.claimed() + q, l.refunded()));
      case OrderEvent.QuantitiesFreed e ->
          changed(
              order.withClaim(e.returnId(), e.lines(), -1),
              e.lines(),
              (l, q) -> new Line(l.sold(), l.shipped(), l.claimed() - q, l.refunded()));
      case OrderEvent.RefundComputed e -> {
        var quantities =
            e.lines().stream().map(l -> new LineQuantity(l.lineId(), l.quantity())).toList();
        var next =
            changed(
                order,
                quantities,
                (l, q) -> new Line(l.sold(), l.shipped(), l.claimed(), l.refunded() + q));
        var refunds = new LinkedHashSet<>(order.refunds());
        refunds.add(e.refundId());
        yield new Order(
            next.lines(),
            next.kits(),
            next.parts(),
            next.shipments(),
            next.claims(),
            Set.copyOf(refunds));
      }
    };
  }

  private interface Change {
    Line apply(Line line, long quantity);
  }

  private static Order changed(Order order, List<LineQuantity> lines, Change change) {
    var next = order;
    for (var line : lines) {
      next = next.withLine(line.lineId(), known -> change.apply(known, line.quantity()));
    }
    return next;
  }
}

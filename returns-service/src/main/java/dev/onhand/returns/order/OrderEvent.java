package dev.onhand.returns.order;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;

/// What can happen to an order, as far as returns care.
public sealed interface OrderEvent {

  record OrderSold(List<SoldLine> lines, Instant soldAt) implements OrderEvent {}

  /// `net` and `tax` are for the whole line, after discounts.
  record SoldLine(String lineId, String sku, long quantity, Money net, Money tax) {}

  /// What these lines are made of, by line.
  record KitsMade(Map<String, Kit> kits) implements OrderEvent {}

  /// `lines` are counted as sold: a kit with the shipment that makes it whole; `parts` are the
  /// components of kits, whole or not.
  record LinesShipped(
      String shipmentId,
      String locationId,
      String pool,
      List<LineQuantity> lines,
      List<Units> parts,
      Instant shippedAt)
      implements OrderEvent {

    /// Events from before kits were told apart have no parts.
    public LinesShipped {
      parts = parts == null ? List.of() : parts;
    }
  }

  record ShipmentArrived(String shipmentId, Instant deliveredAt) implements OrderEvent {}

  /// These pieces belong to a return from now on.
  record QuantitiesClaimed(UUID returnId, List<LineQuantity> lines) implements OrderEvent {}

  /// The return does not expect these any more: they may be claimed again.
  record QuantitiesFreed(UUID returnId, List<LineQuantity> lines) implements OrderEvent {}

  /// What the customer gets back for these pieces.
  record RefundComputed(UUID returnId, UUID refundId, List<RefundLine> lines)
      implements OrderEvent {}

  record LineQuantity(String lineId, long quantity) {}

  /// Units of an item, for a line of the order.
  record Units(String lineId, String sku, long quantity) {}

  record RefundLine(String lineId, long quantity, Money net, Money tax) {}
}

package dev.onhand.returns.order;

import dev.onhand.returns.order.OrderEvent.LineQuantity;
import dev.onhand.returns.order.OrderEvent.SoldLine;
import dev.onhand.returns.order.OrderEvent.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Facts of order and fulfilment, and what returns ask of an order.
public sealed interface OrderCommand {

  /// A fact: never refused.
  record RecordSale(List<SoldLine> lines, Instant soldAt) implements OrderCommand {}

  /// A fact: never refused. What these lines are made of, by line.
  record RecordKits(Map<String, Kit> kits) implements OrderCommand {}

  /// A fact: never refused.
  record RecordShipment(
      String shipmentId, String locationId, String pool, List<Units> units, Instant shippedAt)
      implements OrderCommand {}

  /// A fact: never refused.
  record RecordArrival(String shipmentId, Instant deliveredAt) implements OrderCommand {}

  /// Asks for pieces to be taken back; the same return asks once.
  record ClaimQuantities(UUID returnId, List<LineQuantity> lines, Duration window, Instant at)
      implements OrderCommand {}

  record FreeQuantities(UUID returnId, List<LineQuantity> lines) implements OrderCommand {}

  /// Asks what these pieces of a return are worth; the same refund is computed once.
  record ComputeRefund(UUID returnId, UUID refundId, List<LineQuantity> lines)
      implements OrderCommand {}
}

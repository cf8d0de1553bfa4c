package dev.onhand.order.order;

import dev.onhand.platform.message.Require;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.Money;

/// The messages this service reads, with only the fields it needs.
final class Incoming {
  private Incoming() {}

  // ---- inventory

  /// `kit` is null for an item that is no kit.
  record ItemDefined(String sku, String pool, Kit kit) {
    ItemDefined {
      Require.text("sku", sku);
      Require.text("pool", pool);
    }

    /// What it is put together from per order; none for what is on hand as such.
    Map<String, Long> components() {
      if (kit == null || !Kit.VIRTUAL.equals(kit.type())) return Map.of();
      return kit.components().stream()
          .collect(Collectors.toMap(KitPart::sku, KitPart::quantity, Long::sum));
    }
  }

  record KitPart(String sku, long quantity) {
    KitPart {
      Require.text("kit.components.sku", sku);
      Require.positive("kit.components.quantity", quantity);
    }
  }

  record Kit(String type, List<KitPart> components) {
    private static final String VIRTUAL = "virtual";

    Kit {
      Require.text("kit.type", type);
      components = Require.some("kit.components", components);
    }
  }

  record StockReserved(String reservationId, String orderId, List<Allocation> allocations) {
    StockReserved {
      Require.text("reservationId", reservationId);
      Require.text("orderId", orderId);
      allocations = Require.some("allocations", allocations);
    }
  }

  record StockBackordered(String reservationId, String orderId, List<WaitingLine> waiting) {
    StockBackordered {
      Require.text("reservationId", reservationId);
      Require.text("orderId", orderId);
      waiting = Require.some("waiting", waiting);
    }
  }

  record BackorderFilled(
      String reservationId, String orderId, boolean complete, List<Allocation> allocations) {
    BackorderFilled {
      Require.text("reservationId", reservationId);
      Require.text("orderId", orderId);
      allocations = Require.some("allocations", allocations);
    }
  }

  record ReservationCommitted(String reservationId, String orderId) {
    ReservationCommitted {
      Require.text("reservationId", reservationId);
      Require.text("orderId", orderId);
    }
  }

  record ReservationRejected(
      String reservationId, String orderId, String reason, List<Shortage> shortages) {
    ReservationRejected {
      Require.text("reservationId", reservationId);
      Require.text("orderId", orderId);
      Require.text("reason", reason);
      shortages = shortages == null ? List.of() : List.copyOf(shortages);
    }
  }

  /// Units that are not promised any more; `lot` is null for those of no lot.
  record LostUnits(String lineId, String sku, String locationId, String lot, long quantity) {}

  /// ReservationReleased and ReservationExpired alike; only the one has a reason.
  record ReservationLost(String reservationId, String orderId, String reason) {
    ReservationLost {
      Require.text("reservationId", reservationId);
      Require.text("orderId", orderId);
    }
  }

  /// A lot of an item.
  record Lot(String sku, String lot) {}

  /// `heldLot` is the cause where it is a recall; messages of before did not name it.
  record ReservationBroken(
      String reservationId,
      String orderId,
      String pool,
      String reason,
      Lot heldLot,
      List<LostUnits> lines,
      Instant brokenAt) {
    private static final String LOT_HOLD = "LOT_HOLD";

    ReservationBroken {
      Require.text("reservationId", reservationId);
      Require.text("orderId", orderId);
      Require.text("pool", pool);
      Require.text("reason", reason);
      Require.present("brokenAt", brokenAt);
      lines = lines == null ? List.of() : List.copyOf(lines);
    }

    /// The units of the lot that is held: all units of lots, where it is not named.
    List<RecalledUnits> recalled() {
      if (!LOT_HOLD.equals(reason)) return List.of();
      return lines.stream()
          .filter(l -> l.lot() != null)
          .filter(l -> heldLot == null || heldLot.equals(new Lot(l.sku(), l.lot())))
          .map(l -> new RecalledUnits(l.lineId(), l.sku(), l.locationId(), l.lot(), l.quantity()))
          .toList();
    }
  }

  record LotReleased(String pool, String sku, String lot, Instant releasedAt) {
    LotReleased {
      Require.text("pool", pool);
      Require.text("sku", sku);
      Require.text("lot", lot);
      Require.present("releasedAt", releasedAt);
    }
  }

  // ---- fulfilment

  record FulfillmentOrderCreated(
      String fulfillmentOrderId, String orderId, String locationId, List<LineQuantity> lines) {
    FulfillmentOrderCreated {
      Require.text("fulfillmentOrderId", fulfillmentOrderId);
      Require.text("orderId", orderId);
      Require.text("locationId", locationId);
      lines = Require.some("lines", lines);
    }
  }

  record PickedLine(String lineId, String sku, long expected, long picked) {}

  record ShortPicked(String fulfillmentOrderId, String orderId, List<PickedLine> lines) {
    ShortPicked {
      Require.text("fulfillmentOrderId", fulfillmentOrderId);
      Require.text("orderId", orderId);
      lines = Require.some("lines", lines);
    }
  }

  /// FulfillmentOrderCancelled and CancellationRefused alike.
  record CancellationAnswered(String fulfillmentOrderId, String orderId, String reason) {
    CancellationAnswered {
      Require.text("fulfillmentOrderId", fulfillmentOrderId);
      Require.text("orderId", orderId);
      Require.text("reason", reason);
    }
  }

  record ShipmentShipped(
      String fulfillmentOrderId,
      String orderId,
      String shipmentId,
      List<LineQuantity> lines,
      Instant shippedAt,
      String carrier,
      String trackingNumber) {
    ShipmentShipped {
      Require.text("fulfillmentOrderId", fulfillmentOrderId);
      Require.text("orderId", orderId);
      Require.text("shipmentId", shipmentId);
      Require.present("shippedAt", shippedAt);
      lines = Require.some("lines", lines);
    }
  }

  record ShipmentDelivered(String orderId, String shipmentId, Instant deliveredAt) {
    ShipmentDelivered {
      Require.text("orderId", orderId);
      Require.text("shipmentId", shipmentId);
      Require.present("deliveredAt", deliveredAt);
    }
  }

  // ---- payment

  record PaymentAuthorized(
      String orderId, String authorizationId, Money amount, Instant expiresAt) {
    PaymentAuthorized {
      Require.text("orderId", orderId);
      Require.text("authorizationId", authorizationId);
      Require.present("amount", amount);
      Require.present("expiresAt", expiresAt);
    }
  }

  record PaymentCaptured(String orderId, String captureId, Money amount) {
    PaymentCaptured {
      Require.text("orderId", orderId);
      Require.text("captureId", captureId);
      Checks.positive("amount", amount);
    }
  }

  record CaptureFailed(String orderId, String captureId, String reason) {
    CaptureFailed {
      Require.text("orderId", orderId);
      Require.text("captureId", captureId);
      Require.text("reason", reason);
    }
  }

  record PaymentRefunded(String orderId, String refundId, Money amount) {
    PaymentRefunded {
      Require.text("orderId", orderId);
      Require.text("refundId", refundId);
      Checks.positive("amount", amount);
    }
  }

  // ---- returns

  /// Units of a line that came back.
  record ReturnedUnits(String lineId, long quantity) {}

  /// `lines` may be absent.
  record RefundRequested(
      String returnId,
      String orderId,
      String refundId,
      Money amount,
      Money net,
      Money tax,
      List<ReturnedUnits> lines) {
    RefundRequested {
      Require.text("returnId", returnId);
      Require.text("orderId", orderId);
      Require.text("refundId", refundId);
      Checks.positive("amount", amount);
      Checks.parts(amount, net, tax);
    }

    Refund refund() {
      var units =
          lines == null
              ? null
              : lines.stream().map(l -> new LineQuantity(l.lineId(), null, l.quantity())).toList();
      return new Refund(refundId, returnId, amount, net, tax, RefundReason.RETURN, units);
    }
  }

  private static final class Checks {
    static void positive(String field, Money amount) {
      Require.present(field, amount);
      if (!amount.isPositive()) {
        throw new dev.onhand.platform.message.InvalidMessage(
            "AMOUNT_OUT_OF_RANGE", field, "must be above zero");
      }
    }

    static void parts(Money amount, Money net, Money tax) {
      Require.present("net", net);
      Require.present("tax", tax);
      var currency = amount.getCurrencyUnit();
      if (!net.getCurrencyUnit().equals(currency)
          || !tax.getCurrencyUnit().equals(currency)
          || !net.plus(tax).equals(amount)) {
        throw new dev.onhand.platform.message.InvalidMessage(
            "SCHEMA_VIOLATION", "net", "net and tax must add up to the amount");
      }
    }
  }
}

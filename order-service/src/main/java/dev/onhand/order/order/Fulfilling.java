package dev.onhand.order.order;

import dev.onhand.platform.event.Decision;
import java.time.Instant;

/// What fulfilment reports: facts, taken in whatever order they come.
final class Fulfilling {
  static final String OWNER = "order-clerk";
  private static final String CANCELLED_LATE = "cancelled when a part was on its way";

  private Fulfilling() {}

  static Decision<OrderEvent> started(OrderCommand.NoteFulfilmentStarted c, Order order) {
    var part = order.fulfilment().parts().get(c.fulfillmentOrderId());
    if (part != null && part.expected() > 0) return Decision.accept();
    return Decision.accept(
        new OrderEvent.FulfilmentStarted(c.fulfillmentOrderId(), c.locationId(), c.lines()));
  }

  static Decision<OrderEvent> cancelled(OrderCommand.NoteFulfilmentCancelled c, Order order) {
    var state = order.fulfilment().state(c.fulfillmentOrderId());
    if (state != null && state.ended()) return Decision.accept();
    var draft = new Draft(order, c.at());
    var asked = order.fulfilment().cancellationRequested();
    draft.add(new OrderEvent.FulfilmentCancelled(c.fulfillmentOrderId(), c.reason(), asked));
    Cancelling.closeIfEnded(draft, c.reason());
    return draft.accept();
  }

  static Decision<OrderEvent> refused(OrderCommand.NoteCancellationRefused c, Order order) {
    var state = order.fulfilment().state(c.fulfillmentOrderId());
    if (state != null && state != Fulfilment.State.OPEN) return Decision.accept();
    return Decision.accept(new OrderEvent.CancellationRefused(c.fulfillmentOrderId(), c.reason()));
  }

  static Decision<OrderEvent> shortPick(OrderCommand.NoteShortPick c, Order order) {
    return Decision.accept(
        new OrderEvent.ShortPickNoted(
            c.fulfillmentOrderId(),
            c.missing(),
            c.detail(),
            OWNER,
            c.at().plus(OrderDecider.DISCREPANCY_DUE)));
  }

  static Decision<OrderEvent> shipped(OrderCommand.NoteShipment c, Order order) {
    if (order.fulfilment().shipments().containsKey(c.shipmentId())) return Decision.accept();
    var draft = new Draft(order, c.at());
    var after = order.fulfilment().shipment(c.shipmentId(), c.fulfillmentOrderId(), c.lines());
    var complete = after.shippedAll(order);
    draft.add(
        new OrderEvent.ShipmentRecorded(
            c.shipmentId(),
            c.fulfillmentOrderId(),
            c.lines(),
            complete,
            c.shippedAt(),
            c.carrier(),
            c.trackingNumber()));
    doubt(draft, order, after);
    Paying.capture(draft, order, c.shipmentId(), complete);
    if (!complete) {
      closeOrReport(draft);
    } else if (!order.stage().before(Stage.RELEASED)) {
      draft.unholdAll(); // nothing is left to keep back
    }
    return draft.accept();
  }

  private static void doubt(Draft draft, Order before, Fulfilment after) {
    if (before.stage() == Stage.CANCELLED) {
      draft.discrepancy("SHIPPED_AFTER_CANCELLATION", "a cancelled order was shipped", OWNER);
    } else if (before.stage().before(Stage.RELEASED)) {
      draft.discrepancy("SHIPPED_BEFORE_RELEASE", "shipped while " + before.stateName(), OWNER);
    }
    for (var id : after.shipped().keySet()) {
      var line = before.terms().line(id);
      var units = after.shippedOf(id);
      if (line != null && before.kits().has(line)) {
        var components = before.kits().components(line);
        units.forEach(
            (sku, n) -> {
              var most = line.quantity() * components.getOrDefault(sku, 0L);
              if (n > most) tooMuch(draft, "line " + id + ", " + sku, n, most);
            });
      } else {
        long all = units.values().stream().mapToLong(n -> n).sum();
        long most = line == null ? 0 : line.quantity();
        if (all > most) tooMuch(draft, "line " + id, all, most);
      }
    }
  }

  private static void tooMuch(Draft draft, String what, long shipped, long ordered) {
    draft.discrepancy(
        "SHIPPED_TOO_MUCH", "%s: %d shipped, %d ordered".formatted(what, shipped, ordered), OWNER);
  }

  /// All that can ship has: either a part was cancelled on the way, or units are missing.
  private static void closeOrReport(Draft draft) {
    var order = draft.order();
    var fulfilment = order.fulfilment();
    if (!fulfilment.ended()) return;
    if (fulfilment.anyPart(Fulfilment.State.CANCELLED)
        || fulfilment.anyPart(Fulfilment.State.GIVEN_UP)) {
      Cancelling.closeIfEnded(draft, "cancelled at fulfilment");
    } else if (order.stage() == Stage.PARTIALLY_SHIPPED && order.moreToRelease()) {
      // the rest is not here yet; when it is not wanted either, nobody has to be asked
      if (fulfilment.cancellationRequested()) Cancelling.closeRemainder(draft, CANCELLED_LATE);
    } else if (order.stage() == Stage.PARTIALLY_SHIPPED) {
      draft.discrepancy(
          "SHORT_SHIPPED", "every shipment left, but not every unit; cancel the rest", OWNER);
    }
  }

  /// Late is not wrong: a person has to see it, and nothing else changes.
  static Decision<OrderEvent> shipByPassed(OrderCommand.NoteShipByPassed c, Order order) {
    if (order.stage() == Stage.UNKNOWN || !order.stage().before(Stage.SHIPPED)) {
      return Decision.accept();
    }
    if (order.terms().shipsNothing()) return Decision.accept();
    var draft = new Draft(order, c.at());
    draft.discrepancy("SHIP_BY_PASSED", "not shipped in time, while " + order.stateName(), OWNER);
    return draft.accept();
  }

  static Decision<OrderEvent> delivered(OrderCommand.NoteDelivery c, Order order) {
    if (order.fulfilment().shipments().getOrDefault(c.shipmentId(), false)) {
      return Decision.accept();
    }
    var draft = new Draft(order, c.at());
    draft.add(new OrderEvent.DeliveryRecorded(c.shipmentId(), c.deliveredAt()));
    deliverIfAllArrived(draft, c.deliveredAt());
    return draft.accept();
  }

  static void deliverIfAllArrived(Draft draft) {
    deliverIfAllArrived(draft, draft.at());
  }

  private static void deliverIfAllArrived(Draft draft, Instant deliveredAt) {
    var order = draft.order();
    if (order.stage() != Stage.SHIPPED || !order.fulfilment().allDelivered()) return;
    draft.add(new OrderEvent.OrderDelivered(deliveredAt));
    if (order.policy().completeAfter().isZero()) {
      draft.add(new OrderEvent.OrderCompleted(draft.at()));
    }
  }
}

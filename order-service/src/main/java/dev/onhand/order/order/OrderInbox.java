package dev.onhand.order.order;

import dev.onhand.order.item.KnownItems;
import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.inbox.WaitsFor;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.work.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What other services and the payment provider report, as commands on orders. A message about an
/// order that is not here yet waits for it.
@ApplicationScoped
class OrderInbox implements MessageHandlers {
  private static final Map<String, Map<String, Long>> NO_KITS = Map.of();

  @Override
  public void declare(Declarations on) {
    on.stream(OrderStream.ORDER);
    stock(on);
    fulfilment(on);
    money(on);
    on.timer(
        OrderReactions.PAYMENT_TIMER,
        (timer, work) ->
            Orders.handle(work, timer.key(), new OrderCommand.ExpirePayment(work.now())));
    on.timer(
        OrderReactions.OVERDUE_TIMER,
        (timer, work) ->
            Orders.handle(work, timer.key(), new OrderCommand.NotePaymentOverdue(work.now())));
    on.timer(
        OrderReactions.CAPTURE_TIMER,
        (timer, work) -> {
          var parts = timer.key().split("/", 2);
          Orders.handle(work, parts[0], new OrderCommand.RetryCapture(parts[1], work.now()));
        });
    on.timer(
        OrderReactions.SHIP_BY_TIMER,
        (timer, work) ->
            Orders.handle(work, timer.key(), new OrderCommand.NoteShipByPassed(work.now())));
    on.timer(
        OrderReactions.CANCEL_AFTER_TIMER,
        (timer, work) ->
            Orders.handle(work, timer.key(), new OrderCommand.CancelUnshipped(work.now())));
    on.timer(
        OrderReactions.COMPLETION_TIMER,
        (timer, work) ->
            Orders.handle(work, timer.key(), new OrderCommand.CompleteOrder(work.now())));
  }

  private static void stock(Declarations on) {
    on.message(
        "inventory.ItemDefined.v1",
        Incoming.ItemDefined.class,
        (message, work) -> itemDefined(work, message.payload()));
    on.message(
        "inventory.StockReserved.v1",
        Incoming.StockReserved.class,
        m -> StreamRef.of(OrderStream.ORDER, m.orderId()),
        (message, work) -> reserved(work, message.payload()));
    about(
        on,
        "inventory.StockBackordered.v1",
        Incoming.StockBackordered.class,
        Incoming.StockBackordered::orderId,
        (m, now) -> new OrderCommand.NoteBackordered(m.reservationId(), m.waiting(), now));
    about(
        on,
        "inventory.BackorderFilled.v1",
        Incoming.BackorderFilled.class,
        Incoming.BackorderFilled::orderId,
        (m, now) ->
            new OrderCommand.NoteBackorderFilled(
                m.reservationId(), m.allocations(), m.complete(), now));
    about(
        on,
        "inventory.ReservationCommitted.v1",
        Incoming.ReservationCommitted.class,
        Incoming.ReservationCommitted::orderId,
        (m, now) -> new OrderCommand.NoteCommitted(m.reservationId(), now));
    about(
        on,
        "inventory.ReservationRejected.v1",
        Incoming.ReservationRejected.class,
        Incoming.ReservationRejected::orderId,
        (m, now) ->
            new OrderCommand.NoteReservationRejected(
                m.reservationId(), m.reason(), m.shortages(), now));
    on.message(
        "inventory.ReservationBroken.v1",
        Incoming.ReservationBroken.class,
        m -> StreamRef.of(OrderStream.ORDER, m.orderId()),
        (message, work) -> broken(work, message.payload()));
    on.message(
        "inventory.LotReleased.v1",
        Incoming.LotReleased.class,
        (message, work) -> lotReleased(work, message.payload()));
    for (var how : new String[] {"Released", "Expired"}) {
      about(
          on,
          "inventory.Reservation" + how + ".v1",
          Incoming.ReservationLost.class,
          Incoming.ReservationLost::orderId,
          (m, now) ->
              new OrderCommand.NoteReservationLost(
                  m.reservationId(), m.reason() == null ? how : how + ", " + m.reason(), now));
    }
  }

  private static void fulfilment(Declarations on) {
    about(
        on,
        "fulfillment.FulfillmentOrderCreated.v1",
        Incoming.FulfillmentOrderCreated.class,
        Incoming.FulfillmentOrderCreated::orderId,
        (m, now) ->
            new OrderCommand.NoteFulfilmentStarted(
                m.fulfillmentOrderId(), m.locationId(), m.lines(), now));
    about(
        on,
        "fulfillment.ShortPicked.v1",
        Incoming.ShortPicked.class,
        Incoming.ShortPicked::orderId,
        OrderInbox::shortPick);
    about(
        on,
        "fulfillment.FulfillmentOrderCancelled.v1",
        Incoming.CancellationAnswered.class,
        Incoming.CancellationAnswered::orderId,
        (m, now) ->
            new OrderCommand.NoteFulfilmentCancelled(m.fulfillmentOrderId(), m.reason(), now));
    about(
        on,
        "fulfillment.CancellationRefused.v1",
        Incoming.CancellationAnswered.class,
        Incoming.CancellationAnswered::orderId,
        (m, now) ->
            new OrderCommand.NoteCancellationRefused(m.fulfillmentOrderId(), m.reason(), now));
    about(
        on,
        "fulfillment.ShipmentShipped.v1",
        Incoming.ShipmentShipped.class,
        Incoming.ShipmentShipped::orderId,
        (m, now) ->
            new OrderCommand.NoteShipment(
                m.shipmentId(),
                m.fulfillmentOrderId(),
                m.lines(),
                m.shippedAt(),
                m.carrier(),
                m.trackingNumber(),
                now));
    about(
        on,
        "fulfillment.ShipmentDelivered.v1",
        Incoming.ShipmentDelivered.class,
        Incoming.ShipmentDelivered::orderId,
        (m, now) -> new OrderCommand.NoteDelivery(m.shipmentId(), m.deliveredAt(), now));
  }

  private static OrderCommand shortPick(Incoming.ShortPicked m, Instant now) {
    var missing = m.lines().stream().mapToLong(l -> Math.max(0, l.expected() - l.picked())).sum();
    var detail =
        m.lines().stream()
            .map(l -> l.sku() + ": " + l.picked() + " of " + l.expected() + " picked")
            .collect(Collectors.joining("; "));
    return new OrderCommand.NoteShortPick(m.fulfillmentOrderId(), missing, detail, now);
  }

  private static void money(Declarations on) {
    about(
        on,
        "payment.PaymentAuthorized.v1",
        Incoming.PaymentAuthorized.class,
        Incoming.PaymentAuthorized::orderId,
        (m, now) ->
            new OrderCommand.NoteAuthorization(
                m.authorizationId(), m.amount(), m.expiresAt(), now));
    about(
        on,
        "payment.PaymentCaptured.v1",
        Incoming.PaymentCaptured.class,
        Incoming.PaymentCaptured::orderId,
        (m, now) -> new OrderCommand.NoteCapture(m.captureId(), m.amount(), now));
    about(
        on,
        "payment.CaptureFailed.v1",
        Incoming.CaptureFailed.class,
        Incoming.CaptureFailed::orderId,
        (m, now) -> new OrderCommand.NoteCaptureFailure(m.captureId(), m.reason(), now));
    about(
        on,
        "payment.PaymentRefunded.v1",
        Incoming.PaymentRefunded.class,
        Incoming.PaymentRefunded::orderId,
        (m, now) -> new OrderCommand.NoteRefundPaid(m.refundId(), m.amount(), now));
    about(
        on,
        "returns.RefundRequested.v1",
        Incoming.RefundRequested.class,
        Incoming.RefundRequested::orderId,
        (m, now) -> new OrderCommand.RequestRefund(m.refund(), now));
  }

  /// A message that is one command on one order.
  private static <T> void about(
      Declarations on,
      String type,
      Class<T> payload,
      Function<T, String> orderId,
      BiFunction<T, Instant, OrderCommand> command) {
    on.message(
        type,
        payload,
        m -> StreamRef.of(OrderStream.ORDER, orderId.apply(m)),
        (message, work) ->
            tell(
                work,
                orderId.apply(message.payload()),
                command.apply(message.payload(), work.now())));
  }

  private static void tell(Work work, String id, OrderCommand command) throws SQLException {
    if (!work.exists(OrderStream.ORDER, id)) throw new WaitsFor("order", id);
    var decision = Orders.handle(work, id, command);
    if (decision instanceof Decision.Rejected<OrderEvent> refused) {
      throw new InvalidMessage(refused.reason().name(), "", refused.detail());
    }
  }

  /// Units under another name than their line's are parts of a kit.
  private static void reserved(Work work, Incoming.StockReserved m) throws SQLException {
    var order = Orders.find(work, m.orderId());
    var claim = order == null ? null : order.reservation().claim(m.reservationId());
    var kits = new TreeSet<String>();
    for (var some : m.allocations()) {
      var line = claim == null ? null : order.terms().line(some.lineId());
      if (line != null && line.sku() != null && !line.sku().equals(some.sku())) {
        kits.add(line.sku());
      }
    }
    var made = kits.isEmpty() ? NO_KITS : KnownItems.of(work).kits(claim.pool(), kits);
    tell(
        work,
        m.orderId(),
        new OrderCommand.NoteReserved(m.reservationId(), m.allocations(), made, work.now()));
  }

  /// A recall that is over already, for which the release of the lot came first, holds nothing.
  private static void broken(Work work, Incoming.ReservationBroken m) throws SQLException {
    var lots = ReleasedLots.of(work);
    var recalled = new ArrayList<RecalledUnits>();
    for (var units : m.recalled()) {
      if (!lots.wasReleased(m.pool(), units.sku(), units.lot(), m.brokenAt())) recalled.add(units);
    }
    var why = "Broken, " + m.reason();
    tell(
        work,
        m.orderId(),
        new OrderCommand.NoteReservationLost(
            m.reservationId(), why, List.copyOf(recalled), work.now()));
  }

  private static void lotReleased(Work work, Incoming.LotReleased m) throws SQLException {
    ReleasedLots.of(work).add(m.pool(), m.sku(), m.lot(), m.releasedAt());
    var subject = RecalledUnits.subject(m.pool(), m.sku(), m.lot());
    for (var id : HeldOrders.by(work.connection(), subject)) {
      Orders.handle(work, id, new OrderCommand.EndRecall(subject, work.now()));
    }
  }

  private static void itemDefined(Work work, Incoming.ItemDefined item) throws SQLException {
    var items = KnownItems.of(work);
    if (!items.add(item.pool(), item.sku(), item.components())) return;
    for (var id : items.ordersWaitingFor(item.pool(), item.sku())) {
      var order = work.state(OrderStream.ORDER, id);
      var known = Orders.knownSkus(work, order.pools().all(), order.terms(), order);
      Orders.handle(work, id, new OrderCommand.RecheckSkus(known, work.now()));
    }
  }
}

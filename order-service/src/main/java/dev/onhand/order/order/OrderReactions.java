package dev.onhand.order.order;

import dev.onhand.order.channel.PaymentReport;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What each event causes outside the order: the one place where private events become messages,
/// timers and exceptions. Pure.
public final class OrderReactions {
  public static final String ORDER_EVENTS = "order.events";
  public static final String PAYMENT_REQUESTS = "payment.requests";
  public static final String WAREHOUSE_REQUESTS = "warehouse.requests";
  public static final String INVENTORY_COMMANDS = "inventory.commands";

  /// Cancels an order that is not paid in time.
  public static final String PAYMENT_TIMER = "payment-due";

  /// Tells a person that an order on account is not paid by its day.
  public static final String OVERDUE_TIMER = "payment-overdue";

  /// Tells a person that an order should have left by now.
  public static final String SHIP_BY_TIMER = "ship-by";

  /// Cancels what the customer does not want after a day agreed.
  public static final String CANCEL_AFTER_TIMER = "cancel-after";

  /// Asks again for a capture that failed.
  public static final String CAPTURE_TIMER = "capture-retry";

  /// Completes an order some time after its delivery.
  public static final String COMPLETION_TIMER = "order-completion";

  private OrderReactions() {}

  static List<Effect> react(Recorded<OrderEvent> recorded, Order order) {
    var id = order.orderId();
    return switch (recorded.event()) {
      case OrderEvent.OrderReceived e -> received(id, order.policy(), e);
      case OrderEvent.OrderHeld e -> held(id, e);
      case OrderEvent.HoldReleased e -> unheld(id, e);
      case OrderEvent.OrderAccepted e -> accepted(id, order, e);
      case OrderEvent.OrderReleased e -> List.of(StockEffects.released(id, order, e));
      case OrderEvent.CancellationRequested e ->
          List.of(
              event("CancellationRequested", id)
                  .with(new OrderMessages.CancellationRequested(id, e.reason())));
      case OrderEvent.OrderCancelled e -> cancelled(id, order, e);
      case OrderEvent.OrderDelivered e -> delivered(id, order.policy(), e);
      case OrderEvent.OrderCompleted e ->
          List.of(
              event("OrderCompleted", id)
                  .with(new OrderMessages.OrderCompleted(id, e.completedAt())));
      case OrderEvent.LinesCancelled e -> linesCancelled(id, order, e);
      case OrderEvent.FulfilledElsewhere e ->
          List.of(event("OrderCompleted", id).with(new OrderMessages.OrderCompleted(id, e.at())));
      case OrderEvent.ShipmentRecorded e -> shipped(id, order, e, recorded.occurredAt());
      case OrderEvent.RemainderCancelled e ->
          List.of(shipped(id, e.lastShipmentId(), true, e.shippedAt()));
      case OrderEvent.DiscrepancyNoted e ->
          List.of(exception(e.kind(), id, e.detail(), e.owner(), e.dueAt()));
      case OrderEvent.ShortPickNoted e ->
          List.of(
              exception(
                  "SHORT_PICK",
                  id + "/" + e.fulfillmentOrderId(),
                  e.detail(),
                  e.owner(),
                  e.dueAt()));
      case OrderEvent.OfStock e -> StockEffects.react(id, order, e, recorded.occurredAt());
      case OrderEvent.OfMoney e -> money(id, order, e, recorded.occurredAt());
      case OrderEvent.TermsRevised _,
          OrderEvent.DocumentNoted _,
          OrderEvent.SkuNamed _,
          OrderEvent.PriceAsked _,
          OrderEvent.PriceOverridden _,
          OrderEvent.AddressCompleted _,
          OrderEvent.FulfilmentStarted _,
          OrderEvent.FulfilmentCancelled _,
          OrderEvent.ReleaseWithdrawn _,
          OrderEvent.CancellationRefused _,
          OrderEvent.DeliveryRecorded _ ->
          List.of();
    };
  }

  private static List<Effect> money(String id, Order order, OrderEvent.OfMoney event, Instant at) {
    return switch (event) {
      case OrderEvent.PaymentReceived e ->
          List.of(
              event("PaymentReceived", id)
                  .with(
                      new OrderMessages.PaymentReceived(
                          id, e.paymentId(), e.amount(), "channel", e.receivedAt())));
      case OrderEvent.CaptureRequested e ->
          List.of(
              payment("CapturePayment", id)
                  .with(new OrderMessages.CapturePayment(id, e.captureId(), e.amount())));
      case OrderEvent.CaptureFailed e -> captureFailed(id, order, e);
      case OrderEvent.PaymentCaptured e ->
          List.of(
              new Effect.ResolveException(
                  CAPTURE_FAILED, id + "/" + order.payment().root(e.captureId()), "captured"));
      case OrderEvent.RefundGranted e -> refundGranted(id, order, e, at);
      case OrderEvent.RefundRefused e ->
          List.of(
              event("RefundRefused", id)
                  .with(
                      new OrderMessages.RefundRefused(
                          id, e.refund().refundId(), e.refund().returnId(), e.reason())));
      case OrderEvent.PaymentReported _,
          OrderEvent.PaymentAuthorized _,
          OrderEvent.ChannelRefundNoted _,
          OrderEvent.RefundDeferred _,
          OrderEvent.RefundPaid _ ->
          List.of();
    };
  }

  // ---- where messages go

  record Address(String topic, String key, String subject, String type) {
    Effect with(Object payload) {
      return new Effect.Publish(topic, key, subject, type, payload);
    }
  }

  static Address event(String name, String orderId) {
    return new Address(ORDER_EVENTS, orderId, orderId, "order." + name + ".v1");
  }

  private static Address payment(String name, String orderId) {
    return new Address(PAYMENT_REQUESTS, orderId, orderId, "order." + name + ".v1");
  }

  /// Where the goods of one location go: the only message with a name and an address.
  static Effect shipTo(String orderId, String locationId, dev.onhand.order.channel.ShipTo to) {
    return new Address(
            WAREHOUSE_REQUESTS, locationId, orderId + "/" + locationId, "order.ShipToProvided.v1")
        .with(new OrderMessages.ShipToProvided(orderId, locationId, to));
  }

  // ---- one event each

  private static List<Effect> received(String id, OrderPolicy policy, OrderEvent.OrderReceived e) {
    var effects = new ArrayList<Effect>();
    effects.add(announced(id, e));
    var terms = e.terms();
    if (terms.cancelledAt() != null || terms.shipsNothing()) return effects;
    var shipBy = PromisedDates.shipBy(terms, policy);
    if (shipBy != null) effects.add(new Effect.StartTimer(SHIP_BY_TIMER, id, shipBy, null));
    var cancelAfter = PromisedDates.cancelAfter(terms, policy);
    if (cancelAfter != null) {
      effects.add(new Effect.StartTimer(CANCEL_AFTER_TIMER, id, cancelAfter, null));
    }
    return effects;
  }

  private static Effect announced(String id, OrderEvent.OrderReceived e) {
    var terms = e.terms();
    return event("OrderReceived", id)
        .with(
            new OrderMessages.OrderReceived(
                id,
                terms.key().channel(),
                terms.key().shop(),
                terms.key().externalId(),
                terms.number(),
                terms.orderType().code(),
                terms.currency(),
                terms.total(),
                terms.placedAt(),
                e.receivedAt(),
                terms.customerId(),
                terms.country()));
  }

  private static List<Effect> held(String id, OrderEvent.OrderHeld e) {
    var effects = new ArrayList<Effect>();
    var owner = e.reason().owner();
    effects.add(
        event("OrderHeld", id)
            .with(
                new OrderMessages.OrderHeld(
                    id,
                    e.holdId(),
                    e.reason().name(),
                    e.detail(),
                    owner,
                    e.dueAt(),
                    e.lineId(),
                    e.blocks() == null ? null : e.blocks().stream().sorted().toList())));
    if (e.reason().waitsForPerson()) {
      var subject = about(id, e.subject());
      effects.add(exception(e.reason().exceptionKind(), subject, e.detail(), owner, e.dueAt()));
    } else {
      effects.add(new Effect.StartTimer(PAYMENT_TIMER, id, e.dueAt(), null));
    }
    return effects;
  }

  private static String about(String id, String subject) {
    return subject == null ? id : id + "/" + subject;
  }

  private static List<Effect> unheld(String id, OrderEvent.HoldReleased e) {
    var effects = new ArrayList<Effect>();
    effects.add(
        event("HoldReleased", id)
            .with(
                new OrderMessages.HoldReleased(id, e.holdId(), e.reason().name(), e.releasedBy())));
    if (e.reason().waitsForPerson()) {
      var how = e.waived() ? "released by " + e.releasedBy() : "its cause is gone";
      var subject = about(id, e.subject());
      effects.add(new Effect.ResolveException(e.reason().exceptionKind(), subject, how));
    } else {
      effects.add(new Effect.CancelTimer(PAYMENT_TIMER, id));
    }
    return effects;
  }

  static String paymentStatus(PaymentReport report) {
    return switch (report) {
      case PAID -> "paid";
      case AUTHORIZED -> "authorized";
      case PENDING, ON_ACCOUNT, RETURNED -> "pending";
    };
  }

  private static List<Effect> accepted(String id, Order order, OrderEvent.OrderAccepted e) {
    var message = AcceptedTerms.message(id, order, e);
    if (e.paymentDueAt() == null) return List.of(message);
    return List.of(message, new Effect.StartTimer(OVERDUE_TIMER, id, e.paymentDueAt(), null));
  }

  private static List<Effect> delivered(
      String id, OrderPolicy policy, OrderEvent.OrderDelivered e) {
    var message =
        event("OrderDelivered", id).with(new OrderMessages.OrderDelivered(id, e.deliveredAt()));
    var after = policy.completeAfter();
    if (after.isZero()) return List.of(message);
    return List.of(
        message, new Effect.StartTimer(COMPLETION_TIMER, id, e.deliveredAt().plus(after), null));
  }

  private static List<Effect> cancelled(String id, Order order, OrderEvent.OrderCancelled e) {
    var message =
        event("OrderCancelled", id)
            .with(new OrderMessages.OrderCancelled(id, e.reason(), e.cancelledAt()));
    if (Cancelling.isByChannel(e.reason())) return List.of(message);
    return List.of(message, ChannelUpdates.cancelled(order, e.reason(), e.cancelledAt()));
  }

  private static List<Effect> linesCancelled(String id, Order order, OrderEvent.LinesCancelled e) {
    var message =
        event("OrderLinesCancelled", id)
            .with(new OrderMessages.OrderLinesCancelled(id, e.lines(), e.reason(), e.at()));
    if (e.byChannel()) return List.of(message);
    return List.of(message, ChannelUpdates.linesCancelled(order, e));
  }

  /// A parcel too many changes nothing: who reads the last message has to read that.
  private static List<Effect> shipped(
      String id, Order order, OrderEvent.ShipmentRecorded e, Instant at) {
    var effects = new ArrayList<Effect>();
    effects.add(shipped(id, e.shipmentId(), e.complete(), e.shippedAt()));
    effects.addAll(ChannelUpdates.shipped(order, e));
    if (order.stage() == Stage.DELIVERED) {
      effects.add(event("OrderDelivered", id).with(new OrderMessages.OrderDelivered(id, at)));
    } else if (order.stage() == Stage.COMPLETED) {
      effects.add(event("OrderCompleted", id).with(new OrderMessages.OrderCompleted(id, at)));
    }
    return effects;
  }

  private static Effect shipped(String id, String shipmentId, boolean complete, Instant at) {
    return event("OrderShipped", id)
        .with(new OrderMessages.OrderShipped(id, shipmentId, complete, at));
  }

  private static final String CAPTURE_FAILED = "CAPTURE_FAILED";

  private static List<Effect> captureFailed(String id, Order order, OrderEvent.CaptureFailed e) {
    var raised =
        exception(
            CAPTURE_FAILED,
            id + "/" + order.payment().root(e.captureId()),
            "the money was not taken: " + e.reason(),
            "accountant",
            e.at().plus(OrderDecider.DISCREPANCY_DUE));
    if (order.payment().attempt(e.captureId()) > order.policy().captureRetries())
      return List.of(raised);
    var again = e.at().plus(order.policy().captureRetryAfter());
    return List.of(
        raised, new Effect.StartTimer(CAPTURE_TIMER, id + "/" + e.captureId(), again, null));
  }

  private static List<Effect> refundGranted(
      String id, Order order, OrderEvent.RefundGranted e, Instant at) {
    var refund = e.refund();
    var reason = refund.reason().name();
    var granted =
        event("RefundGranted", id)
            .with(
                new OrderMessages.RefundGranted(
                    id,
                    refund.refundId(),
                    refund.returnId(),
                    refund.amount(),
                    refund.net(),
                    refund.tax(),
                    OrderMessages.Tax.all(TaxShares.of(order, refund)),
                    reason));
    if (e.paidByChannel()) {
      // nobody has to be asked, and nobody else will say that the money has left
      var paid =
          event("RefundPaid", id)
              .with(
                  new OrderMessages.RefundPaid(
                      id, refund.refundId(), refund.amount(), "channel", at));
      return List.of(granted, paid);
    }
    return List.of(
        granted,
        payment("RefundPayment", id)
            .with(new OrderMessages.RefundPayment(id, refund.refundId(), refund.amount(), reason)));
  }

  private static Effect exception(
      String kind, String subject, String detail, String owner, Instant dueAt) {
    return new Effect.RaiseException(
        kind, subject, detail, owner, dueAt, List.of("release", "cancel", "resolve"));
  }
}

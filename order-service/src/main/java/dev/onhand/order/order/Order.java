package dev.onhand.order.order;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// An order as its events made it. Before the first document, everything but `stage` is empty.
/// `skus` are those a person named, by line; they outlive revisions of the document.
public record Order(
    Stage stage,
    OrderTerms terms,
    String pool,
    Instant version,
    String digest,
    Instant receivedAt,
    Instant acceptedAt,
    Map<String, String> skus,
    boolean addressGiven,
    Holds holds,
    Reservation reservation,
    Payment payment,
    Fulfilment fulfilment) {

  static final Order UNKNOWN =
      new Order(
          Stage.UNKNOWN,
          null,
          null,
          null,
          null,
          null,
          null,
          Map.of(),
          false,
          Holds.NONE,
          Reservation.NONE,
          Payment.NONE,
          Fulfilment.NONE);

  String orderId() {
    return terms.key().orderId();
  }

  /// For queries: the stage, or ON_HOLD while a hold keeps the order from its release.
  public String stateName() {
    return stage.before(Stage.RELEASED) && !holds.none() ? "ON_HOLD" : stage.name();
  }

  // ---- evolve: what an event changes, and no rules

  static Order evolve(Order order, OrderEvent event) {
    return switch (event) {
      case OrderEvent.OrderReceived e -> order.received(e);
      case OrderEvent.TermsRevised e -> order.revised(e);
      case OrderEvent.DocumentNoted e -> order.at(e.version(), e.digest());
      case OrderEvent.SkuNamed e -> order.named(e.lineId(), e.sku());
      case OrderEvent.AddressCompleted e ->
          order.with(order.terms.withAddress(e.country(), e.postalZone()), order.skus, true);
      case OrderEvent.OrderHeld e ->
          order.with(
              order.holds.with(
                  new Hold(e.holdId(), e.reason(), e.detail(), e.raisedAt(), e.dueAt())));
      case OrderEvent.HoldReleased e -> {
        var left = order.holds.without(e.holdId());
        yield order.with(e.waived() ? left.waiving(e.reason()) : left);
      }
      case OrderEvent.OrderAccepted e -> order.accepted(e.acceptedAt());
      case OrderEvent.OrderReleased _ -> order.with(Stage.RELEASED);
      case OrderEvent.CancellationRequested _ -> order.with(order.fulfilment.cancelling());
      case OrderEvent.OrderCancelled _ -> order.with(Stage.CANCELLED);
      case OrderEvent.OrderDelivered _ -> order.with(Stage.DELIVERED);
      case OrderEvent.OrderCompleted _ -> order.with(Stage.COMPLETED);
      case OrderEvent.StockAskedFor e -> order.with(order.reservation.asked(e.reservationId()));
      case OrderEvent.StockAllocated e ->
          order.with(order.reservation.standing(e.allocations())).with(Stage.ALLOCATED);
      case OrderEvent.StockRefused _ -> order.with(order.reservation.gone());
      case OrderEvent.StockLost _ -> order.with(order.reservation.gone()).lost();
      case OrderEvent.StockGivenBack _ -> order.with(order.reservation.gone());
      case OrderEvent.FulfilmentStarted e -> order.with(order.started(e));
      case OrderEvent.ShortPickNoted e ->
          order.with(order.fulfilment.shortBy(e.fulfillmentOrderId(), e.missing()));
      case OrderEvent.FulfilmentCancelled e ->
          order.with(
              order.fulfilment.part(
                  e.fulfillmentOrderId(),
                  e.asked() ? Fulfilment.State.CANCELLED : Fulfilment.State.GIVEN_UP));
      case OrderEvent.CancellationRefused e ->
          order.with(order.fulfilment.part(e.fulfillmentOrderId(), Fulfilment.State.GOES_ON));
      case OrderEvent.ReleaseWithdrawn _ -> order.with(Fulfilment.NONE).with(Stage.ACCEPTED);
      case OrderEvent.ShipmentRecorded e -> order.shipped(e);
      case OrderEvent.RemainderCancelled _ -> order.with(Stage.SHIPPED);
      case OrderEvent.DeliveryRecorded e -> order.with(order.fulfilment.delivered(e.shipmentId()));
      case OrderEvent.DiscrepancyNoted _ -> order;
      case OrderEvent.PaymentReported e -> order.with(order.payment.withReport(e.report()));
      case OrderEvent.PaymentReceived e -> order.with(order.payment.received(e.amount()));
      case OrderEvent.PaymentAuthorized e -> order.with(order.payment.authorized(e.expiresAt()));
      case OrderEvent.CaptureRequested e ->
          order.with(order.payment.asking(e.captureId(), e.amount()));
      case OrderEvent.PaymentCaptured e ->
          order.with(order.payment.capturing(e.captureId(), e.amount()));
      case OrderEvent.CaptureFailed e -> order.with(order.payment.failing(e.captureId()));
      case OrderEvent.RefundGranted e -> order.with(order.payment.granting(e.refund()));
      case OrderEvent.RefundRefused e -> order.with(order.payment.refusing(e.refund()));
      case OrderEvent.RefundDeferred e -> order.with(order.payment.deferring(e.refund()));
      case OrderEvent.RefundPaid e -> order.with(order.payment.settling(e.refundId()));
    };
  }

  private Order received(OrderEvent.OrderReceived e) {
    return new Order(
        Stage.RECEIVED,
        e.terms(),
        e.pool(),
        e.version(),
        e.digest(),
        e.receivedAt(),
        null,
        Map.of(),
        false,
        Holds.NONE,
        Reservation.NONE,
        Payment.reported(e.terms().payment(), e.terms().zero()),
        Fulfilment.NONE);
  }

  private Order revised(OrderEvent.TermsRevised e) {
    var revised = e.terms().withSkus(skus);
    if (addressGiven && !revised.missingAddress().isEmpty()) {
      revised = revised.withAddress(terms.country(), terms.postalZone());
    }
    var next = with(revised, skus, addressGiven).at(e.version(), e.digest());
    return revised.sellsOtherThan(terms) ? next.with(holds.nothingWaived()) : next;
  }

  private Order named(String lineId, String sku) {
    var more = new HashMap<>(skus);
    more.put(lineId, sku);
    return with(terms.withSkus(more), Map.copyOf(more), addressGiven);
  }

  private Fulfilment started(OrderEvent.FulfilmentStarted e) {
    var units = e.lines().stream().mapToLong(LineQuantity::quantity).sum();
    return fulfilment.started(e.fulfillmentOrderId(), units);
  }

  private Order shipped(OrderEvent.ShipmentRecorded e) {
    var next = fulfilment.shipment(e.shipmentId(), e.fulfillmentOrderId(), e.lines());
    var moved = with(next);
    if (stage == Stage.CANCELLED) return moved;
    if (e.complete()) return moved.with(Stage.SHIPPED);
    return stage.before(Stage.PARTIALLY_SHIPPED) ? moved.with(Stage.PARTIALLY_SHIPPED) : moved;
  }

  private Order lost() {
    return stage == Stage.ALLOCATED ? with(Stage.ACCEPTED) : this;
  }

  // ---- one part changed

  private Order with(Stage next) {
    return copy(next, holds, reservation, payment, fulfilment);
  }

  private Order with(Holds next) {
    return copy(stage, next, reservation, payment, fulfilment);
  }

  private Order with(Reservation next) {
    return copy(stage, holds, next, payment, fulfilment);
  }

  private Order with(Payment next) {
    return copy(stage, holds, reservation, next, fulfilment);
  }

  private Order with(Fulfilment next) {
    return copy(stage, holds, reservation, payment, next);
  }

  private Order copy(Stage s, Holds h, Reservation r, Payment p, Fulfilment f) {
    return new Order(
        s, terms, pool, version, digest, receivedAt, acceptedAt, skus, addressGiven, h, r, p, f);
  }

  private Order with(OrderTerms next, Map<String, String> named, boolean given) {
    return new Order(
        stage,
        next,
        pool,
        version,
        digest,
        receivedAt,
        acceptedAt,
        named,
        given,
        holds,
        reservation,
        payment,
        fulfilment);
  }

  private Order at(Instant newVersion, String newDigest) {
    return new Order(
        stage,
        terms,
        pool,
        newVersion,
        newDigest,
        receivedAt,
        acceptedAt,
        skus,
        addressGiven,
        holds,
        reservation,
        payment,
        fulfilment);
  }

  private Order accepted(Instant at) {
    return new Order(
        Stage.ACCEPTED,
        terms,
        pool,
        version,
        digest,
        receivedAt,
        at,
        skus,
        addressGiven,
        holds,
        reservation,
        payment,
        fulfilment);
  }
}

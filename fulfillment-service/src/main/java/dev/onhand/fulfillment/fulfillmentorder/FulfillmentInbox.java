package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.FollowUp;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Request;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.AnswerCancellation;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmDelivery;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmPick;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.Packed;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.RemindOf;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.RequestCancellation;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.RequestFulfillment;
import dev.onhand.fulfillment.fulfillmentorder.Received.Allocation;
import dev.onhand.fulfillment.fulfillmentorder.Received.CancellationRequested;
import dev.onhand.fulfillment.fulfillmentorder.Received.OrderReleased;
import dev.onhand.fulfillment.fulfillmentorder.Received.PackConfirmed;
import dev.onhand.fulfillment.fulfillmentorder.Received.PickCancellationAnswered;
import dev.onhand.fulfillment.fulfillmentorder.Received.PickConfirmed;
import dev.onhand.fulfillment.fulfillmentorder.Received.ShipConfirmed;
import dev.onhand.fulfillment.fulfillmentorder.Received.ShipmentDelivered;
import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.Message;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.inbox.WaitsFor;
import dev.onhand.platform.work.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Messages and timers in. A confirmation of a fulfilment order that nobody asked for (yet) waits
/// until somebody does: topics have no order between them.
@ApplicationScoped
class FulfillmentInbox implements MessageHandlers {
  private static final Duration PERSON_WITHIN = Duration.ofHours(4);

  private final FulfillmentOrders orders;

  FulfillmentInbox(FulfillmentOrders orders) {
    this.orders = orders;
  }

  @Override
  public void declare(Declarations on) {
    on.stream(FulfillmentOrders.TYPE);
    on.stream(ReleasedOrder.TYPE);
    on.messages(
        "order.OrderReleased.v1", OrderReleased.class, FulfillmentInbox::streams, this::released);
    on.message(
        "order.CancellationRequested.v1",
        CancellationRequested.class,
        m -> StreamRef.of(ReleasedOrder.TYPE, m.orderId().toString()),
        FulfillmentInbox::cancellationRequested);
    on.message(
        "warehouse.PickConfirmed.v1",
        PickConfirmed.class,
        m -> FulfillmentOrders.ref(m.fulfillmentOrderId()),
        FulfillmentInbox::picked);
    on.message(
        "warehouse.PackConfirmed.v1",
        PackConfirmed.class,
        m -> FulfillmentOrders.ref(m.fulfillmentOrderId()),
        this::packed);
    on.message(
        "warehouse.ShipConfirmed.v1",
        ShipConfirmed.class,
        m -> FulfillmentOrders.ref(m.fulfillmentOrderId()),
        FulfillmentInbox::shipped);
    on.message(
        "warehouse.PickCancellationAnswered.v1",
        PickCancellationAnswered.class,
        m -> FulfillmentOrders.ref(m.fulfillmentOrderId()),
        FulfillmentInbox::cancellationAnswered);
    on.message(
        "carrier.ShipmentDelivered.v1",
        ShipmentDelivered.class,
        m -> FulfillmentOrders.ref(m.fulfillmentOrderId()),
        FulfillmentInbox::delivered);
    for (var followUp : FollowUp.values()) {
      on.timer(
          FulfillmentEffects.timer(followUp),
          (timer, work) ->
              FulfillmentOrders.handle(
                  UUID.fromString(timer.key()), new RemindOf(followUp, work.now()), work));
    }
  }

  private static Map<String, List<Allocation>> byLocation(OrderReleased m) {
    var byLocation = new LinkedHashMap<String, List<Allocation>>();
    for (var allocation : m.allocations()) {
      byLocation.computeIfAbsent(allocation.locationId(), _ -> new ArrayList<>()).add(allocation);
    }
    return byLocation;
  }

  private static List<StreamRef> streams(OrderReleased m) {
    var refs = new ArrayList<StreamRef>();
    refs.add(StreamRef.of(ReleasedOrder.TYPE, m.orderId().toString()));
    for (var location : byLocation(m).keySet()) {
      var id = m.fulfillmentOrderAt(location);
      refs.add(FulfillmentOrders.ref(id));
    }
    return refs;
  }

  private void released(Message<OrderReleased> message, Work work) {
    var m = message.payload();
    var ids = new ArrayList<UUID>();
    byLocation(m)
        .forEach((location, allocations) -> ids.add(request(m, location, allocations, work)));
    work.handle(
        ReleasedOrder.TYPE,
        m.orderId().toString(),
        new ReleasedOrder.NoteSplit(m.orderId(), List.copyOf(ids)));
  }

  private static UUID request(
      OrderReleased m, String location, List<Allocation> allocations, Work work) {
    var id = m.fulfillmentOrderAt(location);
    var request =
        new Request(
            id,
            m.orderId(),
            m.reservationId(),
            location,
            m.pool(),
            m.channel(),
            m.serviceLevel(),
            m.country(),
            m.postalZone(),
            allocations.stream().map(a -> new Line(a.lineId(), a.sku(), a.quantity())).toList());
    var decision = FulfillmentOrders.handle(id, new RequestFulfillment(request, work.now()), work);
    switch (decision) {
      case Decision.Accepted<FulfillmentOrderEvent> _ -> {}
      case Decision.Rejected<FulfillmentOrderEvent> rejected ->
          work.effect(
              new Effect.RaiseException(
                  rejected.reason().name(),
                  id.toString(),
                  rejected.detail(),
                  "order-clerk",
                  work.now().plus(PERSON_WITHIN),
                  List.of("resolve")));
    }
    return id;
  }

  private static void cancellationRequested(Message<CancellationRequested> message, Work work) {
    var m = message.payload();
    var orderId = m.orderId().toString();
    if (!work.exists(ReleasedOrder.TYPE, orderId)) {
      throw new WaitsFor(ReleasedOrder.TYPE.kind(), orderId);
    }
    var ids = work.state(ReleasedOrder.TYPE, orderId).fulfillmentOrderIds();
    work.preload(ids.stream().map(FulfillmentOrders::ref).toList());
    var command = new RequestCancellation(message.envelope().id(), m.reason(), work.now());
    for (var id : ids) FulfillmentOrders.handle(id, command, work);
  }

  private static void picked(Message<PickConfirmed> message, Work work) {
    var m = message.payload();
    awaitRequest(m.fulfillmentOrderId(), work);
    var lines = Received.lines(m.lines());
    FulfillmentOrders.handle(
        m.fulfillmentOrderId(), new ConfirmPick(m.locationId(), lines, m.pickedAt()), work);
  }

  private void packed(Message<PackConfirmed> message, Work work) throws SQLException {
    var m = message.payload();
    awaitRequest(m.fulfillmentOrderId(), work);
    var packages =
        m.packages().stream().map(p -> new Packed(p.packageId(), p.weightGrams())).toList();
    orders.pack(m.fulfillmentOrderId(), packages, m.packedAt(), work);
  }

  private static void shipped(Message<ShipConfirmed> message, Work work) {
    var m = message.payload();
    awaitRequest(m.fulfillmentOrderId(), work);
    FulfillmentOrders.ship(
        m.fulfillmentOrderId(),
        m.carrier(),
        m.trackingNumber(),
        Received.lines(m.lines()),
        m.shippedAt(),
        work);
  }

  private static void cancellationAnswered(Message<PickCancellationAnswered> message, Work work) {
    var m = message.payload();
    awaitRequest(m.fulfillmentOrderId(), work);
    FulfillmentOrders.handle(
        m.fulfillmentOrderId(), new AnswerCancellation(m.cancelled(), work.now()), work);
  }

  private static void delivered(Message<ShipmentDelivered> message, Work work) {
    var m = message.payload();
    awaitRequest(m.fulfillmentOrderId(), work);
    var shipmentId = FulfillmentIds.shipment(m.fulfillmentOrderId(), m.trackingNumber());
    FulfillmentOrders.handle(
        m.fulfillmentOrderId(), new ConfirmDelivery(shipmentId, m.deliveredAt()), work);
  }

  private static void awaitRequest(UUID id, Work work) {
    if (!work.exists(FulfillmentOrders.TYPE, id.toString())) {
      throw new WaitsFor(FulfillmentOrders.TYPE.kind(), id.toString());
    }
  }
}

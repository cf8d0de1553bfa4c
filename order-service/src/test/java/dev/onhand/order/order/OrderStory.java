package dev.onhand.order.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.onhand.order.channel.OrderKey;
import dev.onhand.order.channel.OrderType;
import dev.onhand.order.channel.PaymentReport;
import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.Recorded;
import dev.onhand.platform.event.StreamRef;
import dev.onhand.platform.message.Json;
import dev.onhand.testkit.Contracts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;

/// Plays commands on one order and remembers what they caused: the vocabulary of the order tests.
final class OrderStory {
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final OrderKey KEY = new OrderKey("shopify", "demo.example", "42");
  static final String ID = KEY.orderId();
  static final Stocked ITEMS = Stocked.of("eu", Set.of("TEE", "CAP"));

  private Order order = Order.UNKNOWN;
  private final List<OrderEvent> history = new ArrayList<>();
  private List<OrderEvent> events = List.of();
  private List<Effect> effects = List.of();
  private Decision<OrderEvent> decision;
  private Instant now = NOON;
  private Scrutiny scrutiny;
  private Stocked items = ITEMS;

  static Money eur(String amount) {
    return Money.parse("EUR " + amount);
  }

  // ---- documents: 2 TEE at 10.00 + 1 CAP at 5.00, tax 4.75, shipping 3.00 + 0.57 = 33.32

  static OrderLine tees(long quantity) {
    var net = eur("10.00").multipliedBy(quantity);
    return new OrderLine(
        "1", "TEE", "Tee", quantity, eur("10.00"), net, eur("1.90").multipliedBy(quantity));
  }

  static OrderLine cap(String sku) {
    return new OrderLine("2", sku, "Cap", 1, eur("5.00"), eur("5.00"), eur("0.95"));
  }

  /// Terms of an order in EUR; a builder, so that each test names only what is special.
  static final class Terms {
    private List<OrderLine> lines = List.of(tees(2), cap("CAP"));
    private PaymentReport payment = PaymentReport.PAID;
    private List<String> missing = List.of();
    private OrderType type = OrderType.D2C;
    private Money total;
    private boolean shippedElsewhere;
    private Instant cancelledAt;
    private boolean fulfilledByChannel;
    private boolean cancelRequested;
    private Instant shipBy;
    private Instant cancelAfter;
    private String place;
    private String locationId;

    Terms lines(OrderLine... given) {
      lines = List.of(given);
      return this;
    }

    Terms payment(PaymentReport report) {
      payment = report;
      return this;
    }

    Terms missing(String... parts) {
      missing = List.of(parts);
      return this;
    }

    Terms type(OrderType orderType) {
      type = orderType;
      return this;
    }

    Terms total(String amount) {
      total = eur(amount);
      return this;
    }

    Terms shippedElsewhere() {
      shippedElsewhere = true;
      return this;
    }

    Terms fulfilledByChannel() {
      fulfilledByChannel = true;
      return this;
    }

    Terms cancelRequested() {
      cancelRequested = true;
      return this;
    }

    Terms shipBy(Instant at) {
      shipBy = at;
      return this;
    }

    Terms cancelAfter(Instant at) {
      cancelAfter = at;
      return this;
    }

    /// The channel names a place, which is this location of ours.
    Terms from(String channelsPlace, String ourLocation) {
      place = channelsPlace;
      locationId = ourLocation;
      return this;
    }

    Terms cancelled() {
      cancelledAt = NOON;
      return this;
    }

    OrderTerms build() {
      var computed = eur("3.57");
      for (var line : lines) computed = computed.plus(line.gross());
      return new OrderTerms(
          KEY,
          "#42",
          type,
          KEY.customerId("77"),
          missing.isEmpty() ? "DE" : null,
          "101",
          missing,
          false,
          NOON,
          payment,
          shippedElsewhere,
          lines,
          eur("3.00"),
          eur("0.57"),
          total == null ? computed : total,
          cancelledAt,
          new OrderTerms.Special(
              fulfilledByChannel, cancelRequested, shipBy, cancelAfter, null, place, locationId));
    }
  }

  static Terms terms() {
    return new Terms();
  }

  /// From now on CAP is an item of another pool than TEE.
  OrderStory ofTwoPools() {
    items = new Stocked(List.of("eu", "us"), Map.of("TEE", "eu", "CAP", "us"));
    return this;
  }

  /// From now on documents are checked against this.
  OrderStory scrutinized(Scrutiny given) {
    scrutiny = given;
    return this;
  }

  OrderStory document(int version, Terms terms) {
    var built = terms.build();
    return when(
        new OrderCommand.TakeDocument(
            built,
            NOON.plusSeconds(version),
            "digest of " + built,
            "eu",
            items,
            List.of(),
            scrutiny == null ? Scrutiny.none(OrderPolicy.of(built.orderType())) : scrutiny,
            now));
  }

  OrderStory received(Terms terms) {
    return document(1, terms);
  }

  // ---- the usual ways forward

  static OrderStory received() {
    return new OrderStory().received(terms());
  }

  String reservationId() {
    return order.reservation().id();
  }

  OrderStory reserved() {
    return reservedAt("BER", "BER");
  }

  /// TEE and CAP at the locations named.
  OrderStory reservedAt(String teeLocation, String capLocation) {
    return when(
        new OrderCommand.NoteReserved(
            reservationId(),
            List.of(
                new Allocation("1", "TEE", teeLocation, 2),
                new Allocation("2", "CAP", capLocation, 1)),
            now));
  }

  OrderStory reservationRejected() {
    return when(
        new OrderCommand.NoteReservationRejected(
            reservationId(), "INSUFFICIENT_STOCK", List.of(new Shortage("TEE", 2, 1)), now));
  }

  /// Everything that was allocated to the location.
  OrderStory started(String fulfillmentOrderId, String location) {
    var lines =
        order.reservation().allocations().stream()
            .filter(a -> a.locationId().equals(location))
            .map(a -> new LineQuantity(a.lineId(), a.sku(), a.quantity()))
            .toList();
    return when(new OrderCommand.NoteFulfilmentStarted(fulfillmentOrderId, location, lines, now));
  }

  OrderStory shortPicked(String fulfillmentOrderId, long missing) {
    return when(new OrderCommand.NoteShortPick(fulfillmentOrderId, missing, "not found", now));
  }

  static LineQuantity units(String lineId, long quantity) {
    return new LineQuantity(lineId, lineId.equals("1") ? "TEE" : "CAP", quantity);
  }

  OrderStory shipped(String shipmentId, String fulfillmentOrderId, LineQuantity... lines) {
    return when(
        new OrderCommand.NoteShipment(shipmentId, fulfillmentOrderId, List.of(lines), now, now));
  }

  OrderStory delivered(String shipmentId) {
    return when(new OrderCommand.NoteDelivery(shipmentId, now, now));
  }

  OrderStory cancel() {
    return when(new OrderCommand.CancelOrder("changed my mind", "clerk", now));
  }

  OrderStory partCancelled(String fulfillmentOrderId) {
    return when(new OrderCommand.NoteFulfilmentCancelled(fulfillmentOrderId, "in time", now));
  }

  OrderStory captured(String captureId, String amount) {
    return when(new OrderCommand.NoteCapture(captureId, eur(amount), now));
  }

  OrderStory refundWanted(String refundId, String amount) {
    return when(
        new OrderCommand.RequestRefund(
            new Refund(
                refundId, "return-1", eur(amount), eur(amount), eur("0"), RefundReason.RETURN),
            now));
  }

  OrderStory release(HoldReason reason) {
    var hold = order.holds().byReason(reason);
    return when(new OrderCommand.ReleaseHold(hold.holdId(), "clerk", "looked at it", now));
  }

  OrderStory later(Duration time) {
    now = now.plus(time);
    return this;
  }

  Instant now() {
    return now;
  }

  // ---- playing

  OrderStory when(OrderCommand command) {
    var before = order;
    decision = OrderDecider.decide(command, order);
    assertEquals(
        decision, OrderDecider.decide(command, before), "deciding twice gives the same answer");
    events = decision.eventsOrNone();
    effects = new ArrayList<>();
    for (var event : events) {
      history.add(stored(event));
      order = Order.evolve(order, event);
      var caused = OrderReactions.react(recorded(event), order);
      caused.forEach(OrderStory::checkAgainstContract);
      effects.addAll(caused);
    }
    assertEquals(order, OrderStream.ORDER.fold(history), "replay gives the same state");
    OrderRules.check(order);
    return this;
  }

  /// The event as it comes back from the table.
  private static OrderEvent stored(OrderEvent event) {
    var types = OrderStream.ORDER.types();
    var read = types.read(types.nameOf(event), Json.write(event));
    assertEquals(event, read, "an event survives storage");
    return read;
  }

  /// Every message that any test of the order makes it send fits its published schema.
  private static void checkAgainstContract(Effect effect) {
    if (effect instanceof Effect.Publish p) {
      var service = p.topic().equals("inventory.commands") ? "inventory" : "order";
      Contracts.assertValid(service + "-service", p.type(), Json.write(p.payload()));
    }
  }

  private Recorded<OrderEvent> recorded(OrderEvent event) {
    return new Recorded<>(
        new UUID(0, history.size()),
        StreamRef.of(OrderStream.ORDER, ID),
        history.size(),
        event,
        now,
        "test",
        "correlation",
        "causation");
  }

  // ---- what followed

  Order order() {
    return order;
  }

  List<OrderEvent> events() {
    return events;
  }

  List<Effect> effects() {
    return effects;
  }

  OrderStory then(String state) {
    assertEquals(state, order.stateName());
    return this;
  }

  OrderStory held(HoldReason... reasons) {
    assertEquals(List.of(reasons), order.holds().open().stream().map(Hold::reason).toList());
    return this;
  }

  OrderStory rejected(OrderRejection reason) {
    assertEquals(reason, assertInstanceOf(Decision.Rejected.class, decision).reason());
    return this;
  }

  boolean wasRejected() {
    return decision instanceof Decision.Rejected;
  }

  /// Nothing new was said, and nothing refused.
  OrderStory nothing() {
    assertEquals(Decision.accept(), decision);
    return this;
  }

  /// The messages of the last command, by name.
  OrderStory published(String... names) {
    assertEquals(
        List.of(names),
        effects.stream()
            .filter(Effect.Publish.class::isInstance)
            .map(e -> name(((Effect.Publish) e).type()))
            .filter(name -> !name.equals("ChannelUpdateRequested")) // has tests of its own
            .toList());
    return this;
  }

  private static String name(String type) {
    return type.split("[.]")[1];
  }

  /// The payload of the last command's message of this kind.
  <T> T message(Class<T> kind) {
    for (var effect : effects) {
      if (effect instanceof Effect.Publish p && kind.isInstance(p.payload())) {
        return kind.cast(p.payload());
      }
    }
    throw new AssertionError("no " + kind.getSimpleName() + " among " + effects);
  }

  /// The kinds of exceptions the last command raised.
  OrderStory raised(String... kinds) {
    assertEquals(
        List.of(kinds),
        effects.stream()
            .filter(Effect.RaiseException.class::isInstance)
            .map(e -> ((Effect.RaiseException) e).kind())
            .toList());
    return this;
  }
}

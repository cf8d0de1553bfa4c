package dev.onhand.order.order;

import static dev.onhand.order.order.OrderStory.eur;
import static dev.onhand.order.order.OrderStory.terms;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.order.channel.ChannelRefund;
import dev.onhand.order.channel.OrderType;
import dev.onhand.order.channel.PaymentReport;
import dev.onhand.platform.event.Effect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Where no decisions race, an order ends the same however its news are told: documents of the
/// channel in any order and more than once, everybody else in any order across sources, never
/// within one.
class SameEndTest {
  private static final int ROUNDS = 1_000;
  private static final Allocation TEES = new Allocation("1", "TEE", "BER", 2);
  private static final Allocation CAP = new Allocation("2", "CAP", "HAM", 1);
  private static final Stocked TWO_POOLS =
      new Stocked(List.of("eu", "us"), Map.of("TEE", "eu", "CAP", "us"));
  private static final OrderPolicy IN_PARTS =
      Policy.of(OrderType.D2C).reserving("backorder").splitting().build();

  /// What is left of an order when everything has been told.
  private record End(
      String state,
      java.time.Instant version,
      Object captured,
      Object granted,
      Map<String, Map<String, Long>> shipped,
      int shipments,
      Object lines) {
    static End of(Order order) {
      return new End(
          order.stateName(),
          order.version(),
          order.payment().captured(),
          order.payment().granted(),
          order.fulfilment().shipped(),
          order.fulfilment().shipments().size(),
          order.terms().lines());
    }
  }

  @Test
  void every_order_of_telling_ends_where_telling_in_order_ends() {
    var seed = System.nanoTime();
    for (var kind : Kind.values()) {
      for (var payment : List.of(PaymentReport.PAID, PaymentReport.AUTHORIZED)) {
        var inOrder = new Telling(kind, payment, null).end();
        assertEquals("COMPLETED", inOrder.state());
        assertEquals(eur("33.32"), inOrder.captured());
        assertEquals(eur("9.00"), inOrder.granted());
        for (int round = 0; round < ROUNDS; round++) {
          var mixed = new Telling(kind, payment, new Random(seed + round)).end();
          assertEquals(inOrder, mixed, "seed " + (seed + round) + " " + kind + " " + payment);
        }
      }
    }
  }

  /// How the stock of an order comes.
  private enum Kind {
    AT_ONCE,
    /// The cap comes later, and the tees go ahead.
    IN_PARTS,
    /// The cap is an item of another pool.
    OF_TWO_POOLS
  }

  /// One order and those who tell of it; without `random`, everything comes once and in order.
  private static final class Telling {
    private final Kind kind;
    private final Random random;
    private final OrderStory story = new OrderStory();
    private final Map<String, Deque<OrderCommand>> sources = new HashMap<>();

    Telling(Kind kind, PaymentReport payment, Random random) {
      this.kind = kind;
      this.random = random;
      var documents = new ArrayList<OrderCommand>();
      documents.add(document(1, PaymentReport.PENDING));
      documents.add(document(2, payment));
      documents.add(document(3, payment));
      if (random != null) Collections.shuffle(documents, random);
      sources.put("channel", new ArrayDeque<>(documents));
    }

    private OrderCommand document(int version, PaymentReport payment) {
      var built = terms().payment(payment).build();
      return new OrderCommand.TakeDocument(
          built,
          OrderStory.NOON.plusSeconds(version),
          "digest of " + built,
          "eu",
          kind == Kind.OF_TWO_POOLS ? TWO_POOLS : OrderStory.ITEMS,
          List.of(),
          Scrutiny.none(kind == Kind.IN_PARTS ? IN_PARTS : OrderPolicy.of(built.orderType())),
          story.now());
    }

    End end() {
      while (true) {
        var ready = sources.values().stream().filter(s -> !s.isEmpty()).toList();
        if (ready.isEmpty()) {
          if (!refund()) return End.of(story.order());
          continue;
        }
        var source = random == null ? ready.getFirst() : ready.get(random.nextInt(ready.size()));
        say(source.peek());
        if (random == null || random.nextInt(3) != 0) source.poll();
      }
    }

    /// When all has arrived, one refund by returns and one that the channel made itself.
    private boolean refund() {
      if (!story.order().payment().granted().isZero() || sources.containsKey("returns")) {
        return false;
      }
      var back = new Refund("r", "ret", eur("5.00"), eur("5.00"), eur("0.00"), RefundReason.RETURN);
      source("returns").add(new OrderCommand.RequestRefund(back, story.now()));
      var channel = new ChannelRefund("7", story.now(), eur("4.00"), null, List.of());
      source("refunds").add(new OrderCommand.NoteChannelRefund(channel, story.now()));
      return true;
    }

    private Deque<OrderCommand> source(String name) {
      return sources.computeIfAbsent(name, _ -> new ArrayDeque<>());
    }

    private void say(OrderCommand command) {
      story.when(command);
      for (var effect : story.effects()) {
        if (effect instanceof Effect.Publish p) heard(p.payload());
      }
    }

    private void heard(Object payload) {
      switch (payload) {
        case OrderMessages.ReserveStock m -> reserve(m);
        case OrderMessages.CommitReservation m ->
            source("inventory " + m.pool())
                .add(new OrderCommand.NoteCommitted(m.reservationId(), story.now()));
        case OrderMessages.OrderReleased m -> m.allocations().forEach(this::fulfil);
        case OrderMessages.CapturePayment m ->
            source("provider")
                .add(new OrderCommand.NoteCapture(m.captureId(), m.amount(), story.now()));
        default -> {}
      }
    }

    private void reserve(OrderMessages.ReserveStock m) {
      var ledger = source("inventory " + m.pool());
      var id = m.reservationId();
      var now = story.now();
      var later = kind == Kind.IN_PARTS ? List.of(CAP) : List.<Allocation>of();
      var all = m.lines().stream().map(l -> l.sku().equals("TEE") ? TEES : CAP).toList();
      var there = all.stream().filter(a -> !later.contains(a)).toList();
      ledger.add(new OrderCommand.NoteReserved(id, there, now));
      if (later.isEmpty()) return;
      var waiting = List.of(new WaitingLine("2", "CAP", 1, now));
      ledger.add(new OrderCommand.NoteBackordered(id, waiting, now));
      ledger.add(new OrderCommand.NoteBackorderFilled(id, later, true, now));
    }

    private void fulfil(Allocation a) {
      var part = "f-" + a.locationId();
      var shipment = "s-" + a.locationId();
      var lines = List.of(new LineQuantity(a.lineId(), a.sku(), a.quantity()));
      var warehouse = source(part);
      var now = story.now();
      warehouse.add(new OrderCommand.NoteFulfilmentStarted(part, a.locationId(), lines, now));
      warehouse.add(new OrderCommand.NoteShipment(shipment, part, lines, now, now));
      warehouse.add(new OrderCommand.NoteDelivery(shipment, now, now));
    }
  }
}

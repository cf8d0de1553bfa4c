package dev.onhand.order.order;

import static dev.onhand.order.order.OrderStory.cap;
import static dev.onhand.order.order.OrderStory.eur;
import static dev.onhand.order.order.OrderStory.tees;
import static dev.onhand.order.order.OrderStory.terms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.order.channel.ChannelRefund;
import dev.onhand.order.channel.OrderType;
import dev.onhand.order.channel.PaymentReport;
import dev.onhand.platform.event.Effect;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// Plays whole orders against a simulated world that answers late, twice, and in any order across
/// its parts (within one part, order holds). [OrderRules] is checked after every step.
class RandomStoriesTest {
  private static final int ROUNDS = 3_000;
  private static final int STEPS_MAX = 120;

  @Test
  void every_story_ends_well_whatever_order_it_is_told_in() {
    var seed = System.nanoTime();
    var ends = new HashMap<String, Integer>();
    for (int round = 0; round < ROUNDS; round++) {
      var world = new World(new Random(seed + round));
      try {
        ends.merge(world.play(), 1, Integer::sum);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + (seed + round) + world.told(), e);
      }
    }
    assertTrue(
        ends.keySet().containsAll(Set.of("COMPLETED", "CANCELLED")),
        () -> "seed " + seed + " shows too little: " + ends);
  }

  /// Inventory, fulfilment, the provider and people, each with a queue of what it will say.
  private static final class World {
    private final Random random;
    private final OrderStory story = new OrderStory();
    private final List<Deque<OrderCommand>> sources = new ArrayList<>();
    private final Map<String, Deque<OrderCommand>> inventory =
        Map.of("eu", source(), "us", source());
    private final Map<String, OrderPolicy> policies =
        Map.of(
            "usual", OrderPolicy.of(OrderType.D2C),
            "backorder", Policy.of(OrderType.D2C).reserving("backorder").build(),
            "split", Policy.of(OrderType.D2C).reserving("backorder").splitting().build(),
            "ship-available", Policy.of(OrderType.D2C).reserving("ship-available").build());
    private final OrderPolicy policy;
    private final boolean twoPools;
    private final Deque<OrderCommand> provider = source();
    private final Deque<OrderCommand> channel = source();
    private final Deque<OrderCommand> people = source();
    private final Deque<OrderCommand> timers = source();
    private final Deque<OrderCommand> lots = source();
    private final Map<String, Deque<OrderCommand>> fulfilment = new HashMap<>();
    private final Map<String, Money> refundsAsked = new HashMap<>();
    private Money capturedOutside = eur("0");
    private final List<OrderCommand> told = new ArrayList<>();
    private int shipments;

    World(Random random) {
      this.random = random;
      var names = List.of("usual", "usual", "backorder", "split", "ship-available");
      policy = policies.get(names.get(random.nextInt(names.size())));
      twoPools = random.nextInt(4) == 0;
    }

    private Deque<OrderCommand> source() {
      var source = new ArrayDeque<OrderCommand>();
      sources.add(source);
      return source;
    }

    String told() {
      return told.stream().map(c -> "\n  " + c).collect(Collectors.joining());
    }

    String play() {
      channel.add(document(1, false));
      if (random.nextInt(4) == 0) channel.add(document(2, random.nextBoolean()));
      news();
      if (random.nextInt(3) == 0) {
        people.add(new OrderCommand.CancelOrder("changed my mind", "clerk", story.now()));
      }
      for (int step = 0; step < STEPS_MAX && !quiet(); step++) {
        var ready = sources.stream().filter(s -> !s.isEmpty()).toList();
        var source = ready.get(random.nextInt(ready.size()));
        say(source.peek());
        // a source may repeat what it said before it goes on
        if (random.nextInt(4) != 0) source.poll();
        if (quiet()) helpOut();
      }
      // a story that is cut off may lack the provider's last word
      if (provider.isEmpty()) checkMoney();
      return story.order().stateName();
    }

    /// What may happen beside the usual: refunds by the channel, edits, holds, units called off.
    private void news() {
      if (random.nextInt(4) == 0) {
        var units = List.of(new ChannelRefund.Units("1", 1));
        var cancelled = random.nextBoolean() ? units : List.<ChannelRefund.Units>of();
        var refund = new ChannelRefund("7", story.now(), eur("4.00"), null, cancelled);
        channel.add(new OrderCommand.NoteChannelRefund(refund, story.now()));
      }
      if (random.nextInt(6) == 0) {
        var at = OrderStory.NOON.plusSeconds(random.nextInt(4));
        channel.add(new OrderCommand.NoteChannelEdit(at, story.now()));
      }
      if (random.nextInt(5) == 0) {
        people.add(
            new OrderCommand.CancelLines(
                "c", List.of(OrderStory.units("2", 1)), "too many", "clerk", story.now()));
      }
      if (random.nextInt(5) == 0) {
        var blocks = Set.of(Transition.values()[random.nextInt(Transition.values().length)]);
        var now = story.now();
        people.add(
            new OrderCommand.PlaceHold(HoldReason.QUALITY, "1", "b", "batch", blocks, now, now));
        people.add(new OrderCommand.LiftHold(HoldReason.QUALITY, "b", "planner", now));
      }
      if (random.nextInt(8) == 0) people.add(new OrderCommand.CancelUnshipped(story.now()));
    }

    private boolean quiet() {
      return sources.stream().allMatch(Deque::isEmpty);
    }

    private void say(OrderCommand command) {
      told.add(command);
      story.when(command);
      for (var effect : story.effects()) {
        if (effect instanceof Effect.Publish p) heard(p.payload());
        if (effect instanceof Effect.StartTimer t
            && t.name().equals(OrderReactions.CAPTURE_TIMER)
            && random.nextBoolean()) {
          var failed = t.key().substring(t.key().indexOf('/') + 1);
          timers.add(new OrderCommand.RetryCapture(failed, story.now()));
        }
      }
      for (var event : story.events()) {
        if (event instanceof OrderEvent.PaymentReceived e) {
          capturedOutside = capturedOutside.plus(e.amount());
        }
      }
    }

    private OrderCommand document(int version, boolean cancelled) {
      var given = terms();
      switch (random.nextInt(4)) {
        case 0 -> given.payment(PaymentReport.AUTHORIZED);
        case 1 -> given.payment(version == 1 ? PaymentReport.PENDING : PaymentReport.PAID);
        default -> given.payment(PaymentReport.PAID);
      }
      if (random.nextInt(8) == 0) given.total("9.99");
      if (random.nextInt(8) == 0) given.missing("city");
      if (random.nextInt(8) == 0) given.lines(tees(2), cap("NEW"));
      if (cancelled) given.cancelled();
      var built = given.build();
      return new OrderCommand.TakeDocument(
          built,
          OrderStory.NOON.plusSeconds(version),
          "digest of " + built,
          "eu",
          items("TEE", "CAP"),
          List.of(),
          Scrutiny.none(policy),
          story.now());
    }

    // ---- what the world does about a message

    private void heard(Object payload) {
      switch (payload) {
        case OrderMessages.ReserveStock m -> answer(m, inventory.get(m.pool()));
        case OrderMessages.CommitReservation m -> commit(m, inventory.get(m.pool()));
        case OrderMessages.OrderReleased m -> released(m);
        case OrderMessages.CancellationRequested _ ->
            fulfilment.forEach((id, queue) -> cancelPart(id, queue));
        case OrderMessages.CapturePayment m -> provider.add(capture(m));
        case OrderMessages.RefundPayment m ->
            provider.add(new OrderCommand.NoteRefundPaid(m.refundId(), m.amount(), story.now()));
        default -> {}
      }
    }

    private void answer(OrderMessages.ReserveStock m, Deque<OrderCommand> ledger) {
      var id = m.reservationId();
      var now = story.now();
      if (random.nextInt(6) == 0) {
        ledger.add(
            new OrderCommand.NoteReservationRejected(id, "INSUFFICIENT_STOCK", List.of(), now));
        return;
      }
      var other = random.nextBoolean() ? "BER" : "HAM";
      var there = new ArrayList<Allocation>();
      var later = new ArrayList<Allocation>();
      var mayWait = !m.policy().equals("ship-complete");
      for (var line : m.lines()) {
        var location = line.lineId().equals("1") ? "BER" : other;
        var all = new Allocation(line.lineId(), line.sku(), location, line.quantity());
        (mayWait && random.nextInt(3) == 0 ? later : there).add(all);
      }
      if (m.policy().equals("ship-available") && there.isEmpty()) there.addAll(later);
      if (!there.isEmpty()) ledger.add(new OrderCommand.NoteReserved(id, there, now));
      if (m.policy().equals("backorder") && !later.isEmpty()) {
        var waiting =
            later.stream()
                .map(a -> new WaitingLine(a.lineId(), a.sku(), a.quantity(), null))
                .toList();
        ledger.add(new OrderCommand.NoteBackordered(id, waiting, now));
        if (random.nextBoolean()) ledger.add(postponed(id, waiting));
        for (var some : later) {
          var last = some == later.getLast();
          ledger.add(new OrderCommand.NoteBackorderFilled(id, List.of(some), last, now));
        }
      }
      if (random.nextInt(10) == 0) {
        ledger.add(new OrderCommand.NoteReservationLost(id, "Broken", now));
      }
      if (random.nextInt(10) == 0) recall(m, ledger);
    }

    /// What is waited for is expected on another day, or on none again.
    private OrderCommand postponed(String id, List<WaitingLine> waiting) {
      var day = random.nextBoolean() ? null : story.now().plus(Duration.ofDays(random.nextInt(30)));
      var lines =
          waiting.stream()
              .map(w -> new WaitingLine(w.lineId(), w.sku(), w.quantity(), day))
              .toList();
      return new OrderCommand.NoteBackordered(id, lines, story.now());
    }

    /// A lot is held, and perhaps released; that is told by another partition than what it broke.
    private void recall(OrderMessages.ReserveStock m, Deque<OrderCommand> ledger) {
      var first = m.lines().getFirst();
      var units = new RecalledUnits(first.lineId(), first.sku(), "BER", "L-7", first.quantity());
      ledger.add(
          new OrderCommand.NoteReservationLost(
              m.reservationId(), "Broken, LOT_HOLD", List.of(units), story.now()));
      if (random.nextBoolean()) {
        lots.add(new OrderCommand.EndRecall(units.subject(m.pool()), story.now()));
      }
    }

    private void commit(OrderMessages.CommitReservation m, Deque<OrderCommand> ledger) {
      ledger.add(
          random.nextInt(6) == 0
              ? new OrderCommand.NoteReservationLost(m.reservationId(), "Expired", story.now())
              : new OrderCommand.NoteCommitted(m.reservationId(), story.now()));
    }

    private void released(OrderMessages.OrderReleased m) {
      var byLocation = new HashMap<String, List<LineQuantity>>();
      for (var a : m.allocations()) {
        byLocation
            .computeIfAbsent(a.locationId(), _ -> new ArrayList<>())
            .add(new LineQuantity(a.lineId(), a.sku(), a.quantity()));
      }
      byLocation.forEach(
          (location, lines) -> part(m.reservationId() + location + m.release(), location, lines));
    }

    private void part(String id, String location, List<LineQuantity> lines) {
      var queue = source();
      fulfilment.put(id, queue);
      queue.add(new OrderCommand.NoteFulfilmentStarted(id, location, lines, story.now()));
      if (random.nextInt(10) == 0) {
        queue.add(new OrderCommand.NoteFulfilmentCancelled(id, "NOTHING_PICKED", story.now()));
        return;
      }
      var shipment = "s-" + ++shipments;
      queue.add(new OrderCommand.NoteShipment(shipment, id, lines, story.now(), story.now()));
      queue.add(new OrderCommand.NoteDelivery(shipment, story.now(), story.now()));
    }

    /// What is not shipped may be stopped, or go on; either is said.
    private void cancelPart(String id, Deque<OrderCommand> queue) {
      var next = queue.peek();
      var shipped =
          queue.isEmpty()
              || next instanceof OrderCommand.NoteDelivery
              || next instanceof OrderCommand.NoteFulfilmentCancelled;
      if (shipped) return;
      if (random.nextBoolean()) {
        queue.addFirst(new OrderCommand.NoteCancellationRefused(id, "ALREADY_PACKED", story.now()));
        return;
      }
      queue.removeIf(c -> !(c instanceof OrderCommand.NoteFulfilmentStarted));
      queue.add(new OrderCommand.NoteFulfilmentCancelled(id, "in time", story.now()));
    }

    private OrderCommand capture(OrderMessages.CapturePayment m) {
      if (random.nextInt(10) == 0) {
        return new OrderCommand.NoteCaptureFailure(m.captureId(), "DECLINED", story.now());
      }
      capturedOutside = capturedOutside.plus(m.amount());
      return new OrderCommand.NoteCapture(m.captureId(), m.amount(), story.now());
    }

    // ---- people, when nothing else moves

    private void helpOut() {
      var order = story.order();
      if (!order.holds().none()) {
        var hold = order.holds().open().get(random.nextInt(order.holds().open().size()));
        people.add(help(hold));
      } else if (order.stage() == Stage.PARTIALLY_SHIPPED) {
        people.add(new OrderCommand.CancelOrder("close it", "clerk", story.now()));
      } else if (order.stage() == Stage.COMPLETED && refundsAsked.size() < 2) {
        var refund = refund();
        refundsAsked.put(refund.refundId(), refund.amount());
        people.add(new OrderCommand.RequestRefund(refund, story.now()));
      }
    }

    private OrderCommand help(Hold hold) {
      return switch (hold.reason()) {
        case ADDRESS -> new OrderCommand.NoteAddress("DE", "101", "clerk", story.now());
        case UNMAPPED_SKU -> new OrderCommand.RecheckSkus(items("TEE", "CAP", "NEW"), story.now());
        case PAYMENT -> {
          if (random.nextBoolean()) yield new OrderCommand.ExpirePayment(story.now());
          var until = story.now().plus(Duration.ofDays(7));
          yield new OrderCommand.NoteAuthorization("a", eur("33.32"), until, story.now());
        }
        case TOTALS_MISMATCH,
            OUT_OF_STOCK,
            REVIEW,
            EDIT_PENDING,
            RISK,
            CREDIT,
            APPROVAL,
            QUALITY,
            MANUAL ->
            new OrderCommand.ReleaseHold(hold.holdId(), "clerk", null, story.now());
      };
    }

    private Stocked items(String... skus) {
      if (!twoPools) return Stocked.of("eu", Set.of(skus));
      var pools = new HashMap<String, String>();
      for (var sku : skus) pools.put(sku, sku.equals("TEE") ? "eu" : "us");
      return new Stocked(List.of("eu", "us"), pools);
    }

    private Refund refund() {
      var amount = random.nextBoolean() ? eur("5.95") : eur("30.00");
      var id = "r-" + refundsAsked.size();
      return new Refund(id, "return", amount, amount, eur("0"), RefundReason.RETURN);
    }

    private void checkMoney() {
      var payment = story.order().payment();
      if (story.order().stage() == Stage.UNKNOWN) return;
      assertEquals(capturedOutside, payment.captured(), "what is captured is what was told");
      if (story.order().stage() == Stage.CANCELLED) {
        assertEquals(payment.captured(), payment.granted(), "all money of a cancelled order");
      }
    }
  }
}

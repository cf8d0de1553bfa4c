package dev.onhand.order.order;

import static dev.onhand.order.order.OrderStory.cap;
import static dev.onhand.order.order.OrderStory.eur;
import static dev.onhand.order.order.OrderStory.tees;
import static dev.onhand.order.order.OrderStory.terms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.order.channel.OrderType;
import dev.onhand.order.channel.PaymentReport;
import dev.onhand.platform.event.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Lines of items that are put together per order. Line 1 is two gifts, each of one TEA and two
/// MUGs; line 2 is a cap, which is no kit.
class KitTest {
  private static final String GIFT = "TEE";
  private static final Map<String, Map<String, Long>> KITS =
      Map.of(GIFT, Map.of("TEA", 1L, "MUG", 2L));
  private static final Allocation CAP = new Allocation("2", "CAP", "BER", 1);
  private static final OrderMessages.Kit TWO_MUGS_AND_A_TEA =
      new OrderMessages.Kit(
          "1",
          List.of(new OrderMessages.Component("MUG", 2), new OrderMessages.Component("TEA", 1)));
  private static final Instant SOON = OrderStory.NOON.plus(Duration.ofDays(3));
  private static final Instant LATE = OrderStory.NOON.plus(Duration.ofDays(9));

  private static Allocation of(String sku, long quantity) {
    return new Allocation("1", sku, "BER", quantity);
  }

  private static Policy waiting() {
    return Policy.of(OrderType.D2C).reserving("backorder");
  }

  private static OrderStory received(Policy policy, PaymentReport payment) {
    return new OrderStory()
        .scrutinized(Scrutiny.none(policy.build()))
        .received(terms().payment(payment));
  }

  private static OrderStory received(Policy policy) {
    return received(policy, PaymentReport.PAID);
  }

  private static OrderStory reserved(OrderStory story, Allocation... some) {
    return story.when(
        new OrderCommand.NoteReserved(story.reservationId(), List.of(some), KITS, story.now()));
  }

  private static WaitingLine forThe(String sku, long quantity, Instant expectedAt) {
    return new WaitingLine("1", sku, quantity, expectedAt);
  }

  private static OrderStory waits(OrderStory story, WaitingLine... lines) {
    return story.when(
        new OrderCommand.NoteBackordered(story.reservationId(), List.of(lines), story.now()));
  }

  private static OrderStory filled(OrderStory story, boolean complete, Allocation... more) {
    return story.when(
        new OrderCommand.NoteBackorderFilled(
            story.reservationId(), List.of(more), complete, story.now()));
  }

  private static LineProgress gifts(OrderStory story) {
    return LineProgress.of(story.order().terms().line("1"), story.order());
  }

  private static LineQuantity left(String sku, long quantity) {
    return new LineQuantity("1", sku, quantity);
  }

  // ---- promises

  @Test
  void only_whole_kits_go_out_and_what_is_there_of_another_is_kept_for_it() {
    var story = reserved(received(waiting().splitting()), of("TEA", 2), of("MUG", 3), CAP);
    var first = story.then("RELEASED").message(OrderMessages.OrderReleased.class);
    assertEquals(List.of(of("TEA", 1), of("MUG", 2), CAP), first.allocations());
    assertEquals(List.of(TWO_MUGS_AND_A_TEA), first.kits());
    waits(story, forThe("MUG", 1, LATE));
    var gifts = gifts(story);
    assertEquals("backordered", gifts.state());
    assertEquals(
        List.of(1L, 0L, 1L), List.of(gifts.released(), gifts.allocated(), gifts.backordered()));
    assertEquals(
        List.of(
            new OrderView.KitComponent("MUG", 2, 1, 1, LATE),
            new OrderView.KitComponent("TEA", 1, 1, 0, null)),
        gifts.components());
    filled(story, true, of("MUG", 1)).published("OrderReleased");
    var rest = story.message(OrderMessages.OrderReleased.class).allocations();
    assertEquals(List.of(of("TEA", 1), of("MUG", 1), of("MUG", 1)), rest);
    assertEquals("released", gifts(story).state());
  }

  @Test
  void a_policy_without_split_waits_for_the_last_part() {
    var story = reserved(received(waiting()), of("TEA", 2), CAP).then("ACCEPTED").published();
    waits(story, forThe("MUG", 4, LATE)).then("ACCEPTED").published("OrderBackordered");
    filled(story, false, of("MUG", 3)).then("ACCEPTED").published();
    filled(story, true, of("MUG", 1)).then("RELEASED");
    assertEquals(2, gifts(story).released());
  }

  @Test
  void a_kit_is_promised_for_the_day_of_its_last_part() {
    var story = reserved(received(waiting()), CAP);
    waits(story, forThe("TEA", 2, LATE), forThe("MUG", 4, SOON));
    var told = story.message(OrderMessages.OrderBackordered.class).waiting();
    assertEquals(List.of(new WaitingLine("1", GIFT, 2, LATE)), told);
    filled(story, false, of("TEA", 2));
    assertEquals(SOON, gifts(story).expectedAt());
    assertEquals(2, gifts(story).backordered());
  }

  @Test
  void nobody_knows_the_day_of_a_kit_with_a_part_that_nobody_expects() {
    var story = reserved(received(waiting()), CAP);
    waits(story, forThe("TEA", 2, null), forThe("MUG", 4, SOON));
    assertNull(
        story.message(OrderMessages.OrderBackordered.class).waiting().getFirst().expectedAt());
  }

  @Test
  void what_a_kit_is_made_of_is_read_from_what_it_waits_for_where_nobody_told() {
    var story = received(waiting().splitting());
    story.when(
        new OrderCommand.NoteReserved(
            story.reservationId(), List.of(of("TEA", 2), of("MUG", 3), CAP), story.now()));
    waits(story, forThe("MUG", 1, LATE));
    assertEquals(KITS, story.order().kits().bySku());
    assertEquals(1, gifts(story).released());
    assertEquals(1, gifts(story).backordered());
  }

  @Test
  void a_promise_of_other_parts_is_of_another_make_of_the_kit() {
    var story = reserved(received(waiting()), of("TEA", 2), of("CUP", 2), CAP).then("RELEASED");
    assertEquals(Map.of("TEA", 1L, "CUP", 1L), story.order().kits().bySku().get(GIFT));
    assertEquals(2, gifts(story).released());
  }

  @Test
  void of_what_is_available_whole_kits_go_and_the_others_are_called_off() {
    var policy = Policy.of(OrderType.D2C).reserving(OrderPolicy.SHIP_AVAILABLE);
    var story = reserved(received(policy), of("TEA", 1), of("MUG", 2), CAP).then("RELEASED");
    var off = story.message(OrderMessages.OrderLinesCancelled.class).lines();
    assertEquals(List.of(new LineQuantity("1", GIFT, 1)), off);
    assertEquals(eur("11.90"), story.message(OrderMessages.RefundGranted.class).amount());
    story.shipped("s", "f", left("TEA", 1), left("MUG", 2), new LineQuantity("2", "CAP", 1));
    story.then("SHIPPED").raised();
  }

  @Test
  void a_lost_rest_is_asked_for_in_kits() {
    var story = reserved(received(waiting().splitting()), of("TEA", 2), of("MUG", 2), CAP);
    waits(story, forThe("MUG", 2, null));
    story.when(new OrderCommand.NoteReservationLost(story.reservationId(), "Broken", story.now()));
    var asked = story.message(OrderMessages.ReserveStock.class).lines();
    assertEquals(List.of(new OrderMessages.WantedLine("1", GIFT, 1)), asked);
  }

  @Test
  void a_suspect_part_keeps_the_whole_kit_here() {
    var story = received(Policy.of(OrderType.D2C).splitting());
    var now = story.now();
    story.when(
        new OrderCommand.PlaceHold(
            HoldReason.QUALITY, "2", "lot", "suspect", Set.of(Transition.RELEASE), now, now));
    var made = Map.of(GIFT, Map.of("TEA", 1L, "CAP", 1L));
    var all = List.of(of("TEA", 2), of("CAP", 2), CAP);
    story.when(new OrderCommand.NoteReserved(story.reservationId(), all, made, now));
    story.then("ON_HOLD").published("OrderAllocated");
    story.when(new OrderCommand.LiftHold(HoldReason.QUALITY, "lot", "planner", now));
    assertEquals(all, story.message(OrderMessages.OrderReleased.class).allocations());
  }

  // ---- shipments

  @Test
  void a_kit_in_two_parcels_has_left_with_the_second() {
    var story = received(Policy.of(OrderType.D2C), PaymentReport.AUTHORIZED);
    var mugs = new Allocation("1", "MUG", "HAM", 4);
    reserved(story, of("TEA", 2), mugs, CAP).started("fo-1", "BER").started("fo-2", "HAM");
    story.shipped("s-1", "fo-1", left("TEA", 2), new LineQuantity("2", "CAP", 1));
    story.then("PARTIALLY_SHIPPED").raised();
    // the cap and the shipping
    assertEquals(eur("9.52"), story.message(OrderMessages.CapturePayment.class).amount());
    assertEquals(List.of("2"), told(story));
    story.shipped("s-2", "fo-2", left("MUG", 4)).then("SHIPPED").raised();
    assertEquals(eur("23.80"), story.message(OrderMessages.CapturePayment.class).amount());
    assertEquals(List.of("1", "1"), told(story), "two gifts");
  }

  @Test
  void a_parcel_of_parts_alone_is_no_news_for_the_channel() {
    var story = received(Policy.of(OrderType.D2C));
    reserved(story, of("TEA", 2), new Allocation("1", "MUG", "HAM", 4), CAP);
    story.shipped("s-1", "fo-1", left("TEA", 2)).then("PARTIALLY_SHIPPED");
    assertTrue(told(story).isEmpty());
  }

  @Test
  void more_of_a_part_than_its_kits_have_is_a_discrepancy() {
    var story = received(Policy.of(OrderType.D2C));
    reserved(story, of("TEA", 2), of("MUG", 4), CAP);
    var cap = new LineQuantity("2", "CAP", 1);
    story.shipped("s", "f", left("TEA", 2), left("MUG", 5), cap).raised("SHIPPED_TOO_MUCH");
  }

  /// The channel's line ids that the last command told as shipped, each as often as its units.
  private static List<String> told(OrderStory story) {
    var told = new ArrayList<String>();
    for (var effect : story.effects()) {
      if (effect instanceof Effect.Publish p
          && p.payload() instanceof OrderMessages.ChannelUpdateRequested m) {
        for (var line : m.lines()) {
          for (long n = 0; n < line.quantity(); n++) told.add(line.channelLineId());
        }
      }
    }
    return told;
  }

  // ---- any of them

  @Test
  void no_kit_is_ever_taken_apart_and_every_kit_leaves_in_the_end() {
    var seed = System.nanoTime();
    for (int round = 0; round < 2_000; round++) {
      var random = new Random(seed + round);
      try {
        new Ledger(random).play();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + (seed + round), e);
      }
    }
  }

  /// A stock ledger that has some of the parts, and gets the others item by item.
  private static final class Ledger {
    private final Random random;
    private final OrderStory story;
    private final Map<String, Map<String, Long>> made;
    private final Map<String, Long> released = new HashMap<>();
    private final List<OrderMessages.OrderReleased> releases = new ArrayList<>();
    private final boolean said;

    Ledger(Random random) {
      this.random = random;
      var parts = new HashMap<String, Long>();
      for (int i = random.nextInt(1, 4); i > 0; i--) parts.put("P" + i, random.nextLong(1, 4));
      made = Map.of(GIFT, Map.copyOf(parts));
      said = random.nextInt(4) != 0;
      var policy = random.nextBoolean() ? waiting() : waiting().splitting();
      story =
          new OrderStory()
              .scrutinized(Scrutiny.none(policy.build()))
              .received(
                  terms()
                      .payment(PaymentReport.AUTHORIZED)
                      .lines(tees(random.nextLong(1, 6)), cap("CAP")));
    }

    void play() {
      answer(story.message(OrderMessages.ReserveStock.class));
      if (story.order().stage().before(Stage.RELEASED)) throw new AssertionError("never released");
      int number = 0;
      for (var release : releases) {
        var id = "fo-" + ++number;
        var lines =
            release.allocations().stream()
                .map(a -> new LineQuantity(a.lineId(), a.sku(), a.quantity()))
                .toArray(LineQuantity[]::new);
        story.shipped("s-" + number, id, lines).raised();
      }
      story.then("SHIPPED");
      assertEquals(story.order().terms().total(), story.order().payment().capturesAsked());
    }

    private void answer(OrderMessages.ReserveStock asked) {
      var there = new ArrayList<Allocation>();
      var later = new ArrayList<Allocation>();
      for (var line : asked.lines()) {
        for (var part : made.getOrDefault(line.sku(), Map.of(line.sku(), 1L)).entrySet()) {
          long units = line.quantity() * part.getValue();
          long now = random.nextInt(3) == 0 ? units : random.nextLong(0, units + 1);
          if (!said && line.lineId().equals("1")) now = 0; // what it waits for says it
          if (now > 0) there.add(new Allocation(line.lineId(), part.getKey(), "BER", now));
          if (now < units) {
            later.add(new Allocation(line.lineId(), part.getKey(), "BER", units - now));
          }
        }
      }
      var id = asked.reservationId();
      if (!there.isEmpty()) {
        say(new OrderCommand.NoteReserved(id, there, said ? made : Map.of(), story.now()));
      }
      if (later.isEmpty()) return;
      var waiting =
          later.stream()
              .map(a -> new WaitingLine(a.lineId(), a.sku(), a.quantity(), null))
              .toList();
      say(new OrderCommand.NoteBackordered(id, waiting, story.now()));
      while (!later.isEmpty()) {
        var some = later.removeFirst();
        if (some.quantity() > 1 && random.nextBoolean()) {
          later.add(some.of(some.quantity() - 1));
          some = some.of(1);
        }
        say(new OrderCommand.NoteBackorderFilled(id, List.of(some), later.isEmpty(), story.now()));
      }
    }

    private void say(OrderCommand command) {
      story.when(command);
      for (var effect : story.effects()) {
        if (effect instanceof Effect.Publish p
            && p.payload() instanceof OrderMessages.OrderReleased m) {
          releases.add(m);
          for (var some : m.allocations()) {
            if (some.lineId().equals("1")) released.merge(some.sku(), some.quantity(), Long::sum);
          }
        }
      }
      assertWhole();
    }

    /// Of every part that was handed out there are as many kits.
    private void assertWhole() {
      var kits = new ArrayList<Long>();
      made.get(GIFT)
          .forEach(
              (part, each) -> {
                long units = released.getOrDefault(part, 0L);
                assertEquals(0, units % each, part + " of a kit alone");
                kits.add(units / each);
              });
      assertEquals(1, kits.stream().distinct().count(), "parts without the others: " + released);
      assertEquals(kits.getFirst(), story.order().handed(story.order().terms().line("1")));
    }
  }
}

package dev.onhand.order.order;

import static dev.onhand.order.order.OrderStory.terms;
import static dev.onhand.order.order.OrderStory.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.order.channel.OrderType;
import dev.onhand.platform.event.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Orders whose items are in several pools: all of them promise, or nothing is sent anywhere.
class PoolsTest {
  private static final int ROUNDS = 3_000;
  private static final Allocation TEES = new Allocation("1", "TEE", "BER", 2);
  private static final Allocation CAP = new Allocation("2", "CAP", "NYC", 1);

  private static OrderStory received() {
    return new OrderStory().ofTwoPools().received(terms());
  }

  private static String claim(OrderStory story, String pool) {
    for (var claim : story.order().reservation().open()) {
      if (claim.pool().equals(pool)) return claim.reservationId();
    }
    throw new AssertionError("no claim on " + pool);
  }

  private static OrderStory reserved(OrderStory story, String pool, Allocation... some) {
    return story.when(
        new OrderCommand.NoteReserved(claim(story, pool), List.of(some), story.now()));
  }

  private static OrderStory held() {
    return reserved(reserved(received(), "us", CAP), "eu", TEES);
  }

  private static OrderStory committed(OrderStory story, String pool) {
    return story.when(new OrderCommand.NoteCommitted(claim(story, pool), story.now()));
  }

  private static OrderStory lost(OrderStory story, String reservation) {
    return story.when(new OrderCommand.NoteReservationLost(reservation, "Expired", story.now()));
  }

  private static List<Effect.Publish> commands(OrderStory story, String name) {
    return story.effects().stream()
        .filter(Effect.Publish.class::isInstance)
        .map(Effect.Publish.class::cast)
        .filter(p -> p.type().equals("inventory." + name + ".v1"))
        .toList();
  }

  @Test
  void the_location_that_the_channel_named_is_to_be_asked_first() {
    var story = new OrderStory().received(terms().from("Paris store", "STORE-PARIS"));
    var asked = story.message(OrderMessages.ReserveStock.class);
    assertEquals("STORE-PARIS", asked.locationId());
    story.reserved().then("RELEASED");
  }

  @Test
  void a_place_that_nobody_mapped_is_none() {
    var story = new OrderStory().received(terms().from("Paris store", null));
    assertNull(story.message(OrderMessages.ReserveStock.class).locationId());
  }

  @Test
  void each_pool_holds_its_own_lines_for_a_time() {
    var story = received().then("ACCEPTED");
    var asked = commands(story, "ReserveStock");
    assertEquals(List.of("eu", "us"), asked.stream().map(Effect.Publish::key).toList());
    for (var command : asked) {
      var m = (OrderMessages.ReserveStock) command.payload();
      assertEquals(story.now().plus(Draft.HOLD_TIME), m.expiresAt());
      assertEquals(1, m.lines().size());
    }
  }

  @Test
  void when_all_hold_all_are_committed_and_only_then_the_order_goes_out() {
    var story = reserved(received(), "us", CAP).published().then("ACCEPTED");
    reserved(story, "eu", TEES).published("CommitReservation", "CommitReservation");
    committed(story, "eu").published().then("ACCEPTED");
    committed(story, "eu").nothing();
    committed(story, "us")
        .then("RELEASED")
        .published("OrderAllocated", "OrderAllocated", "OrderReleased", "OrderReleased");
    var releases = story.order().fulfilment().releases();
    assertEquals(List.of("eu", "us"), releases.stream().map(Release::pool).toList());
    story.shipped("s-1", "fo-1", units("1", 2)).then("PARTIALLY_SHIPPED");
    story.shipped("s-2", "fo-2", units("2", 1)).then("SHIPPED");
  }

  @Test
  void when_one_refuses_the_others_are_given_back() {
    var story = reserved(received(), "us", CAP);
    var us = claim(story, "us");
    story
        .when(
            new OrderCommand.NoteReservationRejected(
                claim(story, "eu"), "INSUFFICIENT_STOCK", List.of(), story.now()))
        .then("ON_HOLD")
        .held(HoldReason.OUT_OF_STOCK)
        .published("OrderOutOfStock", "ReleaseReservation", "OrderHeld");
    assertEquals("us", commands(story, "ReleaseReservation").getFirst().key());
    assertFalse(story.order().reservation().mayHoldStock());
    story.when(new OrderCommand.NoteReserved(us, List.of(CAP), story.now())).nothing();
    story
        .release(HoldReason.OUT_OF_STOCK)
        .published("HoldReleased", "ReserveStock", "ReserveStock");
  }

  @Test
  void a_refusal_that_comes_first_also_ends_what_nobody_has_answered() {
    var story = received();
    var us = claim(story, "us");
    story
        .when(
            new OrderCommand.NoteReservationRejected(
                claim(story, "eu"), "INSUFFICIENT_STOCK", List.of(), story.now()))
        .published("OrderOutOfStock", "ReleaseReservation", "OrderHeld");
    story.when(new OrderCommand.NoteReserved(us, List.of(CAP), story.now())).nothing();
  }

  @Test
  void a_hold_that_ends_between_the_commits_reverses_those_that_are_firm() {
    var story = committed(held(), "eu");
    lost(story, claim(story, "us"))
        .then("ACCEPTED")
        .published("ReleaseReservation", "ReleaseReservation", "ReserveStock", "ReserveStock");
    assertTrue(story.order().fulfilment().releases().isEmpty(), "no warehouse has heard of it");
    reserved(story, "us", CAP);
    reserved(story, "eu", TEES);
    committed(story, "us");
    committed(story, "eu").then("RELEASED");
  }

  @Test
  void holds_that_end_again_and_again_are_told_to_a_person() {
    var story = received();
    for (int i = 1; i < Reserving.LAPSES_MAX; i++) {
      reserved(story, "us", CAP);
      lost(story, claim(story, "us")).then("ACCEPTED");
    }
    reserved(story, "us", CAP);
    lost(story, claim(story, "us")).then("ON_HOLD").held(HoldReason.OUT_OF_STOCK);
    assertFalse(story.order().reservation().mayHoldStock());
  }

  @Test
  void a_cancellation_gives_back_what_every_pool_holds() {
    var story = committed(held(), "eu").cancel().then("CANCELLED");
    assertEquals(2, commands(story, "ReleaseReservation").size());
  }

  @Test
  void an_item_that_only_another_pool_has_is_reserved_there_alone() {
    var story = new OrderStory().ofTwoPools().received(terms().lines(OrderStory.cap("CAP")));
    var asked = commands(story, "ReserveStock");
    assertEquals(List.of("us"), asked.stream().map(Effect.Publish::key).toList());
    reserved(story, "us", CAP).then("RELEASED").published("OrderAllocated", "OrderReleased");
    assertEquals("us", story.message(OrderMessages.OrderReleased.class).pool());
  }

  @Test
  void a_pool_that_waits_is_committed_too_and_its_rest_follows() {
    var policy = Policy.of(OrderType.D2C).reserving("backorder").splitting().build();
    var story = new OrderStory().ofTwoPools().scrutinized(Scrutiny.none(policy)).received(terms());
    reserved(story, "eu", TEES);
    var us = claim(story, "us");
    var waiting = List.of(new WaitingLine("2", "CAP", 1, null));
    story
        .when(new OrderCommand.NoteBackordered(us, waiting, story.now()))
        .published("OrderBackordered", "CommitReservation", "CommitReservation");
    committed(story, "us").published();
    committed(story, "eu").then("RELEASED").published("OrderAllocated", "OrderReleased");
    story
        .when(new OrderCommand.NoteBackorderFilled(us, List.of(CAP), true, story.now()))
        .published("OrderReleased");
  }

  // ---- whatever fails, and whenever

  /// A pool's ledger: decides once per reservation, and forgets a hold whose time is over.
  private static final class Ledger {
    private final Map<String, String> states = new HashMap<>();

    boolean holds(String reservation) {
      return List.of("HELD", "FIRM").contains(states.getOrDefault(reservation, ""));
    }
  }

  @Test
  void no_story_leaves_a_pool_holding_for_an_order_that_has_nothing_elsewhere() {
    var seed = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      try {
        play(new Random(seed + round));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + (seed + round), e);
      }
    }
  }

  /// Commands wait in a queue for each pool, answers in one for each pool; either is repeated, and
  /// a hold may end at any moment.
  private static void play(Random random) {
    var story = new OrderStory().ofTwoPools();
    var ledgers = Map.of("eu", new Ledger(), "us", new Ledger());
    var queues = new HashMap<String, List<Runnable>>();
    for (var pool : List.of("eu", "us", "eu answers", "us answers")) {
      queues.put(pool, new ArrayList<>());
    }
    story.received(terms());
    take(story, random, ledgers, queues);
    for (int step = 0; step < 400; step++) {
      var ready = queues.values().stream().filter(q -> !q.isEmpty()).toList();
      if (ready.isEmpty()) {
        if (story.order().holds().none()) break;
        if (random.nextInt(3) == 0) story.cancel();
        else story.release(HoldReason.OUT_OF_STOCK);
        take(story, random, ledgers, queues);
        continue;
      }
      var queue = ready.get(random.nextInt(ready.size()));
      var next = random.nextInt(5) == 0 ? queue.getFirst() : queue.removeFirst();
      next.run();
      take(story, random, ledgers, queues);
    }
    var holding = new ArrayList<String>();
    for (var ledger : ledgers.values()) {
      ledger.states.keySet().stream().filter(ledger::holds).forEach(holding::add);
    }
    var released = story.order().fulfilment().releases();
    assertTrue(released.isEmpty() || released.size() == 2, "all pools, or none");
    if (queues.values().stream().allMatch(List::isEmpty)) {
      assertEquals(released.size(), holding.size(), () -> "held " + holding);
    }
    for (var release : released) assertTrue(holding.contains(release.reservationId()));
  }

  private static void take(
      OrderStory story,
      Random random,
      Map<String, Ledger> ledgers,
      Map<String, List<Runnable>> queues) {
    for (var effect : story.effects()) {
      if (!(effect instanceof Effect.Publish p) || !p.topic().equals("inventory.commands"))
        continue;
      var pool = p.key();
      var ledger = ledgers.get(pool);
      assertNotNull(ledger);
      var answers = queues.get(pool + " answers");
      queues.get(pool).add(() -> command(story, random, ledger, p, answers));
    }
  }

  private static void command(
      OrderStory story, Random random, Ledger ledger, Effect.Publish p, List<Runnable> answers) {
    var id = p.subject();
    switch (p.payload()) {
      case OrderMessages.ReserveStock m -> {
        if (ledger.states.containsKey(id)) return;
        if (random.nextInt(5) == 0) {
          ledger.states.put(id, "REFUSED");
          answers.add(
              () ->
                  story.when(
                      new OrderCommand.NoteReservationRejected(
                          id, "INSUFFICIENT_STOCK", List.of(), story.now())));
          return;
        }
        ledger.states.put(id, "HELD");
        var all =
            m.lines().stream()
                .map(l -> new Allocation(l.lineId(), l.sku(), m.pool(), l.quantity()))
                .toList();
        answers.add(() -> story.when(new OrderCommand.NoteReserved(id, all, story.now())));
        if (random.nextInt(5) == 0) answers.add(() -> expire(story, ledger, id));
      }
      case OrderMessages.CommitReservation _ -> {
        if (!"HELD".equals(ledger.states.get(id))) return;
        ledger.states.put(id, "FIRM");
        answers.add(() -> story.when(new OrderCommand.NoteCommitted(id, story.now())));
      }
      case OrderMessages.ReleaseReservation _ -> {
        if (!ledger.holds(id)) return;
        ledger.states.put(id, "RELEASED");
        answers.add(
            () -> story.when(new OrderCommand.NoteReservationLost(id, "Released", story.now())));
      }
      default -> {}
    }
  }

  /// The ledger's tick, at the moment its answer is heard: firm promises do not end.
  private static void expire(OrderStory story, Ledger ledger, String id) {
    if (!"HELD".equals(ledger.states.get(id))) {
      if (!"EXPIRED".equals(ledger.states.get(id))) return;
    }
    ledger.states.put(id, "EXPIRED");
    story.when(new OrderCommand.NoteReservationLost(id, "Expired", story.now()));
  }
}

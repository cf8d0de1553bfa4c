package dev.onhand.order.order;

import static dev.onhand.order.order.OrderStory.NOON;
import static dev.onhand.order.order.OrderStory.terms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.onhand.order.channel.OrderType;
import dev.onhand.platform.event.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Orders that wait for units whose day of arrival changes.
class PromisedDatesTest {
  private static final Instant EARLY = NOON.plus(Duration.ofDays(3));
  private static final Instant SHIP_BY = NOON.plus(Duration.ofDays(5));
  private static final Instant LATE = NOON.plus(Duration.ofDays(9));
  private static final Instant LATER = NOON.plus(Duration.ofDays(12));
  private static final Allocation TEES = new Allocation("1", "TEE", "BER", 2);
  private static final Allocation CAP = new Allocation("2", "CAP", "BER", 1);

  private static OrderStory received(OrderStory.Terms terms) {
    var policy = Policy.of(OrderType.D2C).reserving("backorder").build();
    return new OrderStory().scrutinized(Scrutiny.none(policy)).received(terms);
  }

  private static OrderStory waits(OrderStory story, WaitingLine... lines) {
    return story.when(
        new OrderCommand.NoteBackordered(story.reservationId(), List.of(lines), story.now()));
  }

  private static WaitingLine tees(Instant at) {
    return new WaitingLine("1", "TEE", 2, at);
  }

  private static WaitingLine cap(Instant at) {
    return new WaitingLine("2", "CAP", 1, at);
  }

  /// The cap is waited for, and should have come by then; it should leave on the fifth day.
  private static OrderStory waitingForTheCap(Instant until) {
    var story = received(terms().shipBy(SHIP_BY));
    story.when(new OrderCommand.NoteReserved(story.reservationId(), List.of(TEES), story.now()));
    return waits(story, cap(until));
  }

  private static Instant expected(OrderStory story, String lineId) {
    return LineProgress.of(story.order().terms().line(lineId), story.order()).expectedAt();
  }

  private static List<String> ended(OrderStory story) {
    return story.effects().stream()
        .filter(Effect.ResolveException.class::isInstance)
        .map(e -> ((Effect.ResolveException) e).kind())
        .filter(PromisedDates.TOO_LATE::equals)
        .toList();
  }

  @Test
  void another_day_is_told_with_the_one_before() {
    var story = waits(received(terms()), tees(EARLY), cap(null)).published("OrderBackordered");
    waits(story, tees(LATE), cap(null)).published("PromiseChanged").raised();
    var told = story.message(OrderMessages.PromiseChanged.class).lines();
    assertEquals(List.of(new ChangedPromise("1", "TEE", 2, EARLY, LATE)), told);
    assertEquals(LATE, expected(story, "1"));
    assertNull(expected(story, "2"));
    waits(story, tees(LATE), cap(EARLY)).published("PromiseChanged");
    assertEquals(EARLY, expected(story, "2"));
  }

  @Test
  void the_same_day_again_changes_nothing() {
    var story = waits(received(terms()), tees(EARLY), cap(LATE));
    waits(story, cap(LATE), tees(EARLY)).nothing();
    waits(story, tees(LATE), cap(LATE)).published("PromiseChanged");
    waits(story, tees(LATE), cap(LATE)).nothing();
  }

  @Test
  void what_came_meanwhile_is_not_waited_for_again() {
    var story = waits(received(terms()), tees(EARLY), cap(EARLY));
    story.when(
        new OrderCommand.NoteBackorderFilled(
            story.reservationId(), List.of(TEES), false, story.now()));
    waits(story, tees(LATE), cap(LATE)).published("PromiseChanged");
    var told = story.message(OrderMessages.PromiseChanged.class).lines();
    assertEquals(List.of(new ChangedPromise("2", "CAP", 1, EARLY, LATE)), told);
    story.when(
        new OrderCommand.NoteBackorderFilled(
            story.reservationId(), List.of(CAP), true, story.now()));
    story.then("RELEASED");
    waits(story, cap(LATER)).nothing();
  }

  @Test
  void a_first_promise_after_the_day_to_ship_by_is_an_exception() {
    waitingForTheCap(LATE).raised("PROMISE_TOO_LATE");
    waitingForTheCap(EARLY).raised();
    waitingForTheCap(null).raised();
  }

  @Test
  void a_promise_moved_behind_the_day_to_ship_by_is_one_until_it_is_in_time_again() {
    var story = waitingForTheCap(EARLY).raised();
    waits(story, cap(LATE)).raised("PROMISE_TOO_LATE").then("ACCEPTED");
    assertEquals(List.of(), ended(story));
    waits(story, cap(LATER)).raised("PROMISE_TOO_LATE");
    waits(story, cap(LATE)).raised();
    assertEquals(List.of(), ended(story));
    waits(story, cap(SHIP_BY)).raised();
    assertEquals(List.of("PROMISE_TOO_LATE"), ended(story));
  }

  @Test
  void a_day_that_is_taken_back_is_one_where_the_order_has_a_day_to_leave() {
    var story = waitingForTheCap(EARLY);
    waits(story, cap(null)).published("PromiseChanged").raised("PROMISE_TOO_LATE");
    waits(waits(received(terms()), cap(EARLY)), cap(null)).published("PromiseChanged").raised();
  }

  @Test
  void it_is_over_when_the_units_come_or_are_not_wanted_any_more() {
    var story = waitingForTheCap(LATE);
    story.when(
        new OrderCommand.NoteBackorderFilled(
            story.reservationId(), List.of(CAP), true, story.now()));
    assertEquals(List.of("PROMISE_TOO_LATE"), ended(story.then("RELEASED")));
    var other = waitingForTheCap(LATE).cancel().then("CANCELLED");
    assertEquals(List.of("PROMISE_TOO_LATE"), ended(other));
    waits(other, cap(LATER)).nothing();
  }

  @Test
  void the_day_to_cancel_after_and_the_policys_days_count_alike() {
    waits(received(terms().cancelAfter(SHIP_BY)), cap(LATE)).raised("PROMISE_TOO_LATE");
    var policy =
        Policy.of(OrderType.D2C).reserving("backorder").shippingWithin(Duration.ofDays(4)).build();
    var story = new OrderStory().scrutinized(Scrutiny.none(policy)).received(terms());
    waits(story, cap(SHIP_BY)).raised("PROMISE_TOO_LATE");
  }

  @Test
  void a_kit_is_expected_on_the_day_of_its_last_component() {
    var kits = Map.of("TEE", Map.of("SHIRT", 1L, "TAG", 1L));
    var story = received(terms());
    var shirt = new WaitingLine("1", "SHIRT", 2, EARLY);
    var tag = new WaitingLine("1", "TAG", 2, LATE);
    story.when(
        new OrderCommand.NoteReserved(story.reservationId(), List.of(CAP), kits, story.now()));
    waits(story, shirt, tag).published("OrderBackordered");
    waits(story, new WaitingLine("1", "SHIRT", 2, SHIP_BY), tag).published();
    waits(story, new WaitingLine("1", "SHIRT", 2, LATER), tag).published("PromiseChanged");
    var told = story.message(OrderMessages.PromiseChanged.class).lines();
    assertEquals(List.of(new ChangedPromise("1", "TEE", 2, LATE, LATER)), told);
  }
}

package dev.onhand.reporting.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTimelineTest {
  private static OrderTimeline.Event event(String id, String cause, long second) {
    return new OrderTimeline.Event(
        id,
        Instant.ofEpochSecond(second),
        "order",
        "Said" + id,
        "order.Said" + id + ".v1",
        "o",
        "me",
        null,
        cause,
        "order.events",
        0,
        second,
        "{}");
  }

  private static List<String> order(OrderTimeline.Event... events) {
    return OrderTimeline.inCausalOrder(List.of(events)).stream()
        .map(OrderTimeline.Event::id)
        .toList();
  }

  @Test
  void a_cause_stands_before_its_effect_even_if_its_clock_is_late() {
    assertEquals(
        List.of("c", "b", "a", "d"),
        order(event("a", "b", 1), event("b", "c", 2), event("c", null, 3), event("d", "a", 4)));
  }

  @Test
  void unrelated_events_keep_their_order() {
    assertEquals(
        List.of("a", "b", "c"), order(event("a", "x", 1), event("b", null, 2), event("c", "y", 3)));
  }

  @Test
  void a_circle_of_causes_ends() {
    assertEquals(List.of("b", "a"), order(event("a", "b", 1), event("b", "a", 2)));
  }

  @Test
  void a_cause_in_the_timeline_is_named() {
    var events = OrderTimeline.inCausalOrder(List.of(event("a", null, 1), event("b", "a", 2)));
    assertEquals("order.Saida", events.getLast().cause());
  }
}

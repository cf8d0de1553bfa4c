package dev.onhand.reporting.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BarrierTest {
  private static final TopicPartition ORDERS = new TopicPartition("order.events", 0);
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final Barrier barrier = new Barrier();
  private final Map<TopicPartition, Long> positions = new HashMap<>(Map.of(ORDERS, 5L));

  private Optional<Map<String, Instant>> passed() {
    return barrier.passed(positions::get);
  }

  @Test
  void nothing_is_wanted_before_a_heartbeat() {
    assertFalse(barrier.isWanted());
    assertTrue(passed().isEmpty());
  }

  @Test
  void heartbeats_count_when_the_ends_are_reached() {
    barrier.heard("order", NOON);
    barrier.stand(Map.of(ORDERS, 7L));
    assertEquals(2, barrier.behind(positions::get));
    assertTrue(passed().isEmpty());
    positions.put(ORDERS, 7L);
    assertEquals(Map.of("order", NOON), passed().orElseThrow());
    assertTrue(passed().isEmpty(), "they count once");
  }

  @Test
  void heartbeats_read_while_a_barrier_stands_wait_for_the_next() {
    barrier.heard("order", NOON);
    barrier.stand(Map.of(ORDERS, 7L));
    barrier.heard("order", NOON.plusSeconds(1));
    assertFalse(barrier.isWanted());
    positions.put(ORDERS, 9L);
    assertEquals(Map.of("order", NOON), passed().orElseThrow());
    assertTrue(barrier.isWanted());
  }

  @Test
  void of_several_heartbeats_of_a_source_the_latest_counts() {
    barrier.heard("order", NOON.plusSeconds(2));
    barrier.heard("order", NOON);
    barrier.stand(Map.of());
    assertEquals(Map.of("order", NOON.plusSeconds(2)), passed().orElseThrow());
  }
}

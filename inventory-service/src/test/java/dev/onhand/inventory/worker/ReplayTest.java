package dev.onhand.inventory.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final AtomicLong clockNs = new AtomicLong();

  @Test
  void a_replay_tells_its_pace_and_when_it_will_be_done() {
    try (var replay = Replay.begin("a log", clockNs::get)) {
      replay.advance(0, 1_000);
      assertNull(replay.progress().etaSeconds());
      clockNs.addAndGet(10 * SECOND_NS);
      replay.advance(50_000, 750);
      assertEquals(5_000, replay.progress().entriesPerSecond());
      assertEquals(25, replay.progress().percent());
      assertEquals(30, replay.progress().etaSeconds());
      assertEquals(
          "50,000 entries read, 5,000/s, 25 %, about 30 s left", replay.progress().toString());
    }
  }

  @Test
  void a_log_that_grows_while_it_is_read_takes_longer_and_not_less_than_nothing() {
    try (var replay = Replay.begin("a log", clockNs::get)) {
      replay.advance(0, 100);
      clockNs.addAndGet(SECOND_NS);
      replay.advance(10, 150);
      assertEquals(0, replay.progress().percent());
      assertNull(replay.progress().etaSeconds());
    }
  }

  @Test
  void a_replay_is_shown_until_it_is_closed() {
    var replay = Replay.begin("shown", clockNs::get);
    assertTrue(Replay.underWay().contains(replay.progress()));
    replay.close();
    assertFalse(Replay.underWay().contains(replay.progress()));
  }
}

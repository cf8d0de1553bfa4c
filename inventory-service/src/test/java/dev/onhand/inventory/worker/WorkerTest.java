package dev.onhand.inventory.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {
  private final AtomicBoolean recovering = new AtomicBoolean(true);
  private final AtomicBoolean failing = new AtomicBoolean();
  private final AtomicInteger first = new AtomicInteger();
  private final AtomicInteger later = new AtomicInteger();
  private final Worker ledger = Worker.first("ledger", () -> new Counting(first, true));
  private final Worker reader = Worker.givingWay("reader", () -> new Counting(later, false));

  private final class Counting implements Task {
    private final AtomicInteger turns;
    private final boolean isLedger;

    Counting(AtomicInteger turns, boolean isLedger) {
      this.turns = turns;
      this.isLedger = isLedger;
    }

    @Override
    public void turn() {
      turns.incrementAndGet();
      if (isLedger && failing.get()) {
        throw new IllegalStateException("no broker");
      }
      Thread.onSpinWait();
    }

    @Override
    public boolean isUrgent() {
      return isLedger && recovering.get();
    }

    @Override
    public void close() {}
  }

  private void start() {
    for (Worker worker : List.of(reader, ledger)) {
      worker.start(() -> ledger.isUrgent() || reader.isUrgent());
    }
  }

  @AfterEach
  void stop() {
    ledger.stop();
    reader.stop();
  }

  @Test
  void what_can_wait_stands_still_until_what_is_urgent_is_done() {
    start();
    await().until(() -> first.get() > 100);
    assertEquals(0, later.get());
    assertTrue(reader.failure().isEmpty());
    recovering.set(false);
    await().until(() -> later.get() > 100);
  }

  @Test
  void who_cannot_do_what_is_urgent_does_not_hold_up_the_others() {
    failing.set(true);
    start();
    await().atMost(Duration.ofSeconds(5)).until(() -> later.get() > 100);
  }
}

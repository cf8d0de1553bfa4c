package dev.onhand.inventory.partition;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Appends beside the loop, one batch at a time: while one commits, the loop decides the next. The
/// thread makes bytes of what was decided and compresses them, which is not the loop's work either.
final class Appender implements AutoCloseable {
  private static final long NONE = -1;

  /// From the beginning of one append to that of the next at least. An append costs the broker and
  /// those who follow the log about the same, however little is in it.
  private static final Duration PACE = Duration.ofMillis(8);

  private final PartitionLog log;
  private final ExecutorService thread;
  private Future<Long> underWay;
  private long beganNs;

  Appender(PartitionLog log, int partition) {
    this.log = log;
    thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("ledger-append-" + partition).daemon().factory());
  }

  /// Whether an append was begun whose end was not taken yet.
  boolean isBusy() {
    return underWay != null;
  }

  /// Begins an append. None may be under way.
  void begin(Batch batch) {
    if (underWay != null) {
      throw new IllegalStateException("an append is under way");
    }
    beganNs = System.nanoTime();
    underWay = thread.submit(() -> log.append(batch.toTail()));
  }

  /// Takes the end of the append, if it has ended and the next may begin.
  ///
  /// @return the offset behind the last frame; negative if none has ended
  /// @throws AppendFailed if it did not happen or may not have happened
  long ended() {
    boolean may =
        underWay != null && underWay.isDone() && System.nanoTime() - beganNs >= PACE.toNanos();
    return may ? await() : NONE;
  }

  /// Waits for the end of the append and takes it.
  long await() {
    try {
      return underWay.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof AppendFailed failed
          ? failed
          : new AppendFailed("not appended", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AppendFailed("interrupted while appending", e);
    } finally {
      underWay = null;
    }
  }

  @Override
  public void close() {
    log.close();
    thread.shutdownNow();
  }
}

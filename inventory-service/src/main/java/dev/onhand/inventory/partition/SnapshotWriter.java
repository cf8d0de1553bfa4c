package dev.onhand.inventory.partition;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// Saves snapshots beside the loop, one at a time. Making the bytes takes the loop's time, storing
/// them does not; while one is being stored, none is made.
final class SnapshotWriter implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(SnapshotWriter.class);
  private static final long EVERY_NS = 10_000_000_000L;
  private static final long ENTRIES_MAX = 5_000_000;

  private final SnapshotStore store;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("ledger-snapshots").daemon().factory());
  private final Semaphore idle = new Semaphore(1);
  private final long everyNs;

  SnapshotWriter(SnapshotStore store) {
    this(store, EVERY_NS);
  }

  SnapshotWriter(SnapshotStore store, long everyNs) {
    this.store = store;
    this.everyNs = everyNs;
  }

  /// Whether it is time for one.
  ///
  /// @param lastNs when the shard's last one was taken
  boolean isDue(PartitionShard shard, long lastNs) {
    return idle.availablePermits() > 0
        && (shard.entriesSinceSnapshot() >= ENTRIES_MAX
            || shard.entriesSinceSnapshot() > 0 && System.nanoTime() - lastNs >= everyNs);
  }

  /// Takes a snapshot of a shard of which everything is in the log.
  ///
  /// @return when the last one was taken now
  long take(int partition, PartitionShard shard, long lastNs) {
    if (!idle.tryAcquire()) {
      return lastNs;
    }
    List<byte[]> chunks = ShardSnapshot.write(shard);
    long nextLogOffset = shard.nextLogOffset();
    shard.snapshotTaken();
    executor.execute(() -> save(partition, nextLogOffset, chunks));
    return System.nanoTime();
  }

  private void save(int partition, long nextLogOffset, List<byte[]> chunks) {
    try {
      store.save(partition, nextLogOffset, chunks);
    } catch (RuntimeException e) {
      // A snapshot only saves time; the next one will be tried at its time.
      LOG.warnf(e, "no snapshot of partition %d", partition);
    } finally {
      idle.release();
    }
  }

  @Override
  public void close() {
    executor.close();
  }
}

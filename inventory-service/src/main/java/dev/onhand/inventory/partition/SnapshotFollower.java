package dev.onhand.inventory.partition;

import dev.onhand.inventory.worker.Replay;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Takes the snapshots of one partition without the loop's help: a second shard that follows the
/// log, and only what is committed there. Costs the memory of a second state and the work of
/// applying each entry again; the loop never waits. Where entries come faster than that work may
/// take of a processor, snapshots become rarer.
final class SnapshotFollower implements Follower {
  private static final Logger LOG = Logger.getLogger(SnapshotFollower.class);
  private static final Duration EVERY = Duration.ofSeconds(10);

  /// How long it rests at least, as a multiple of how long it worked.
  private static final int REST_FACTOR = 3;

  private final int partition;
  private final LedgerRecovery recovery;
  private final Supplier<PartitionLog> logs;
  private final SnapshotStore store;
  private final long everyNs;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private PartitionShard shard;

  /// @param recovery makes the first state
  /// @param logs opens the log for reading
  SnapshotFollower(
      int partition, LedgerRecovery recovery, Supplier<PartitionLog> logs, SnapshotStore store) {
    this(partition, recovery, logs, store, EVERY);
  }

  SnapshotFollower(
      int partition,
      LedgerRecovery recovery,
      Supplier<PartitionLog> logs,
      SnapshotStore store,
      Duration every) {
    this.partition = partition;
    this.recovery = recovery;
    this.logs = logs;
    this.store = store;
    everyNs = every.toNanos();
    thread = Thread.ofPlatform().name("ledger-snapshots-" + partition).daemon().start(this::run);
  }

  private void run() {
    long restNs = everyNs;
    while (!isClosing(restNs)) {
      long began = System.nanoTime();
      try {
        follow();
      } catch (RuntimeException e) {
        // A snapshot only saves time; the next one is tried at its time, with a fresh state.
        if (closing.getCount() > 0) {
          LOG.warnf(e, "no snapshot of partition %d", partition);
        }
        shard = null;
      }
      long workedNs = System.nanoTime() - began;
      restNs = Math.max(everyNs - workedNs, REST_FACTOR * workedNs);
    }
  }

  /// One snapshot, if anything has happened since the last.
  private void follow() {
    try (PartitionLog log = logs.get()) {
      if (shard == null) {
        shard = recovery.rebuild(log);
      } else {
        try (var replay = Replay.begin("snapshots of partition " + partition)) {
          log.replay(
              shard.nextLogOffset(), new LedgerRecovery.Applying(shard, replay, Witness.NOBODY));
        }
      }
    }
    if (shard.entriesSinceSnapshot() > 0) {
      store.save(partition, shard.nextLogOffset(), true, ShardSnapshot.write(shard));
      shard.snapshotTaken();
    }
  }

  private boolean isClosing(long waitNs) {
    try {
      return closing.await(waitNs, TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      return true;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
  }
}

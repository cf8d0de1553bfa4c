package dev.onhand.inventory.partition;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/// Takes the snapshots of a shard that goes on: writes them in slices between what it applies, and
/// saves beside it what is written of one. Works a quarter of the time at most: where a state takes
/// seconds to write and save, snapshots become rarer. Used by the thread that uses the shard.
final class SnapshotTaker {
  private static final Logger LOG = Logger.getLogger(SnapshotTaker.class);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final int REST_FACTOR = 3;

  /// How long it rests at least, as a multiple of how long its longest slice stopped the others: of
  /// a hundred moments at most one is spoilt by it.
  private static final int REST_FACTOR_STOPPED = 100;

  private final int partition;
  private final SnapshotStore store;
  private final boolean published;
  private final long sliceNs;
  private volatile long nextNs;
  private PartitionShard shard;
  private ShardSnapshot writing;
  private ChunksToCome chunks;
  private CompletableFuture<Long> saving = CompletableFuture.completedFuture(0L);
  private long beganNs;
  private long workedNs;
  private long stoppedNs;

  /// How long the code that writes takes before it is compiled says nothing.
  private boolean isFirst = true;

  /// @param published whether everything in its snapshots was published
  /// @param slice for how long it may stop the others at a time
  SnapshotTaker(int partition, SnapshotStore store, boolean published, Duration slice) {
    this.partition = partition;
    this.store = store;
    this.published = published;
    sliceNs = slice.toNanos();
  }

  /// Follows another shard from now on.
  ///
  /// @param soon whether it took long to make it: then the first snapshot is due at once
  void follow(PartitionShard followed, boolean soon) {
    abandon();
    shard = followed;
    nextNs = System.nanoTime() + (soon ? 0 : EVERY.toNanos());
  }

  /// Ends what it had begun, without a snapshot.
  void abandon() {
    if (writing != null) {
      writing = null;
      chunks.abandon();
    }
  }

  private boolean isDue() {
    return System.nanoTime() - nextNs >= 0 && saving.isDone() && shard.entriesSinceSnapshot() > 0;
  }

  /// One slice. To be called between what is applied.
  ///
  /// @param mayBegin whether a snapshot of the shard as it is now is of use
  void turn(boolean mayBegin) {
    long startNs = System.nanoTime();
    if (writing == null) {
      if (!mayBegin || !isDue()) {
        return;
      }
      beganNs = startNs;
      workedNs = 0;
      stoppedNs = 0;
      writing = ShardSnapshot.begin(shard);
      chunks = new ChunksToCome();
      save(writing, chunks);
      shard.snapshotTaken();
    }
    boolean written = writing.advance(startNs + sliceNs);
    chunks.add(writing.takeChunks());
    long tookNs = System.nanoTime() - startNs;
    workedNs += tookNs;
    stoppedNs = Math.max(stoppedNs, tookNs);
    if (written) {
      chunks.end();
      writing = null;
    }
  }

  private void save(ShardSnapshot written, ChunksToCome toCome) {
    long began = beganNs;
    // Until the saving has told how long it took.
    nextNs = began + EVERY.toNanos();
    saving =
        CompletableFuture.supplyAsync(
            () -> save(written.nextLogOffset(), toCome, began),
            task -> Thread.ofPlatform().name("ledger-snapshot").daemon().start(task));
    saving.thenAccept(restNs -> nextNs = System.nanoTime() + restNs);
  }

  /// @return for how long to rest
  private long save(long nextLogOffset, ChunksToCome toCome, long began) {
    long startNs = System.nanoTime();
    try {
      store.save(partition, nextLogOffset, published, toCome);
    } catch (RuntimeException e) {
      // A snapshot only saves time; the next one is tried at its time.
      LOG.warnf(e, "no snapshot of partition %d", partition);
    }
    long now = System.nanoTime();
    long savedNs = now - startNs - toCome.waitedNs();
    long worked = workedNs;
    long stopped = isFirst ? 0 : stoppedNs;
    isFirst = false;
    LOG.debugf(
        "snapshot of partition %d at offset %d: written in %d ms, at most %d at a time, saved in"
            + " %d ms, over %d ms",
        partition,
        nextLogOffset,
        worked / 1_000_000,
        stopped / 1_000_000,
        savedNs / 1_000_000,
        (now - began) / 1_000_000);
    long restNs = Math.max(REST_FACTOR * (worked + savedNs), REST_FACTOR_STOPPED * stopped);
    return Math.max(restNs, EVERY.toNanos() - (now - began));
  }
}

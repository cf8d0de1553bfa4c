package dev.onhand.inventory.partition;

import dev.onhand.inventory.ledger.LedgerBroken;
import dev.onhand.inventory.ledger.LedgerLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/// Brings a partition's state back: the newest snapshot that is whole, then the log behind it.
final class LedgerRecovery {
  private static final Logger LOG = Logger.getLogger(LedgerRecovery.class);
  private static final long PROGRESS_EVERY_NS = 2_000_000_000L;

  private final int partition;
  private final LedgerLimits limits;
  private final Predicate<String> isOurs;
  private final SnapshotStore snapshots;

  LedgerRecovery(
      int partition, LedgerLimits limits, Predicate<String> isOurs, SnapshotStore snapshots) {
    this.partition = partition;
    this.limits = limits;
    this.isOurs = isOurs;
    this.snapshots = snapshots;
  }

  /// Takes the log over and reads it to its end.
  ///
  /// @throws LedgerBroken if even the whole log does not add up
  PartitionShard recover(PartitionLog log) {
    log.takeOver();
    return rebuild(log);
  }

  /// The state at the log's present end, without taking it over.
  ///
  /// @throws LedgerBroken if even the whole log does not add up
  PartitionShard rebuild(PartitionLog log) {
    for (SnapshotStore.Stored stored : snapshots.newestFirst(partition)) {
      try (InputStream bytes = stored.open()) {
        long start = System.nanoTime();
        PartitionShard shard = ShardSnapshot.read(bytes, limits, isOurs);
        LOG.infof("%s read in %d ms", stored.describe(), (System.nanoTime() - start) / 1_000_000);
        return replay(log, shard);
      } catch (AppendFailed e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        LOG.errorf("%s cannot be used, trying the one before: %s", stored.describe(), e);
      }
    }
    return replay(log, new PartitionShard(limits, isOurs));
  }

  private PartitionShard replay(PartitionLog log, PartitionShard shard) {
    long start = System.nanoTime();
    long fromOffset = shard.nextLogOffset();
    long[] replayed = {0, start};
    log.replay(
        fromOffset,
        (frame, nextOffset) -> {
          shard.replay(frame, nextOffset);
          replayed[0] += frame.entries().size();
          if (System.nanoTime() - replayed[1] > PROGRESS_EVERY_NS) {
            replayed[1] = System.nanoTime();
            double seconds = (replayed[1] - start) / 1e9;
            LOG.infof(
                "partition %d: %d entries in %.0f s (%.0f/s), at offset %d",
                partition, replayed[0], seconds, replayed[0] / seconds, nextOffset);
          }
        });
    LOG.infof(
        "partition %d: recovered in %d ms, %d entries from offset %d on, next command %d",
        partition,
        (System.nanoTime() - start) / 1_000_000,
        replayed[0],
        fromOffset,
        shard.nextCommandOffset());
    return shard;
  }
}

package dev.onhand.inventory.partition;

import dev.onhand.inventory.codec.Frame;
import dev.onhand.inventory.ledger.LedgerBroken;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.ledger.SnapshotInput;
import dev.onhand.inventory.worker.Replay;
import java.io.IOException;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/// Brings a partition's state back: the newest snapshot that is whole, then the log behind it.
final class LedgerRecovery {
  private static final Logger LOG = Logger.getLogger(LedgerRecovery.class);

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
    long start = System.nanoTime();
    log.takeOver();
    LOG.infof("partition %d: taken over in %d ms", partition, msSince(start));
    return rebuild(log);
  }

  /// The state at the log's present end, without taking it over.
  ///
  /// @throws LedgerBroken if even the whole log does not add up
  PartitionShard rebuild(PartitionLog log) {
    return rebuild(log, Witness.NOBODY, false);
  }

  /// As above, going on from a snapshot that holds nothing but what was published.
  ///
  /// @param witness sees the state of the snapshot, and every frame before it is applied
  PartitionShard rebuild(PartitionLog log, Witness witness) {
    return rebuild(log, witness, true);
  }

  private PartitionShard rebuild(PartitionLog log, Witness witness, boolean ofPublished) {
    for (SnapshotStore.Stored stored : snapshots.newestFirst(partition)) {
      if (ofPublished && !stored.isPublished()) {
        continue;
      }
      try (SnapshotInput.Chunks bytes = stored.open()) {
        long start = System.nanoTime();
        PartitionShard shard = ShardSnapshot.read(bytes, limits, isOurs);
        LOG.infof("%s read in %d ms", stored.describe(), msSince(start));
        return replay(log, shard, witness);
      } catch (AppendFailed e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        LOG.errorf("%s cannot be used, trying the one before: %s", stored.describe(), e);
      }
    }
    return replay(log, new PartitionShard(limits, isOurs), witness);
  }

  private PartitionShard replay(PartitionLog log, PartitionShard shard, Witness witness) {
    witness.begins(shard.ledgers());
    long start = System.nanoTime();
    long fromOffset = shard.nextLogOffset();
    long replayed;
    try (var replay = Replay.begin("recovery of partition " + partition)) {
      log.replay(fromOffset, new Applying(shard, replay, witness));
      replayed = replay.progress().entries();
    }
    LOG.infof(
        "partition %d: recovered in %d ms, %d entries from offset %d on, next command %d",
        partition, msSince(start), replayed, fromOffset, shard.nextCommandOffset());
    return shard;
  }

  private static long msSince(long startNs) {
    return (System.nanoTime() - startNs) / 1_000_000;
  }

  /// Applies what is replayed, and tells how far it is.
  static final class Applying implements PartitionLog.FrameSink {
    private final PartitionShard shard;
    private final Replay replay;
    private final Witness witness;
    private long end;

    Applying(PartitionShard shard, Replay replay, Witness witness) {
      this.shard = shard;
      this.replay = replay;
      this.witness = witness;
    }

    @Override
    public void until(long endOffset) {
      end = endOffset;
      replay.advance(0, end - shard.nextLogOffset());
    }

    @Override
    public void accept(Frame frame, long nextOffset) {
      witness.sees(frame);
      shard.replay(frame, nextOffset);
      replay.advance(frame.entries().size(), Math.max(0, end - nextOffset));
    }
  }
}

package dev.onhand.inventory.partition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// A partition in a loop's hands: first recovering, beside the loop; then its shard decides, and
/// its appender appends. The shard is ahead of the log by what is being appended and what was
/// decided since; if an append fails, all that is dropped and recovered from the log.
final class OwnedPartition implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OwnedPartition.class);

  /// So many commands are read before the first of them is decided; see [PartitionShard#fetch].
  private static final int READ_AHEAD = 16;

  /// How many bytes of commands may be decided while an append is under way.
  private static final int AHEAD_BYTES_MAX = 4 << 20;

  /// How many commands are decided before a look at the append that is under way; a multiple of
  /// [#READ_AHEAD].
  private static final int PORTION = 1_024;

  /// After so many entries were read to recover, the state is saved at once: whoever is killed
  /// again and again has not to read more and more.
  private static final long LONG_TAIL = 300_000;

  /// For how long writing a part of that stops the decisions.
  private static final Duration SNAPSHOT_SLICE = Duration.ofMillis(3);

  private final int partition;
  private final LedgerRecovery recovery;
  private final Supplier<PartitionLog> logs;
  private final SnapshotTaker snapshots;

  private FutureTask<PartitionShard> recovering;
  private PartitionLog log;
  private Appender appender;
  private PartitionShard shard;
  private long appendingUpTo;
  private long appendedUpTo;
  private boolean settling;
  private long suspectOffset = -1;
  private String suspicion;

  /// @param logs opens the partition's log
  OwnedPartition(
      int partition,
      LedgerRecovery recovery,
      Supplier<PartitionLog> logs,
      SnapshotStore snapshots) {
    this.partition = partition;
    this.recovery = recovery;
    this.logs = logs;
    this.snapshots = new SnapshotTaker(partition, snapshots, false, SNAPSHOT_SLICE);
    recover();
  }

  int partition() {
    return partition;
  }

  /// The first command that is not decided and appended.
  long appendedUpTo() {
    return appendedUpTo;
  }

  boolean isRecovering() {
    return shard == null;
  }

  /// Whether it is recovering, or has not appended since though there is something to append.
  boolean isSettling() {
    return settling;
  }

  boolean isAppending() {
    return appender != null && appender.isBusy();
  }

  private void recover() {
    if (appender != null) {
      appender.close();
      appender = null;
    }
    shard = null;
    snapshots.abandon();
    settling = true;
    log = logs.get();
    PartitionLog recovered = log;
    recovering = new FutureTask<>(() -> recovery.recover(recovered));
    Thread.ofPlatform().name("ledger-recovery-" + partition).daemon().start(recovering);
  }

  /// Takes the recovered state, if it is there.
  ///
  /// @return the command to go on at; negative while it is not there
  /// @throws AppendFailed if the log could not be taken over or read
  long recovered() {
    if (shard != null || !recovering.isDone()) {
      return -1;
    }
    try {
      shard = recovering.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new AppendFailed("partition " + partition + " not recovered", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AppendFailed("interrupted while recovering", e);
    }
    appender = new Appender(log, partition);
    appendedUpTo = shard.nextCommandOffset();
    if (shard.entriesSinceSnapshot() > LONG_TAIL) {
      snapshots.follow(shard, true);
      snapshots.turn(true);
    }
    return appendedUpTo;
  }

  /// Decides commands, in order, and appends meanwhile: the first need not wait for the last. A
  /// command that makes the decider fail (a bug) has the partition recovered once; when its turn
  /// comes again it becomes a dead letter.
  void decide(List<CommandRecord> commands, long clockMs) {
    for (int from = 0; from < commands.size(); from += READ_AHEAD) {
      if (from > 0 && from % PORTION == 0) {
        advance(clockMs);
      }
      if (isRecovering()) {
        return;
      }
      int to = Math.min(from + READ_AHEAD, commands.size());
      List<Received> received = new ArrayList<>(READ_AHEAD);
      for (int i = from; i < to; i++) {
        received.add(Received.read(commands.get(i)));
      }
      shard.fetch(received);
      decideNext(received, clockMs);
    }
  }

  private void decideNext(List<Received> received, long clockMs) {
    for (Received next : received) {
      CommandRecord command = next.record();
      if (command.offset() == suspectOffset) {
        shard.refuse(command, "DECIDER_FAILED", suspicion);
        continue;
      }
      try {
        shard.decide(next, clockMs);
      } catch (RuntimeException e) {
        LOG.errorf(e, "command %d of partition %d", command.offset(), partition);
        suspectOffset = command.offset();
        suspicion = e.toString();
        recover();
        return;
      }
    }
  }

  /// Takes the end of an append, and begins the next with all that was decided meanwhile.
  ///
  /// @throws AppendFailed.Fenced if somebody else writes the partition
  void advance(long nowMs) {
    try {
      if (appender.isBusy()) {
        long behind = shard.aheadBytes() > AHEAD_BYTES_MAX ? appender.await() : appender.ended();
        if (behind < 0) {
          return;
        }
        appended(behind);
      }
      shard.tick(nowMs);
      snapshots.turn(false);
      Batch batch = shard.batch();
      if (batch == null) {
        appendedUpTo = shard.nextCommandOffset();
        settling = false;
        return;
      }
      appendingUpTo = batch.nextCommandOffset();
      appender.begin(batch);
    } catch (AppendFailed.Fenced e) {
      throw e;
    } catch (AppendFailed e) {
      LOG.warnf(e, "partition %d is rebuilt", partition);
      recover();
    }
  }

  private void appended(long nextLogOffset) {
    if (settling) {
      LOG.infof("partition %d: decides again from command %d on", partition, appendedUpTo);
      settling = false;
    }
    shard.appended(nextLogOffset);
    appendedUpTo = appendingUpTo;
  }

  /// What is being appended is left to the next owner: either it is in the log by then, or never.
  @Override
  public void close() {
    snapshots.abandon();
    if (appender != null) {
      appender.close();
    } else {
      log.close();
    }
  }
}

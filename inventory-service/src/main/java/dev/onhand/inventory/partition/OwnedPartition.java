package dev.onhand.inventory.partition;

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

  /// How many bytes of commands may be decided while an append is under way.
  private static final int AHEAD_BYTES_MAX = 4 << 20;

  private final int partition;
  private final LedgerRecovery recovery;
  private final Supplier<PartitionLog> logs;

  private FutureTask<PartitionShard> recovering;
  private PartitionLog log;
  private Appender appender;
  private PartitionShard shard;
  private long appendingUpTo;
  private long appendedUpTo;
  private long suspectOffset = -1;
  private String suspicion;

  /// @param logs opens the partition's log
  OwnedPartition(int partition, LedgerRecovery recovery, Supplier<PartitionLog> logs) {
    this.partition = partition;
    this.recovery = recovery;
    this.logs = logs;
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

  boolean isAppending() {
    return appender != null && appender.isBusy();
  }

  private void recover() {
    if (appender != null) {
      appender.close();
      appender = null;
    }
    shard = null;
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
    return appendedUpTo;
  }

  /// Decides commands, in order. A command that makes the decider fail (a bug) has the partition
  /// recovered once; when its turn comes again it becomes a dead letter.
  void decide(List<CommandRecord> commands, long clockMs) {
    for (CommandRecord command : commands) {
      if (command.offset() == suspectOffset) {
        shard.refuse(command, "DECIDER_FAILED", suspicion);
        continue;
      }
      try {
        shard.decide(command, clockMs);
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
      Batch batch = shard.batch();
      if (batch == null) {
        appendedUpTo = shard.nextCommandOffset();
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
    shard.appended(nextLogOffset);
    appendedUpTo = appendingUpTo;
  }

  /// What is being appended is left to the next owner: either it is in the log by then, or never.
  @Override
  public void close() {
    if (appender != null) {
      appender.close();
    } else {
      log.close();
    }
  }
}

package dev.onhand.inventory.partition;

import dev.onhand.inventory.codec.Frame;
import dev.onhand.inventory.codec.FrameWriter;
import dev.onhand.inventory.ledger.Answer;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockLedger;
import dev.onhand.inventory.partition.Batch.Decided;
import dev.onhand.inventory.partition.Tail.DeadLetter;
import dev.onhand.platform.message.InvalidMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The ledgers of the pools of one partition, how far they are, and what they decided since the
/// last batch. What is decided is applied at once, so the state is ahead of the log until [#batch]
/// was appended; whoever cannot append it drops the shard.
final class PartitionShard {
  private final LedgerLimits limits;
  private final Predicate<String> isOurs;
  private final SequencedMap<String, StockLedger> ledgers;
  private StockLedger latest;
  private List<Decided> decided = new ArrayList<>();
  private List<DeadLetter> deadLetters = new ArrayList<>();
  private List<Reply> replies = new ArrayList<>();

  private long nextCommandOffset;
  private long nextLogOffset;
  private long entriesSinceSnapshot;
  private long aheadBytes;

  /// @param isOurs whether a pool belongs to this partition
  PartitionShard(LedgerLimits limits, Predicate<String> isOurs) {
    this(limits, isOurs, new TreeMap<>(), 0, 0);
  }

  PartitionShard(
      LedgerLimits limits,
      Predicate<String> isOurs,
      SequencedMap<String, StockLedger> ledgers,
      long nextCommandOffset,
      long nextLogOffset) {
    this.limits = limits;
    this.isOurs = isOurs;
    this.ledgers = ledgers;
    this.nextCommandOffset = nextCommandOffset;
    this.nextLogOffset = nextLogOffset;
  }

  long nextCommandOffset() {
    return nextCommandOffset;
  }

  long nextLogOffset() {
    return nextLogOffset;
  }

  long entriesSinceSnapshot() {
    return entriesSinceSnapshot;
  }

  void snapshotTaken() {
    entriesSinceSnapshot = 0;
  }

  SequencedMap<String, StockLedger> ledgers() {
    return ledgers;
  }

  /// Applies a frame read from the log.
  void replay(Frame frame, long nextOffset) {
    if (!frame.pool().isEmpty()) {
      StockLedger ledger = ledger(frame.pool());
      for (LedgerEntry entry : frame.entries()) {
        ledger.evolve(entry);
      }
      entriesSinceSnapshot += frame.entries().size();
    }
    nextCommandOffset = frame.nextCommandOffset();
    nextLogOffset = nextOffset;
  }

  /// Has the memory fetched that deciding these commands, the next ones, will look at.
  void fetch(List<Received> received) {
    for (int i = 0; i < received.size(); i++) {
      StockCommand command = received.get(i).command();
      StockLedger ledger = command == null ? null : known(command.pool());
      if (ledger != null) {
        ledger.expect(command);
      }
    }
    for (int i = 0; i < received.size(); i++) {
      StockCommand command = received.get(i).command();
      StockLedger ledger = command == null ? null : known(command.pool());
      if (ledger != null) {
        ledger.fetchExpected();
      }
    }
  }

  /// Decides one command.
  ///
  /// @param clockMs our own time: an issuer's clock that runs ahead does not move the pool's
  void decide(Received received, long clockMs) {
    CommandRecord record = received.record();
    StockCommand command = received.command();
    if (received.problem() instanceof InvalidMessage e) {
      refuse(record, e.reason(), e.getMessage());
    } else if (received.problem() != null) {
      throw received.problem();
    } else if (known(command.pool()) != null || isOurs.test(command.pool())) {
      decide(record, command, Math.min(record.atMs(), clockMs));
    } else {
      refuse(record, "WRONG_PARTITION", "key the command by its pool " + command.pool());
    }
    nextCommandOffset = record.offset() + 1;
  }

  private void decide(CommandRecord received, StockCommand command, long nowMs) {
    StockLedger ledger = ledger(command.pool());
    aheadBytes += received.value().length;
    expire(ledger, nowMs);
    switch (ledger.decide(command, nowMs)) {
      case Answer.Decided decided -> {
        write(ledger.pool(), decided.entry());
        reply(received, ledger.pool(), decided.entry());
      }
      case Answer.Repeated repeated ->
          reply(received, repeated.outcome().name(), "", Reply.NO_FRAME);
      case Answer.Refused refused ->
          refuse(received, refused.outcome().name(), "command " + command.id());
    }
  }

  /// A command that cannot be decided at all is put aside, so that those behind it can be.
  void refuse(CommandRecord received, String reason, String detail) {
    deadLetters.add(
        new DeadLetter(
            received.key(),
            received.value(),
            received.headers(),
            received.offset(),
            reason,
            detail));
    reply(received, reason, detail, Reply.NO_FRAME);
    nextCommandOffset = received.offset() + 1;
  }

  private void reply(CommandRecord received, String pool, LedgerEntry entry) {
    if (Reply.isWanted(received.headers())) {
      FrameWriter writer = new FrameWriter(pool);
      writer.add(entry);
      reply(received, entry.outcome().name(), "", writer.finish(received.offset() + 1));
    }
  }

  private void reply(CommandRecord received, String outcome, String detail, byte[] frame) {
    if (Reply.isWanted(received.headers())) {
      replies.add(Reply.to(received.headers(), outcome, detail, frame));
    }
  }

  /// Ends the reservations of all pools whose time has come.
  void tick(long nowMs) {
    for (StockLedger ledger : ledgers.values()) {
      expire(ledger, nowMs);
    }
  }

  private void expire(StockLedger ledger, long nowMs) {
    for (var entry = ledger.expire(nowMs); entry != null; entry = ledger.expire(nowMs)) {
      write(ledger.pool(), entry);
    }
  }

  /// The ledger of a pool; null if there is none yet. Mostly it is that of the command before.
  private StockLedger known(String pool) {
    if (latest == null || !latest.pool().equals(pool)) {
      latest = ledgers.get(pool);
    }
    return latest;
  }

  private StockLedger ledger(String pool) {
    StockLedger ledger = known(pool);
    if (ledger == null) {
      ledger = new StockLedger(pool, limits);
      ledgers.put(pool, ledger);
    }
    return ledger;
  }

  private void write(String pool, LedgerEntry entry) {
    decided.add(new Decided(pool, entry, nextCommandOffset));
    entriesSinceSnapshot++;
  }

  /// Everything decided since the last batch; null when there is nothing. To be appended by the
  /// caller.
  Batch batch() {
    if (decided.isEmpty() && deadLetters.isEmpty() && replies.isEmpty()) {
      return null;
    }
    Batch batch = new Batch(decided, deadLetters, replies, nextCommandOffset);
    decided = new ArrayList<>();
    deadLetters = new ArrayList<>();
    replies = new ArrayList<>();
    aheadBytes = 0;
    return batch;
  }

  /// How long the commands are that were decided since the last batch.
  long aheadBytes() {
    return aheadBytes;
  }

  /// The last batch was appended.
  void appended(long logOffset) {
    nextLogOffset = logOffset;
  }
}

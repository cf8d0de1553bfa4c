package dev.onhand.inventory.partition;

import dev.onhand.inventory.codec.CommandReader;
import dev.onhand.inventory.codec.Frame;
import dev.onhand.inventory.codec.FrameWriter;
import dev.onhand.inventory.ledger.Answer;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockLedger;
import dev.onhand.inventory.partition.Tail.DeadLetter;
import dev.onhand.inventory.partition.Tail.PoolFrame;
import dev.onhand.platform.message.InvalidMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The ledgers of the pools of one partition, how far they are, and what they decided since the
/// last tail. What is decided is applied at once, so the state is ahead of the log until [#tail]
/// was appended; whoever cannot append it drops the shard.
final class PartitionShard {
  /// How large a frame may grow before the next begins.
  private static final int FRAME_BYTES_MAX = 64 * 1024;

  private final LedgerLimits limits;
  private final Predicate<String> isOurs;
  private final SequencedMap<String, StockLedger> ledgers;
  private final SequencedMap<String, FrameWriter> writers = new TreeMap<>();
  private final List<PoolFrame> frames = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final List<Reply> replies = new ArrayList<>();

  private long nextCommandOffset;
  private long nextLogOffset;
  /// What the last frame made says.
  private long framedUpTo;
  private long entriesSinceSnapshot;
  private int framedBytes;

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
    framedUpTo = nextCommandOffset;
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
    framedUpTo = nextCommandOffset;
  }

  /// Decides one command.
  ///
  /// @param clockMs our own time: an issuer's clock that runs ahead does not move the pool's
  void decide(CommandRecord received, long clockMs) {
    try {
      StockCommand command =
          CommandReader.read(received.headers(), received.value(), received.atMs());
      if (ledgers.containsKey(command.pool()) || isOurs.test(command.pool())) {
        decide(received, command, Math.min(received.atMs(), clockMs));
      } else {
        refuse(received, "WRONG_PARTITION", "key the command by its pool " + command.pool());
      }
    } catch (InvalidMessage e) {
      refuse(received, e.reason(), e.getMessage());
    }
    nextCommandOffset = received.offset() + 1;
  }

  private void decide(CommandRecord received, StockCommand command, long nowMs) {
    StockLedger ledger = ledger(command.pool());
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

  private StockLedger ledger(String pool) {
    StockLedger ledger = ledgers.get(pool);
    if (ledger == null) {
      ledger = new StockLedger(pool, limits);
      ledgers.put(pool, ledger);
    }
    return ledger;
  }

  private void write(String pool, LedgerEntry entry) {
    FrameWriter writer = writers.get(pool);
    if (writer == null) {
      writer = new FrameWriter(pool);
      writers.put(pool, writer);
    }
    writer.add(entry);
    entriesSinceSnapshot++;
    if (writer.size() >= FRAME_BYTES_MAX) {
      // The command that led to the entry is not done with until its own batch is.
      frame(writer);
    }
  }

  /// Everything decided since the last tail; null when there is nothing. To be appended by the
  /// caller.
  Tail tail() {
    for (FrameWriter writer : writers.values()) {
      if (writer.entries() > 0) {
        frame(writer);
      }
    }
    if (frames.isEmpty() && deadLetters.isEmpty() && replies.isEmpty()) {
      return null;
    }
    if (framedUpTo != nextCommandOffset) {
      // Every tail ends with a frame that says where to go on.
      frame(new FrameWriter(""));
    }
    Tail tail =
        new Tail(
            List.copyOf(frames), List.copyOf(deadLetters), List.copyOf(replies), nextCommandOffset);
    frames.clear();
    deadLetters.clear();
    replies.clear();
    framedBytes = 0;
    return tail;
  }

  /// How much was decided since the last tail, about.
  int aheadBytes() {
    return framedBytes;
  }

  private void frame(FrameWriter writer) {
    byte[] bytes = writer.finish(nextCommandOffset);
    framedBytes += bytes.length;
    frames.add(new PoolFrame(writer.pool(), bytes));
    framedUpTo = nextCommandOffset;
  }

  /// The last tail was appended.
  void appended(long logOffset) {
    nextLogOffset = logOffset;
  }
}

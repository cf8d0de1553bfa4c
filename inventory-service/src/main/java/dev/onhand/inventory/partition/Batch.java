package dev.onhand.inventory.partition;

import dev.onhand.inventory.codec.FrameWriter;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.partition.Tail.DeadLetter;
import dev.onhand.inventory.partition.Tail.PoolFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What a shard decided since the last batch, as objects: becoming bytes is the appender's work,
/// not the loop's.
///
/// @param nextCommandOffset the first command not in it
record Batch(
    List<Decided> decided,
    List<DeadLetter> deadLetters,
    List<Reply> replies,
    long nextCommandOffset) {
  /// How large a frame may grow before the next begins.
  private static final int FRAME_BYTES_MAX = 64 * 1024;

  /// An entry of a pool.
  ///
  /// @param commandOffset the command that led to it, which is not done with until its batch is
  record Decided(String pool, LedgerEntry entry, long commandOffset) {}

  Tail toTail() {
    return new Tail(frames(), deadLetters, replies, nextCommandOffset);
  }

  /// Every batch ends with a frame that says where to go on.
  private List<PoolFrame> frames() {
    List<PoolFrame> frames = new ArrayList<>();
    SequencedMap<String, FrameWriter> writers = new TreeMap<>();
    for (Decided each : decided) {
      FrameWriter writer = writers.computeIfAbsent(each.pool(), FrameWriter::new);
      writer.add(each.entry());
      if (writer.size() >= FRAME_BYTES_MAX) {
        frames.add(new PoolFrame(each.pool(), writer.finish(each.commandOffset())));
      }
    }
    writers.values().removeIf(writer -> writer.entries() == 0);
    if (writers.isEmpty()) {
      writers.put("", new FrameWriter(""));
    }
    writers.forEach(
        (pool, writer) -> frames.add(new PoolFrame(pool, writer.finish(nextCommandOffset))));
    return frames;
  }
}

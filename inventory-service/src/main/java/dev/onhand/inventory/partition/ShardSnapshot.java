package dev.onhand.inventory.partition;

import dev.onhand.inventory.ledger.GradualSnapshot;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.ledger.SnapshotInput;
import dev.onhand.inventory.ledger.SnapshotOutput;
import dev.onhand.inventory.ledger.StockLedger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/// A shard as bytes: version, how far it is, its pools, and the ledger of each. Written at once, or
/// in slices while the shard goes on.
final class ShardSnapshot {
  private static final int VERSION = 2;

  private final long nextLogOffset;
  private final List<SnapshotOutput> outputs = new ArrayList<>();
  private final List<GradualSnapshot> ledgers = new ArrayList<>();
  private int next;

  /// The output whose chunks are taken next, and how many of all were taken.
  private int takenOutputs;

  private int takenChunks;

  private ShardSnapshot(PartitionShard shard) {
    nextLogOffset = shard.nextLogOffset();
    var head = new SnapshotOutput();
    writeHead(shard, head);
    outputs.add(head);
    for (StockLedger ledger : shard.ledgers().values()) {
      var out = new SnapshotOutput();
      ledgers.add(ledger.beginSnapshot(out));
      outputs.add(out);
    }
  }

  /// Begins to write a shard as it is now. To be called between appends: only what is in the log
  /// may be in a snapshot.
  static ShardSnapshot begin(PartitionShard shard) {
    return new ShardSnapshot(shard);
  }

  /// Goes on, by the thread that the shard is used by, until all is written or that time has come.
  ///
  /// @param untilNs as [System#nanoTime]
  /// @return whether all is written
  boolean advance(long untilNs) {
    while (next < ledgers.size() && ledgers.get(next).advance(untilNs)) {
      next++;
    }
    return next == ledgers.size();
  }

  /// Where the log goes on behind it.
  long nextLogOffset() {
    return nextLogOffset;
  }

  /// The chunks that are there and were not taken yet, in their order: when all is written, the
  /// rest of them.
  List<byte[]> takeChunks() {
    List<byte[]> taken = new ArrayList<>();
    // The first output is the head, and each ledger's comes after those of the ledgers before.
    for (; takenOutputs <= next && takenOutputs < outputs.size(); takenOutputs++) {
      take(outputs.get(takenOutputs).chunks(takenChunks), taken);
    }
    if (takenOutputs < outputs.size()) {
      take(outputs.get(takenOutputs).full(takenChunks), taken);
    }
    return taken;
  }

  private void take(List<byte[]> chunks, List<byte[]> taken) {
    taken.addAll(chunks);
    takenChunks += chunks.size();
  }

  /// All at once, such that equal shards give equal bytes. To be called between appends.
  static List<byte[]> write(PartitionShard shard) {
    var out = new SnapshotOutput();
    writeHead(shard, out);
    for (StockLedger ledger : shard.ledgers().values()) {
      ledger.writeTo(out);
    }
    return out.chunks(0);
  }

  private static void writeHead(PartitionShard shard, SnapshotOutput out) {
    out.number(VERSION);
    out.number(shard.nextCommandOffset());
    out.number(shard.nextLogOffset());
    out.number(shard.ledgers().size());
    shard.ledgers().keySet().forEach(out::text);
  }

  /// @throws IOException if it is damaged or of a version this code does not know
  static PartitionShard read(
      SnapshotInput.Chunks chunks, LedgerLimits limits, Predicate<String> isOurs)
      throws IOException {
    var in = new SnapshotInput(chunks);
    long version = in.number();
    if (version != VERSION) {
      throw new IOException("snapshot of version " + version);
    }
    long nextCommandOffset = in.number();
    long nextLogOffset = in.number();
    List<String> pools = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      pools.add(in.text());
    }
    var ledgers = new TreeMap<String, StockLedger>();
    for (String pool : pools) {
      ledgers.put(pool, StockLedger.readFrom(pool, limits, in));
    }
    if (!in.isAtEnd()) {
      throw new IOException("more bytes behind the snapshot");
    }
    return new PartitionShard(limits, isOurs, ledgers, nextCommandOffset, nextLogOffset);
  }
}

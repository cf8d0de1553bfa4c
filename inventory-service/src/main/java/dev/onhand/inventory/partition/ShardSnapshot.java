package dev.onhand.inventory.partition;

import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.ledger.StockLedger;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/// A shard as bytes: version, how far it is, each pool with its ledger, and a checksum of all that.
final class ShardSnapshot {
  private static final int VERSION = 1;

  private ShardSnapshot() {}

  /// To be called between appends: only what is in the log may be in a snapshot.
  static List<byte[]> write(PartitionShard shard) {
    try {
      var chunks = new ChunkedOutput();
      var out = new DataOutputStream(chunks);
      out.writeInt(VERSION);
      out.writeLong(shard.nextCommandOffset());
      out.writeLong(shard.nextLogOffset());
      out.writeInt(shard.ledgers().size());
      for (StockLedger ledger : shard.ledgers().values()) {
        out.writeUTF(ledger.pool());
        ledger.writeTo(out);
      }
      out.writeLong(chunks.checksum());
      return chunks.chunks();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws IOException if it is damaged or of a version this code does not know
  static PartitionShard read(InputStream bytes, LedgerLimits limits, Predicate<String> isOurs)
      throws IOException {
    var checked = new CheckedInputStream(new BufferedInputStream(bytes, 1 << 16), new CRC32C());
    var in = new DataInputStream(checked);
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException("snapshot of version " + version);
    }
    long nextCommandOffset = in.readLong();
    long nextLogOffset = in.readLong();
    var ledgers = new TreeMap<String, StockLedger>();
    for (int left = in.readInt(); left > 0; left--) {
      String pool = in.readUTF();
      ledgers.put(pool, StockLedger.readFrom(pool, limits, in));
    }
    long checksum = checked.getChecksum().getValue();
    if (in.readLong() != checksum || in.read() >= 0) {
      throw new IOException("checksum of the snapshot does not fit");
    }
    return new PartitionShard(limits, isOurs, ledgers, nextCommandOffset, nextLogOffset);
  }
}

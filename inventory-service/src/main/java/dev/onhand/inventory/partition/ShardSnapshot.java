package dev.onhand.inventory.partition;

import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.ledger.StockLedger;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

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
    ChunkedInput in = checked(bytes);
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
    if (!in.isAtEnd()) {
      throw new IOException("more bytes behind the snapshot");
    }
    return new PartitionShard(limits, isOurs, ledgers, nextCommandOffset, nextLogOffset);
  }

  /// All bytes but the checksum at their end, which fits them: numbers that were damaged must not
  /// be believed, not even as the length of something to read.
  private static ChunkedInput checked(InputStream bytes) throws IOException {
    var all = new ChunkedOutput();
    bytes.transferTo(all);
    List<byte[]> chunks = all.chunks();
    long length = 0;
    for (byte[] chunk : chunks) {
      length += chunk.length;
    }
    long left = length - Long.BYTES;
    var sum = new CRC32C();
    var rest = new ByteArrayOutputStream();
    for (byte[] chunk : chunks) {
      int part = Math.clamp(left, 0, chunk.length);
      sum.update(chunk, 0, part);
      rest.write(chunk, part, chunk.length - part);
      left -= part;
    }
    if (length < Long.BYTES || ByteBuffer.wrap(rest.toByteArray()).getLong() != sum.getValue()) {
      throw new IOException("checksum of the snapshot does not fit");
    }
    return new ChunkedInput(chunks, length - Long.BYTES);
  }
}

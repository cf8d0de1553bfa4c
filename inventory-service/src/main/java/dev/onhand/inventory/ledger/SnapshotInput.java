package dev.onhand.inventory.ledger;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads what [SnapshotOutput] gathered, chunk by chunk as they come, each once its checksum fits:
/// numbers that were damaged must not be believed, not even as the length of something to read. A
/// service that starts reads some hundred million bytes before the JVM has compiled anything, so
/// this does without the layers of streams.
public final class SnapshotInput {
  /// Where they come from.
  public interface Chunks extends AutoCloseable {
    /// The next one in order; null behind the last.
    byte[] next() throws IOException;

    @Override
    default void close() {}
  }

  private final Chunks chunks;
  private byte[] chunk = new byte[0];
  private int at;
  private int end;
  private int number;

  public SnapshotInput(Chunks chunks) {
    this.chunks = chunks;
  }

  public boolean isAtEnd() throws IOException {
    return at == end && !next();
  }

  private boolean next() throws IOException {
    do {
      byte[] following = chunks.next();
      if (following == null) {
        return false;
      }
      int length = following.length - SnapshotOutput.CHECKSUM_BYTES;
      if (length < 0 || !fits(following, length)) {
        throw new IOException("checksum of the snapshot does not fit in chunk " + number);
      }
      chunk = following;
      at = 0;
      end = length;
      number++;
    } while (at == end);
    return true;
  }

  private boolean fits(byte[] following, int length) {
    return (int) SnapshotOutput.INT.get(following, length)
        == SnapshotOutput.checksum(following, length, number);
  }

  private void more() throws IOException {
    if (at == end && !next()) {
      throw new EOFException("the snapshot ends too early");
    }
  }

  public int octet() throws IOException {
    more();
    return chunk[at++] & 0xFF;
  }

  public boolean flag() throws IOException {
    return octet() != 0;
  }

  public long fixed64() throws IOException {
    more();
    long value = (long) SnapshotOutput.LONG.get(chunk, at);
    at += Long.BYTES;
    return value;
  }

  public long number() throws IOException {
    more();
    byte octet = chunk[at++];
    long value = octet & 0x7F;
    for (int shift = 7; octet < 0; shift += 7) {
      octet = chunk[at++];
      value |= (octet & 0x7FL) << shift;
    }
    return value;
  }

  /// A number of things.
  public int count() throws IOException {
    return Math.toIntExact(number());
  }

  public long signed() throws IOException {
    long value = number();
    return value >>> 1 ^ -(value & 1);
  }

  public String text() throws IOException {
    int length = count();
    var text = new String(chunk, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }
}

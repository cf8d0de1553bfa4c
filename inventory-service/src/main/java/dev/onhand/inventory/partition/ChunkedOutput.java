package dev.onhand.inventory.partition;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// Gathers bytes in chunks that a database takes well, and sums them up.
final class ChunkedOutput extends OutputStream {
  /// Less than half a region of the collector's, which would keep larger arrays apart.
  private static final int CHUNK_BYTES = 1 << 18;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] chunk = new byte[CHUNK_BYTES];
  private int size;

  @Override
  public void write(int octet) {
    if (size == CHUNK_BYTES) {
      next();
    }
    chunk[size++] = (byte) octet;
  }

  @Override
  public void write(byte[] bytes, int from, int count) {
    int at = from;
    for (int left = count; left > 0; ) {
      if (size == CHUNK_BYTES) {
        next();
      }
      int part = Math.min(left, CHUNK_BYTES - size);
      System.arraycopy(bytes, at, chunk, size, part);
      size += part;
      at += part;
      left -= part;
    }
  }

  private void next() {
    full.add(chunk);
    chunk = new byte[CHUNK_BYTES];
    size = 0;
  }

  /// Of everything written so far.
  long checksum() {
    var sum = new CRC32C();
    full.forEach(sum::update);
    sum.update(chunk, 0, size);
    return sum.getValue();
  }

  List<byte[]> chunks() {
    List<byte[]> chunks = new ArrayList<>(full);
    chunks.add(Arrays.copyOf(chunk, size));
    return chunks;
  }
}

package dev.onhand.inventory.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// Gathers a snapshot in chunks that a database takes well. No value lies across two chunks, and
/// each chunk ends with a checksum of itself and its number: so whoever reads it need not have read
/// all before it believes any of it.
public final class SnapshotOutput {
  /// Less than half a region of the collector's, which would keep larger arrays apart.
  private static final int CHUNK_BYTES = 1 << 18;

  static final int CHECKSUM_BYTES = Integer.BYTES;
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int VALUE_BYTES_MAX = 10;

  private final List<byte[]> full = new ArrayList<>();
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int size;

  public void octet(int value) {
    room(1);
    chunk[size++] = (byte) value;
  }

  public void flag(boolean value) {
    octet(value ? 1 : 0);
  }

  public void fixed64(long value) {
    room(Long.BYTES);
    LONG.set(chunk, size, value);
    size += Long.BYTES;
  }

  /// A number that is mostly small and never negative: seven bits per byte.
  public void number(long value) {
    room(VALUE_BYTES_MAX);
    long left = value;
    while ((left & ~0x7FL) != 0) {
      chunk[size++] = (byte) (left & 0x7F | 0x80);
      left >>>= 7;
    }
    chunk[size++] = (byte) left;
  }

  /// A number that is mostly near 0.
  public void signed(long value) {
    number(value << 1 ^ value >> 63);
  }

  /// @throws IllegalArgumentException if it is longer than a chunk
  public void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > CHUNK_BYTES - CHECKSUM_BYTES - VALUE_BYTES_MAX) {
      throw new IllegalArgumentException("a text of " + utf8.length + " bytes");
    }
    room(VALUE_BYTES_MAX + utf8.length);
    number(utf8.length);
    System.arraycopy(utf8, 0, chunk, size, utf8.length);
    size += utf8.length;
  }

  private void room(int more) {
    if (size + more > CHUNK_BYTES - CHECKSUM_BYTES) {
      end();
    }
  }

  private void end() {
    full.add(Arrays.copyOf(chunk, size + CHECKSUM_BYTES));
    size = 0;
  }

  /// All that was written, as chunks with their checksums. Nothing can be written any more.
  ///
  /// @param first the number of the first, where others go before
  public List<byte[]> chunks(int first) {
    end();
    return full(first);
  }

  /// Those that are full since this was last called, with their checksums.
  ///
  /// @param first the number of the first of them
  public List<byte[]> full(int first) {
    List<byte[]> taken = List.copyOf(full);
    full.clear();
    for (int i = 0; i < taken.size(); i++) {
      byte[] each = taken.get(i);
      int length = each.length - CHECKSUM_BYTES;
      INT.set(each, length, checksum(each, length, first + i));
    }
    return taken;
  }

  static int checksum(byte[] chunk, int length, int number) {
    var sum = new CRC32C();
    sum.update(chunk, 0, length);
    return (int) sum.getValue() ^ number * 0x9E3779B9;
  }
}

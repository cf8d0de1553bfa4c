package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.UuidText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing buffer of bytes. Used again after [#clear].
final class ByteWriter {
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final long[] bits = new long[2];
  private byte[] bytes = new byte[4096];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  void octet(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void fixed64(long value) {
    room(8);
    LONG.set(bytes, size, value);
    size += 8;
  }

  void fixed64At(int at, long value) {
    LONG.set(bytes, at, value);
  }

  void fixed32(int value) {
    room(4);
    INT.set(bytes, size, value);
    size += 4;
  }

  void fixed32At(int at, int value) {
    INT.set(bytes, at, value);
  }

  /// A number that is mostly small and never negative: seven bits per byte.
  void number(long value) {
    if ((value & ~0x7FL) == 0 && size < bytes.length) {
      bytes[size++] = (byte) value;
      return;
    }
    room(10);
    long left = value;
    while ((left & ~0x7FL) != 0) {
      bytes[size++] = (byte) (left & 0x7F | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
  }

  /// A number that is mostly near 0.
  void signed(long value) {
    number(value << 1 ^ value >> 63);
  }

  void text(String text) {
    int length = text.length();
    room(length + 5);
    int mark = size;
    number(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        size = mark;
        encoded(text);
        return;
      }
      bytes[size++] = (byte) c;
    }
  }

  private void encoded(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
  }

  /// A text that is mostly a UUID in its canonical form: then 0 and its 16 bytes, else its length +
  /// 1 and its bytes.
  void id(String id) {
    id(id, 1);
  }

  /// As above, with `offset` in place of 1: the numbers between are the caller's.
  void id(String id, int offset) {
    int length = id.length();
    room(length + 6);
    if (UuidText.parse(id, bits)) {
      bytes[size] = 0;
      LONG.set(bytes, size + 1, bits[0]);
      LONG.set(bytes, size + 9, bits[1]);
      size += 17;
      return;
    }
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    number(utf8.length + (long) offset);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}

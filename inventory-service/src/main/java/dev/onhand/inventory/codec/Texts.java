package dev.onhand.inventory.codec;

import java.nio.charset.StandardCharsets;

/// Makes texts of bytes, and gives the same instance again for those that come again and again
/// (items, locations, channels, actors): no memory is taken for them, and their hash is computed
/// once. Used by many threads without a lock: whoever loses a race makes a text anew.
///
/// A text of up to 32 bytes is told from others by four numbers that have all its bytes.
final class Texts {
  private static final int SLOTS = 1 << 16;
  private static final int LENGTH_MAX = 32;

  private static final Known[] KNOWN = new Known[SLOTS];
  private static final Known EMPTY = new Known(0, 0, 0, 0, 0, "", true);

  private Texts() {}

  /// A text and the bytes it was made of.
  ///
  /// @param isPlain whether all its characters are printable ASCII
  record Known(int length, long a, long b, long c, long d, String text, boolean isPlain) {}

  static Known of(byte[] bytes, int from, int length) {
    if (length == 0) {
      return EMPTY;
    }
    if (length > LENGTH_MAX) {
      return new Known(length, 0, 0, 0, 0, text(bytes, from, length), isPlain(bytes, from, length));
    }
    int end = from + length;
    long a = 0;
    long b = 0;
    long c = 0;
    long d = 0;
    if (length >= 16) {
      a = eight(bytes, from);
      b = eight(bytes, from + 8);
      c = eight(bytes, end - 16);
      d = eight(bytes, end - 8);
    } else if (length >= 8) {
      a = eight(bytes, from);
      b = eight(bytes, end - 8);
    } else if (length >= 4) {
      a = four(bytes, from);
      b = four(bytes, end - 4);
    } else {
      a = bytes[from];
      b = bytes[from + length / 2] << 8 | bytes[end - 1] & 0xFF;
    }
    int slot = slot(a ^ Long.rotateLeft(b, 21) ^ c ^ Long.rotateLeft(d, 43));
    Known known = KNOWN[slot];
    if (known != null
        && known.length == length
        && known.a == a
        && known.b == b
        && known.c == c
        && known.d == d) {
      return known;
    }
    known = new Known(length, a, b, c, d, text(bytes, from, length), isPlain(bytes, from, length));
    KNOWN[slot] = known;
    return known;
  }

  private static int slot(long bits) {
    return (int) ((bits ^ bits >>> 32) * 0x9E3779B97F4A7C15L >>> 40) & SLOTS - 1;
  }

  private static long eight(byte[] bytes, int at) {
    return (long) ByteWriter.LONG.get(bytes, at);
  }

  private static int four(byte[] bytes, int at) {
    return (int) ByteWriter.INT.get(bytes, at);
  }

  private static String text(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  private static boolean isPlain(byte[] bytes, int from, int length) {
    boolean plain = true;
    for (int i = from; i < from + length; i++) {
      plain &= bytes[i] >= ' ' && bytes[i] < 0x7F;
    }
    return plain;
  }
}

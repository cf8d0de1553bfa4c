package dev.onhand.inventory.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// UUIDs as text and as 128 bits. Only the canonical form with lower-case digits counts: two texts
/// never share their bits by their spelling.
public final class UuidText {
  private static final int LENGTH = 36;
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VALUES = new byte[128];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < DIGITS.length; i++) {
      VALUES[DIGITS[i]] = (byte) i;
    }
  }

  private UuidText() {}

  /// Puts the bits into `bits[0]` and `bits[1]` if the text is a UUID; else leaves them undefined.
  public static boolean parse(String text, long[] bits) {
    if (text.length() != LENGTH
        || text.charAt(8) != '-'
        || text.charAt(13) != '-'
        || text.charAt(18) != '-'
        || text.charAt(23) != '-') {
      return false;
    }
    long a = hex(text, 0, 8);
    long b = hex(text, 9, 13);
    long c = hex(text, 14, 18);
    long d = hex(text, 19, 23);
    long e = hex(text, 24, 36);
    bits[0] = a << 32 | b << 16 | c;
    bits[1] = d << 48 | e;
    return (a | b | c | d | e) >= 0;
  }

  /// Negative if there is anything but digits.
  private static long hex(String text, int from, int to) {
    long bits = 0;
    int bad = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int value = c < 128 ? VALUES[c] : -1;
      bad |= value;
      bits = bits << 4 | value & 15;
    }
    return bad < 0 ? -1 : bits;
  }

  public static String of(long high, long low) {
    byte[] text = new byte[LENGTH];
    write(text, 0, high >>> 32, 8);
    write(text, 9, high >>> 16, 4);
    write(text, 14, high, 4);
    write(text, 19, low >>> 48, 4);
    write(text, 24, low, 12);
    text[8] = text[13] = text[18] = text[23] = '-';
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void write(byte[] text, int at, long bits, int digits) {
    long left = bits;
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = DIGITS[(int) left & 15];
      left >>>= 4;
    }
  }
}

package dev.onhand.inventory.codec;

import java.nio.charset.StandardCharsets;

/// UUIDs as text and as numbers, in the canonical form with lower-case digits only.
final class Ids {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private Ids() {}

  static boolean isUuid(String id) {
    if (id.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = id.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  static long hex(String id, int from, int to) {
    long bits = 0;
    for (int i = from; i < to; i++) {
      char c = id.charAt(i);
      if (c != '-') {
        bits = bits << 4 | (c <= '9' ? c - '0' : c - 'a' + 10);
      }
    }
    return bits;
  }

  static String text(long high, long low) {
    byte[] text = new byte[36];
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

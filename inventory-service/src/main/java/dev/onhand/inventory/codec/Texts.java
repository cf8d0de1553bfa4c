package dev.onhand.inventory.codec;

import java.nio.charset.StandardCharsets;

/// Makes texts of bytes, and gives the same instance again for those that come again and again
/// (items, locations, channels, actors): no memory is taken for them, and their hash is computed
/// once. Used by many threads without a lock: whoever loses a race makes a text anew.
final class Texts {
  private static final int SLOTS = 1 << 16;
  private static final int LENGTH_MAX = 32;

  private static final String[] KNOWN = new String[SLOTS];

  private Texts() {}

  static String of(byte[] bytes, int from, int length) {
    if (length == 0) {
      return "";
    }
    if (length > LENGTH_MAX) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    int h = length;
    for (int i = from, end = from + length; i < end; i++) {
      h = h * 31 + bytes[i];
    }
    int slot = (h * 0x9E3779B9 >>> 8) & SLOTS - 1;
    String known = KNOWN[slot];
    if (known != null && isSame(known, bytes, from, length)) {
      return known;
    }
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    KNOWN[slot] = text;
    return text;
  }

  /// Only for characters of one byte: another text is never the same.
  private static boolean isSame(String text, byte[] bytes, int from, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }
}

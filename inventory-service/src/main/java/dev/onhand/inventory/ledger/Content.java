package dev.onhand.inventory.ledger;

/// Digests of texts and numbers, for telling commands apart. Not cryptographic: ids are given out
/// by the platform's own services, and a digest guards against mistakes, not against forgery.
final class Content {
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private Content() {}

  static long of(int type) {
    return type * PRIME;
  }

  static long number(long digest, long number) {
    return mix(digest ^ number * PRIME);
  }

  static long text(long digest, String text) {
    return mix(digest ^ polynomial(text, 0x100000001B3L));
  }

  /// The first half of a text's 128-bit identity: the bits of a UUID in its canonical form, else a
  /// digest.
  static long high(String id) {
    return isUuid(id) ? hex(id, 0, 18) : mix(polynomial(id, 0x100000001B3L) ^ PRIME);
  }

  static long low(String id) {
    return isUuid(id) ? hex(id, 19, 36) : mix(polynomial(id, 0x5851F42D4C957F2DL));
  }

  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static long polynomial(String text, long factor) {
    long h = text.length() + 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      h = h * factor + text.charAt(i);
    }
    return h;
  }

  /// Only 36 characters with dashes in the right places and lower-case digits: every other spelling
  /// is a text like any other, so that two texts never share an identity by their spelling.
  private static boolean isUuid(String id) {
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

  private static long hex(String id, int from, int to) {
    long bits = 0;
    for (int i = from; i < to; i++) {
      char c = id.charAt(i);
      if (c != '-') {
        bits = bits << 4 | (c <= '9' ? c - '0' : c - 'a' + 10);
      }
    }
    return bits;
  }
}

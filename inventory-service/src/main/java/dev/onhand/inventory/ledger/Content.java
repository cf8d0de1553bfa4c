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

  static long digest(String text, long factor) {
    return mix(polynomial(text, factor) ^ PRIME);
  }

  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /// For tables in memory: well mixed, never kept.
  static int hash(long high, long low) {
    return (int) (mix(high ^ Long.rotateLeft(low, 32)) >>> 32);
  }

  /// Horner's rule. Four characters at a time, for else each multiplication waits for the one
  /// before.
  private static long polynomial(String text, long factor) {
    long factor2 = factor * factor;
    long factor3 = factor2 * factor;
    long factor4 = factor3 * factor;
    int length = text.length();
    long h = length + 0xCBF29CE484222325L;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      long upper = text.charAt(i) * factor3 + text.charAt(i + 1) * factor2;
      h = h * factor4 + (upper + text.charAt(i + 2) * factor + text.charAt(i + 3));
    }
    for (; i < length; i++) {
      h = h * factor + text.charAt(i);
    }
    return h;
  }
}

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

  private static long polynomial(String text, long factor) {
    long h = text.length() + 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      h = h * factor + text.charAt(i);
    }
    return h;
  }
}

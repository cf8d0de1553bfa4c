package dev.onhand.bench.stock;

/// SplitMix64: small, and the same on every machine.
final class SplitMix {
  private static final double UNIT = 0x1.0p-53;

  private long state;

  SplitMix(long seed) {
    state = seed;
  }

  long next() {
    state += 0x9E3779B97F4A7C15L;
    return mix(state);
  }

  static long mix(long z) {
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /// From 0 to below 1.
  double share() {
    return (next() >>> 11) * UNIT;
  }

  int below(int bound) {
    return (int) (share() * bound);
  }
}

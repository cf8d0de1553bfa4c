package dev.onhand.local.world;

/// Chance as a function of seed and id: the same question has the same answer, whenever it is
// asked.
record Chance(long seed) {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  /// True with this probability.
  boolean happens(String what, String id, double probability) {
    return (hash(what, id) >>> 11) * 0x1.0p-53 < probability;
  }

  /// A number from 0 up to but not including `bound`.
  int below(int bound, String what, String id) {
    return (int) Long.remainderUnsigned(hash(what, id), bound);
  }

  private long hash(String what, String id) {
    long hash = mix(seed + STEP);
    for (var text : new String[] {what, id}) {
      for (int i = 0; i < text.length(); i++) {
        hash = mix(hash ^ text.charAt(i)) + STEP;
      }
    }
    return mix(hash);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}

package dev.onhand.local.verify;

/// Counts what must not be, and keeps the first with its place.
final class Violations {
  private long count;
  private String first;
  private String place = "";

  /// Where the reader is now.
  void at(String topic, int partition, long offset) {
    place = topic + "/" + partition + "/" + offset;
  }

  void found(String pool, String what) {
    if (count++ == 0) {
      first = "%s, pool %s: %s".formatted(place, pool, what);
    }
  }

  long count() {
    return count;
  }

  /// Null when there is none.
  String first() {
    return first;
  }
}

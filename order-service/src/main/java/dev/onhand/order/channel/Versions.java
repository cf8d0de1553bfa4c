package dev.onhand.order.channel;

import java.time.Instant;

/// Versions of documents whose channel counts in seconds only.
final class Versions {
  private static final long NANOS_PER_RANK = 1_000;

  private Versions() {}

  /// Of two versions of one second, the one with the higher rank is the later: a paid order is
  /// later than the same order unpaid.
  static Instant ranked(Instant second, int rank) {
    return second.plusNanos(rank * NANOS_PER_RANK);
  }
}

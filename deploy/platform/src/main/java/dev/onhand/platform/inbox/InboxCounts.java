package dev.onhand.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;

/// What became of the messages of one batch; added to the metrics once it has committed.
final class InboxCounts {
  int handled;
  int duplicates;
  int skipped;
  int parked;
  int resumed;
  int dead;

  void addTo(MeterRegistry metrics) {
    count(metrics, "handled", handled);
    count(metrics, "duplicate", duplicates);
    count(metrics, "skipped", skipped);
    count(metrics, "parked", parked);
    count(metrics, "resumed", resumed);
    count(metrics, "dead", dead);
  }

  private static void count(MeterRegistry metrics, String outcome, int messages) {
    if (messages > 0) metrics.counter("onhand.inbox", "outcome", outcome).increment(messages);
  }
}

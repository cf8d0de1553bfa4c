package dev.onhand.local.verify;

import java.util.Map;
import java.util.Set;

/// G: nothing was lost, doubled or invented between the events, the messages and the tables.
final class ReplayCheck extends Check {
  private final Sequences sequences;
  private final OrderStates orderStates;

  ReplayCheck(Set<String> compacted) {
    super("G", "tables are the replay of events and messages, sequences are dense");
    sequences = new Sequences(this, compacted);
    orderStates = new OrderStates(this);
  }

  @Override
  void see(Fact fact) {
    sequences.see(fact);
    orderStates.see(fact);
  }

  @Override
  void conclude(Map<String, Database> databases) {
    sequences.conclude(databases);
    orderStates.conclude(databases);
    new Versions(this).conclude(databases);
  }
}

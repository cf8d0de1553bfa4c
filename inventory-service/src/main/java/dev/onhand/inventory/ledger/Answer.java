package dev.onhand.inventory.ledger;

/// The ledger's answer to a command.
public sealed interface Answer {
  StockOutcome outcome();

  /// Decided now. The entry is to be appended to the log; until it is there, nothing is true.
  record Decided(LedgerEntry entry) implements Answer {
    @Override
    public StockOutcome outcome() {
      return entry.outcome();
    }
  }

  /// Decided before, with this outcome: nothing new happened.
  record Repeated(StockOutcome outcome) implements Answer {}

  /// Not decided: nothing happened, and nothing was remembered.
  record Refused(StockOutcome outcome) implements Answer {}
}

package dev.onhand.inventory.ledger;

/// An invariant of the ledger does not hold: a bug, or a log that was not written by it. The
/// ledger is of no use any more.
public final class LedgerBroken extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public LedgerBroken(String message) {
    super(message);
  }
}

package dev.onhand.ledger.journal;

/// The two sides of the books.
public enum Side {
  DEBIT,
  CREDIT;

  /// The other side: where a negative amount goes, since a posting is never negative.
  public Side opposite() {
    return switch (this) {
      case DEBIT -> CREDIT;
      case CREDIT -> DEBIT;
    };
  }
}

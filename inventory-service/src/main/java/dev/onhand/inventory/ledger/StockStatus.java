package dev.onhand.inventory.ledger;

import java.util.Locale;

/// What may be done with units on hand. Only sellable units can be promised; the sum over all
/// three is what is on hand.
public enum StockStatus {
  SELLABLE,
  QUARANTINE,
  DAMAGED;

  /// The word used in messages and in SQL, in lower case.
  public final String word = name().toLowerCase(Locale.ROOT);
}

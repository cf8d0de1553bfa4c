package dev.onhand.inventory.ledger;

/// What an order wants when not all of it is there.
public enum Policy {
  /// All or nothing.
  SHIP_COMPLETE("ship-complete"),
  /// What is there; the rest is not promised.
  SHIP_AVAILABLE("ship-available"),
  /// What is there; the rest waits until it comes.
  BACKORDER("backorder"),
  /// As a backorder, if all that is not there is expected: every preorder has a date.
  PREORDER("preorder");

  /// As it is said in messages.
  public final String word;

  Policy(String word) {
    this.word = word;
  }

  /// @return null for a word that means nothing
  static Policy of(String word) {
    return switch (word) {
      case "ship-complete" -> SHIP_COMPLETE;
      case "ship-available" -> SHIP_AVAILABLE;
      case "backorder" -> BACKORDER;
      case "preorder" -> PREORDER;
      default -> null;
    };
  }

  boolean waits() {
    return this == BACKORDER || this == PREORDER;
  }
}

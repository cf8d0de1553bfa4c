package dev.onhand.inventory.ledger;

/// What took promised units away. Begins with the kinds of movements, in their order.
public enum BreakReason {
  RECEIPT,
  RETURN,
  SHIPMENT,
  ADJUSTMENT,
  COUNT,
  STATUS_CHANGE,
  /// The lot was held.
  LOT_HOLD;

  private static final BreakReason[] ALL = values();

  static BreakReason of(MovementKind kind) {
    return ALL[kind.ordinal()];
  }
}

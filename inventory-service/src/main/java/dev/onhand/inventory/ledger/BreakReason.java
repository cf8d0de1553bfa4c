package dev.onhand.inventory.ledger;

/// What took promised units away: a kind of movement, or a lot's being held.
public enum BreakReason {
  RECEIPT,
  RETURN,
  SHIPMENT,
  ADJUSTMENT,
  COUNT,
  STATUS_CHANGE,
  /// The lot was held.
  LOT_HOLD,
  KIT,
  TRANSFER;

  static BreakReason of(MovementKind kind) {
    return valueOf(kind.name());
  }
}

package dev.onhand.inventory.ledger;

/// Why units on hand changed.
public enum MovementKind {
  RECEIPT,
  RETURN,
  SHIPMENT,
  ADJUSTMENT,
  COUNT,
  STATUS_CHANGE
}

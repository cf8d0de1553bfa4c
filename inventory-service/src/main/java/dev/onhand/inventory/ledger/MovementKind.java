package dev.onhand.inventory.ledger;

/// Why units on hand changed.
public enum MovementKind {
  RECEIPT,
  RETURN,
  SHIPMENT,
  ADJUSTMENT,
  COUNT,
  STATUS_CHANGE,
  /// Assembled or disassembled.
  KIT,
  /// From one location to another.
  TRANSFER
}

package dev.onhand.inventory.ledger;

/// What the reference id of a movement names. A `SHIPMENT` can be the reference of an adjustment
/// too: units were shipped that the book did not know.
public enum ReferenceType {
  RECEIPT,
  RETURN,
  SHIPMENT,
  ADJUSTMENT,
  COUNT,
  STATUS_CHANGE,
  KIT,
  TRANSFER
}

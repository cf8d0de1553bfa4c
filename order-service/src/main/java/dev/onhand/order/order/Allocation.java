package dev.onhand.order.order;

/// Units of a line that one location has promised.
public record Allocation(String lineId, String sku, String locationId, long quantity) {
  Allocation of(long units) {
    return units == quantity ? this : new Allocation(lineId, sku, locationId, units);
  }

  boolean samePlace(Allocation other) {
    return lineId.equals(other.lineId)
        && sku.equals(other.sku)
        && locationId.equals(other.locationId);
  }
}

package dev.onhand.order.order;

/// Units of a lot that were promised for a line, before the lot was held.
public record RecalledUnits(
    String lineId, String sku, String locationId, String lot, long quantity) {

  String text() {
    return "line %s: %d of %s, lot %s at %s".formatted(lineId, quantity, sku, lot, locationId);
  }
}

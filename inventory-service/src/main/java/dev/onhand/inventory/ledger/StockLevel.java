package dev.onhand.inventory.ledger;

/// Units of one item at one location. Of the sellable ones, `reserved` are promised.
public record StockLevel(
    String sku, String locationId, long sellable, long quarantine, long damaged, long reserved) {
  public long onHand() {
    return sellable + quarantine + damaged;
  }

  public long free() {
    return sellable - reserved;
  }
}

package dev.onhand.inventory.ledger;

/// Units of one item at one location, of one lot or of all. Of the sellable ones, `reserved` are
/// promised.
///
/// @param lot empty: of no lot, or of all
public record StockLevel(
    String sku,
    String locationId,
    String lot,
    long sellable,
    long quarantine,
    long damaged,
    long reserved) {
  /// Both together, of all lots.
  StockLevel plus(StockLevel other) {
    return new StockLevel(
        sku,
        locationId,
        "",
        sellable + other.sellable,
        quarantine + other.quarantine,
        damaged + other.damaged,
        reserved + other.reserved);
  }

  public long onHand() {
    return sellable + quarantine + damaged;
  }

  public long free() {
    return sellable - reserved;
  }
}

package dev.onhand.local.verify;

import java.util.Map;

/// B: nothing is promised that is not there.
final class ReservedCheck extends Check {
  ReservedCheck() {
    super("B", "0 <= reserved <= sellable");
  }

  @Override
  void conclude(Map<String, Database> databases) {
    var inventory = databases.get("inventory");
    if (inventory == null) {
      return;
    }
    inventory.forEach(
        "select pool, sku, location_id, sellable, reserved from stock_position",
        row -> {
          long sellable = row.getLong(4);
          long reserved = row.getLong(5);
          expect(
              0 <= reserved && reserved <= sellable,
              "%s/%s/%s: reserved %d of %d sellable",
              row.getString(1),
              row.getString(2),
              row.getString(3),
              reserved,
              sellable);
        });
  }
}

package dev.onhand.inventory.ledger;

import java.util.List;

/// Short ways to say commands in tests.
public final class Commands {
  private Commands() {}

  public static Cause cause(String id) {
    return new Cause(id, "", "test", LedgerScript.START_MS);
  }

  public static StockCommand reserve(String id, String sku, long quantity) {
    var lines = List.of(new StockCommand.Line("1", sku, quantity));
    return new StockCommand.ReserveStock(
        cause(id), "EU", id, "o-" + id, "web", 5, "FR", "ship-complete", 0, lines);
  }
}

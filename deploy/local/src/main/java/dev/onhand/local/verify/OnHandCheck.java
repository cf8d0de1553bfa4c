package dev.onhand.local.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// A: what the positions say is on hand is what the movements add up to.
final class OnHandCheck extends Check {
  private final Map<String, Long> moved = new TreeMap<>();
  private final Map<String, Long> movedByItem = new HashMap<>();
  private final Map<String, String> lastMovement = new HashMap<>();
  private final Once movements = new Once();

  OnHandCheck() {
    super("A", "stock on hand is the sum of its movements");
  }

  @Override
  void see(Fact fact) {
    if (!fact.type().equals("inventory.StockMoved")
        || !movements.isFirst(fact.text("movementId"))) {
      return;
    }
    var item = fact.text("pool") + "/" + fact.text("sku");
    var position = item + "/" + fact.text("locationId");
    long quantity = fact.data().path("quantity").asLong();
    moved.merge(position, quantity, Long::sum);
    movedByItem.merge(item, quantity, Long::sum);
    lastMovement.put(position, fact.place());
    lastMovement.put(item, fact.place());
  }

  @Override
  void conclude(Map<String, Database> databases) {
    compare(
        "inventory",
        databases,
        moved,
        """
        select pool || '/' || sku || '/' || location_id, sellable + quarantine + damaged
        from stock_position\
        """);
    compare(
        "inventory",
        databases,
        moved,
        """
        select pool || '/' || sku || '/' || location_id, sum(quantity)
        from stock_movement group by 1\
        """);
    compare(
        "reporting",
        databases,
        moved,
        """
        select pool || '/' || sku || '/' || location_id, sum(on_hand)
        from stock_position group by 1\
        """);
    compare(
        "ledger", databases, movedByItem, "select pool || '/' || sku, quantity from stock_value");
  }

  private void compare(
      String service, Map<String, Database> databases, Map<String, Long> expected, String sql) {
    var database = databases.get(service);
    var table = sql.replaceAll("(?s).*from (\\w+).*", "$1");
    if (database == null || !database.hasTable(table)) {
      return;
    }
    var missing = new TreeMap<>(expected);
    database.forEach(
        sql,
        row -> {
          var key = row.getString(1);
          var sum = missing.remove(key);
          expect(
              row.getLong(2) == (sum == null ? 0 : sum),
              "%s.%s has %d of %s on hand, the movements add up to %s; last movement: %s",
              service,
              table,
              row.getLong(2),
              key,
              sum,
              lastMovement.get(key));
        });
    missing.forEach(
        (key, sum) ->
            expect(
                sum == 0,
                "%s has no row for %s, the movements add up to %d; last movement: %s",
                service,
                key,
                sum,
                lastMovement.get(key)));
  }
}

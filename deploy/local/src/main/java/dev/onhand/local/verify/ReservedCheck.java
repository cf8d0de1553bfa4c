package dev.onhand.local.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// B: nothing is promised that is not there, and what is promised is what the messages promise.
final class ReservedCheck extends Check {
  private final Map<String, Long> promised = new TreeMap<>();
  private final Map<String, String> lastMessage = new HashMap<>();
  private final Once messages = new Once();

  ReservedCheck() {
    super("B", "0 <= reserved <= sellable");
  }

  @Override
  void see(Fact fact) {
    if (Reservations.concerns(fact) && messages.isFirst(fact.id())) {
      Reservations.changesOfPositions(fact)
          .forEach(
              (place, units) -> {
                var key = fact.text("pool") + "/" + place;
                promised.merge(key, units, Long::sum);
                lastMessage.put(key, fact.place());
              });
    }
  }

  @Override
  void conclude(Map<String, Database> databases) {
    var inventory = databases.get("inventory");
    if (inventory == null || !inventory.hasTable("stock_position")) {
      return;
    }
    var missing = new TreeMap<>(promised);
    inventory.forEach(
        """
        select pool || '/' || sku || '/' || location_id, sellable, reserved
        from stock_position order by 1\
        """,
        row -> {
          var key = row.getString(1);
          long sellable = row.getLong(2);
          long reserved = row.getLong(3);
          expect(
              0 <= reserved && reserved <= sellable,
              "%s: reserved %d of %d sellable",
              key,
              reserved,
              sellable);
          var sum = missing.remove(key);
          expect(
              reserved == (sum == null ? 0 : sum),
              "%s: reserved %d, the reservations add up to %s; last of them: %s",
              key,
              reserved,
              sum,
              lastMessage.get(key));
        });
    missing.forEach(
        (key, sum) ->
            expect(
                sum == 0,
                "%s: no position, the reservations add up to %d; last of them: %s",
                key,
                sum,
                lastMessage.get(key)));
  }
}

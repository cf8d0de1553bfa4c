package dev.onhand.inventory.promise;

import dev.onhand.inventory.promise.ItemStock.Fence;
import dev.onhand.inventory.promise.ItemStock.Place;
import dev.onhand.inventory.sql.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads items' stock, many with a few statements.
public final class ItemStocks {
  private static final String WANTED =
      " join unnest(?::text[], ?::text[]) as w(pool, sku) using (pool, sku) ";

  private static final String PLACES =
      """
      select pool, sku, p.location_id, p.sellable, p.quarantine, p.damaged, p.reserved,
        coalesce(s.units, 0)
      from stock_position p
      """
          + WANTED
          + """
          left join stock_safety s using (pool, sku, location_id)
          order by pool, sku, p.location_id
          """;

  /// One row for each location with lots, whether they are blocked or not.
  private static final String LOTS =
      """
      select pool, sku, p.location_id,
        coalesce(sum(p.sellable) filter (where l.held or l.expires_at <= ?), 0),
        coalesce(sum(p.sellable - p.reserved) filter (where l.held or l.expires_at <= ?), 0)
      from stock_lot_position p
      """
          + WANTED
          + "left join stock_lot l using (pool, sku, lot) group by 1, 2, 3";

  private static final String FENCES =
      """
      select pool, sku, f.channel, f.units, coalesce(c.reserved, 0)
      from stock_fence f
      """
          + WANTED
          + """
          left join stock_channel c using (pool, sku, channel)
          order by pool, sku, f.channel
          """;

  private record Spot(PoolItem item, String locationId) {}

  private record Blocked(Spot at, long sellable, long free) {}

  private ItemStocks() {}

  /// @param now lots that expire by then are not promised
  /// @return of each item, in the given order; without places where there never was any
  public static List<ItemStock> read(Connection connection, Collection<PoolItem> items, Instant now)
      throws SQLException {
    if (items.isEmpty()) return List.of();
    var pools = texts(connection, items.stream().map(PoolItem::pool).toArray());
    var skus = texts(connection, items.stream().map(PoolItem::sku).toArray());
    Map<Spot, Blocked> blocked = new HashMap<>();
    Set<PoolItem> withLots = new HashSet<>();
    for (var lots :
        Sql.list(
            connection,
            LOTS,
            row ->
                new Blocked(
                    new Spot(new PoolItem(row.getString(1), row.getString(2)), row.getString(3)),
                    row.getLong(4),
                    row.getLong(5)),
            now,
            now,
            pools,
            skus)) {
      blocked.put(lots.at(), lots);
      withLots.add(lots.at().item());
    }
    var places = places(connection, pools, skus, blocked);
    var fences = fences(connection, pools, skus);
    var stocks = new ArrayList<ItemStock>(items.size());
    for (var item : items) {
      stocks.add(
          new ItemStock(
              item.pool(),
              item.sku(),
              places.getOrDefault(item, List.of()),
              fences.getOrDefault(item, List.of()),
              withLots.contains(item)));
    }
    return stocks;
  }

  /// In every pool that ever had the item.
  public static List<ItemStock> read(Connection connection, String sku, Instant now)
      throws SQLException {
    var pools =
        Sql.list(
            connection,
            "select distinct pool from stock_position where sku = ? order by 1",
            row -> new PoolItem(row.getString(1), sku),
            sku);
    return read(connection, pools, now);
  }

  /// The pool's rules as they are now.
  public static PoolRules rules(Connection connection, String pool) throws SQLException {
    return Sql.first(
            connection,
            """
            select rules from stock_sourcing where pool = ? and rules is not null
            order by version desc limit 1
            """,
            row -> PoolRules.read(Sql.json(row, 1)),
            pool)
        .orElse(PoolRules.NONE);
  }

  private static Map<PoolItem, List<Place>> places(
      Connection connection, Array pools, Array skus, Map<Spot, Blocked> blocked)
      throws SQLException {
    Map<PoolItem, List<Place>> places = new LinkedHashMap<>();
    Sql.list(
        connection,
        PLACES,
        row -> {
          var item = new PoolItem(row.getString(1), row.getString(2));
          var spot = new Spot(item, row.getString(3));
          var lots = blocked.getOrDefault(spot, new Blocked(spot, 0, 0));
          var place =
              new Place(
                  spot.locationId(),
                  row.getLong(4),
                  row.getLong(4) + row.getLong(5) + row.getLong(6),
                  row.getLong(7),
                  row.getLong(8),
                  lots.sellable(),
                  lots.free());
          return places.computeIfAbsent(item, _ -> new ArrayList<>()).add(place);
        },
        pools,
        skus);
    return places;
  }

  private static Map<PoolItem, List<Fence>> fences(Connection connection, Array pools, Array skus)
      throws SQLException {
    Map<PoolItem, List<Fence>> fences = new HashMap<>();
    Sql.list(
        connection,
        FENCES,
        row ->
            fences
                .computeIfAbsent(
                    new PoolItem(row.getString(1), row.getString(2)), _ -> new ArrayList<>())
                .add(new Fence(row.getString(3), row.getLong(4), row.getLong(5))),
        pools,
        skus);
    return fences;
  }

  private static Array texts(Connection connection, Object[] texts) throws SQLException {
    return connection.createArrayOf("text", texts);
  }
}

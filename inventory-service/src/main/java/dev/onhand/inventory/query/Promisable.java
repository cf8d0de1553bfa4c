package dev.onhand.inventory.query;

import dev.onhand.inventory.promise.ItemStock;
import dev.onhand.inventory.promise.ItemStocks;
import dev.onhand.inventory.promise.PoolRules;
import dev.onhand.inventory.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/// How much of an item may be promised to a channel over all its pools, now and by a date, from the
/// projection and by the ledger's rule: see [ItemStock].
///
/// @param channel [ItemStock#ANY] for one that nothing names
record Promisable(String sku, String channel, List<InPool> pools) {
  /// The item in one of its pools.
  record InPool(ItemStock stock, PoolRules rules) {}

  private record Expected(String pool, String locationId, long units) {}

  /// @param channel null: one that neither a fence of the item nor a rule names
  static Promisable read(Connection connection, String sku, String channel, Instant now)
      throws SQLException {
    var pools = new ArrayList<InPool>();
    for (var stock : ItemStocks.read(connection, sku, now)) {
      pools.add(new InPool(stock, ItemStocks.rules(connection, stock.pool())));
    }
    return new Promisable(sku, Objects.requireNonNullElse(channel, ItemStock.ANY), pools);
  }

  boolean isEmpty() {
    return pools.isEmpty();
  }

  long now() {
    return pools.stream().mapToLong(in -> in.stock().toChannel(channel, in.rules())).sum();
  }

  long sum(ToLongFunction<ItemStock.Place> units) {
    return pools.stream().flatMap(in -> in.stock().places().stream()).mapToLong(units).sum();
  }

  /// Units that orders wait for.
  long waiting(Connection connection) throws SQLException {
    return Sql.first(
            connection,
            """
            select coalesce(sum((w.unit ->> 'quantity')::bigint), 0)
            from stock_reservation r cross join lateral jsonb_array_elements(r.waiting) as w(unit)
            where r.waiting is not null
              and r.waiting @> jsonb_build_array(jsonb_build_object('sku', ?::text))
              and r.state in ('BACKORDERED', 'PARTIALLY_SHIPPED') and w.unit ->> 'sku' = ?
            """,
            row -> row.getLong(1),
            sku,
            sku)
        .orElse(0L);
  }

  /// Units that are expected until then at locations that may serve the channel.
  long inbound(Connection connection, Instant until) throws SQLException {
    var expected =
        Sql.list(
            connection,
            """
            select pool, location_id, sum(quantity) from stock_inbound
            where sku = ? and expected_at <= ? group by 1, 2
            """,
            row -> new Expected(row.getString(1), row.getString(2), row.getLong(3)),
            sku,
            until);
    long units = 0;
    for (var at : expected) {
      if (rules(connection, at.pool()).mayServe(channel, at.locationId())) units += at.units();
    }
    return units;
  }

  private PoolRules rules(Connection connection, String pool) throws SQLException {
    for (var in : pools) {
      if (in.stock().pool().equals(pool)) return in.rules();
    }
    return ItemStocks.rules(connection, pool); // expected where it never was
  }
}

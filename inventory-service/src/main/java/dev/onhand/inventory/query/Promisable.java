package dev.onhand.inventory.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.inventory.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// How much of an item may be promised to a channel, from the projection, by the ledger's rule:
///
/// `max(0, Σ over locations max(0, sellable − reserved − safety)
///        − Σ over other channels max(0, fence − reserved for that channel))`
///
/// over the locations that may serve some order of the channel. Units of lots that are held or
/// expired are not promised either; where some of an expired lot are promised still, the answer is
/// too low by as many, never too high.
final class Promisable {
  private static final String PLACES =
      """
      select p.pool, p.location_id, p.sellable, p.quarantine, p.damaged, p.reserved,
        coalesce(s.units, 0)
      from stock_position p left join stock_safety s using (pool, sku, location_id)
      where p.sku = ? order by p.pool, p.location_id
      """;

  /// What of a channel's promises is still open.
  private static final String RESERVED =
      """
      select coalesce(sum((a.unit ->> 'quantity')::bigint), 0)
      from stock_reservation r cross join lateral jsonb_array_elements(
        coalesce(units_less(r.allocations, coalesce(r.shipped, '[]')), '[]')) as a(unit)
      where r.pool = ? and r.channel = ? and r.state in ('RESERVED', 'BACKORDERED',
        'PARTIALLY_SHIPPED')
        and r.allocations @> jsonb_build_array(jsonb_build_object('sku', ?::text))
        and a.unit ->> 'sku' = ?
      """;

  /// Units that lie in lots which are not promised.
  private static final String BLOCKED =
      """
      select m.pool || chr(10) || m.location_id, sum(m.quantity)
      from stock_lot l join stock_movement m
        on m.sku = l.sku and m.lot = l.lot and m.pool = l.pool and m.lot <> ''
      where l.sku = ? and (l.held or l.expires_at <= now()) and m.status = 'sellable'
      group by 1
      """;

  /// An item at a location.
  record Place(
      String pool,
      String locationId,
      long sellable,
      long onHand,
      long reserved,
      long safety,
      long blocked) {
    long promisable() {
      return Math.max(0, sellable - reserved - safety - blocked);
    }
  }

  /// Units of an item that orders wait for, over all its pools.
  static long waiting(Connection connection, String sku) throws SQLException {
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

  /// Units of an item that are expected until then.
  static long inbound(Connection connection, String sku, Instant until) throws SQLException {
    return Sql.first(
            connection,
            "select coalesce(sum(quantity), 0) from stock_inbound where sku = ?"
                + " and expected_at <= ?",
            row -> row.getLong(1),
            sku,
            until)
        .orElse(0L);
  }

  private record Fence(String channel, long units) {}

  private Promisable() {}

  /// Every location that ever had the item.
  static List<Place> places(Connection connection, String sku) throws SQLException {
    Map<String, Long> blocked = new HashMap<>();
    for (var lots :
        Sql.list(connection, BLOCKED, row -> Map.entry(row.getString(1), row.getLong(2)), sku)) {
      blocked.put(lots.getKey(), Math.max(0, lots.getValue()));
    }
    return Sql.list(
        connection,
        PLACES,
        row ->
            new Place(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(3) + row.getLong(4) + row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                blocked.getOrDefault(row.getString(1) + "\n" + row.getString(2), 0L)),
        sku);
  }

  /// Over all pools of the item.
  ///
  /// @param channel null: one without a fence, whose orders every location may serve
  static long toChannel(Connection connection, String sku, List<Place> places, String channel)
      throws SQLException {
    Map<String, Long> sums = new HashMap<>();
    Map<String, Predicate<String>> mayServe = new HashMap<>();
    for (var place : places) {
      if (channel != null && !mayServe.containsKey(place.pool())) {
        mayServe.put(place.pool(), mayServe(connection, place.pool(), channel));
      }
      if (channel == null || mayServe.get(place.pool()).test(place.locationId())) {
        sums.merge(place.pool(), place.promisable(), Long::sum);
      }
    }
    long available = 0;
    for (var sum : sums.entrySet()) {
      available +=
          Math.max(0, sum.getValue() - keptForOthers(connection, sum.getKey(), sku, channel));
    }
    return available;
  }

  private static long keptForOthers(Connection connection, String pool, String sku, String channel)
      throws SQLException {
    var fences =
        Sql.list(
            connection,
            "select channel, units from stock_fence where pool = ? and sku = ?",
            row -> new Fence(row.getString(1), row.getLong(2)),
            pool,
            sku);
    long kept = 0;
    for (var fence : fences) {
      if (fence.channel().equals(channel)) continue;
      long reserved =
          Sql.first(connection, RESERVED, row -> row.getLong(1), pool, fence.channel(), sku, sku)
              .orElse(0L);
      kept += Math.max(0, fence.units() - reserved);
    }
    return kept;
  }

  /// Whether a location could serve some order of the channel.
  private static Predicate<String> mayServe(Connection connection, String pool, String channel)
      throws SQLException {
    var rules =
        Sql.first(
            connection,
            """
            select rules from stock_sourcing where pool = ? and rules is not null
            order by version desc limit 1
            """,
            row -> Sql.json(row, 1),
            pool);
    return location -> rules.isEmpty() || mayServe(rules.get(), channel, location);
  }

  private static boolean mayServe(JsonNode rules, String channel, String location) {
    for (var rule : rules) {
      var ofChannel = rule.path("channel").asText();
      if (!ofChannel.isEmpty() && !ofChannel.equals(channel)) continue;
      for (var source : rule.path("sources")) {
        if (source.path("locationId").asText().equals(location)) return true;
      }
      boolean forAllOfThem =
          rule.path("countries").isEmpty() && rule.path("serviceLevel").asText().isEmpty();
      if (forAllOfThem) return false;
    }
    return true;
  }
}

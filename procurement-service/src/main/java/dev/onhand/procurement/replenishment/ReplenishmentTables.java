package dev.onhand.procurement.replenishment;

import dev.onhand.procurement.replenishment.Replenishment.Demand;
import dev.onhand.procurement.replenishment.Replenishment.Inbound;
import dev.onhand.procurement.replenishment.Replenishment.LeadTime;
import dev.onhand.procurement.replenishment.Replenishment.Situation;
import dev.onhand.procurement.replenishment.Replenishment.Source;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Gathers the situations of many items with two statements.
final class ReplenishmentTables {
  /// How many receipts in full a supplier's lead time is measured over.
  static final int RECEIPTS_MAX = 20;

  /// Items with demand, whose supplier is stated or known from the last purchase order.
  private static final String SITUATIONS =
      """
      select d.pool, d.sku, coalesce(s.units, 0), d.units, d.squares,
             least(?::int, ?::date - f.first_day + 1),
             coalesce(i.supplier_id, p.supplier_id),
             coalesce(i.currency, p.currency),
             coalesce(i.unit_cost_minor, p.unit_cost_minor),
             coalesce(i.minimum_quantity, 1), coalesce(i.order_multiple, 1),
             coalesce(i.lead_time_days, su.lead_time_days),
             coalesce(l.receipts, 0), l.mean_days, l.deviation_days
      from (select pool, sku, sum(units)::bigint units, sum(units::float8 * units) squares
            from daily_demand
            where day > ?::date - ?::int and day <= ?::date and (pool, sku) > (?, ?)
            group by pool, sku having sum(units) > 0 order by pool, sku limit ?) d
      join lateral (select min(day) first_day from daily_demand x
                    where x.pool = d.pool and x.sku = d.sku) f on true
      left join available_stock s on s.pool = d.pool and s.sku = d.sku
      left join lateral (select * from supplier_item x where x.sku = d.sku
                         order by x.rank, x.supplier_id limit 1) i on true
      left join lateral (select o.supplier_id, o.currency, x.unit_cost_minor
                         from purchase_order_line x join purchase_order o
                           on o.id = x.purchase_order_id
                         where x.sku = d.sku and o.status <> 'DECLINED'
                         order by o.id desc limit 1) p on true
      join supplier su on su.id = coalesce(i.supplier_id, p.supplier_id)
      left join lateral (
        select count(*)::int receipts, avg(days) mean_days,
               coalesce(stddev_samp(days), 0) deviation_days
        from (select extract(epoch from received_at - placed_at)::float8 / 86400 days
              from purchase_order
              where supplier_id = su.id and received_at is not null and placed_at is not null
              order by id desc limit ?) r) l on true
      order by d.pool, d.sku
      """;

  private static final String INBOUND =
      """
      select o.pool, l.sku, o.id, l.ordered - l.received, (o.expected_at at time zone 'UTC')::date
      from purchase_order_line l join purchase_order o on o.id = l.purchase_order_id
      where l.sku = any(?) and o.status in ('PLACED', 'PARTIALLY_RECEIVED')
        and l.received < l.ordered
      order by o.expected_at, o.id
      """;

  private ReplenishmentTables() {}

  /// Where the next page of items begins: after this one.
  record Key(String pool, String sku) {
    static final Key FIRST = new Key("", "");
  }

  static List<Situation> situations(
      Connection connection, ReplenishmentPolicy policy, LocalDate today, Key after, int limit)
      throws SQLException {
    var rows = new ArrayList<Situation>();
    try (var statement = connection.prepareStatement(SITUATIONS)) {
      var day = Date.valueOf(today);
      statement.setInt(1, policy.demandDays());
      statement.setDate(2, day);
      statement.setDate(3, day);
      statement.setInt(4, policy.demandDays());
      statement.setDate(5, day);
      statement.setString(6, after.pool());
      statement.setString(7, after.sku());
      statement.setInt(8, limit);
      statement.setInt(9, RECEIPTS_MAX);
      try (var result = statement.executeQuery()) {
        while (result.next()) rows.add(situation(result));
      }
    }
    return withInbound(connection, rows);
  }

  private static Situation situation(ResultSet result) throws SQLException {
    var cost = Money.ofMinor(CurrencyUnit.of(result.getString(8)), result.getLong(9));
    return new Situation(
        result.getString(1),
        result.getString(2),
        result.getLong(3),
        new Demand(result.getInt(6), result.getLong(4), result.getDouble(5)),
        new LeadTime(
            result.getInt(12), result.getInt(13), result.getDouble(14), result.getDouble(15)),
        List.of(),
        new Source(result.getString(7), cost, result.getLong(10), result.getLong(11)));
  }

  private static List<Situation> withInbound(Connection connection, List<Situation> rows)
      throws SQLException {
    Map<List<String>, List<Inbound>> inbound = new HashMap<>();
    try (var statement = connection.prepareStatement(INBOUND)) {
      statement.setArray(
          1, connection.createArrayOf("text", rows.stream().map(Situation::sku).toArray()));
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          var key = List.of(result.getString(1), result.getString(2));
          inbound
              .computeIfAbsent(key, _ -> new ArrayList<>())
              .add(
                  new Inbound(
                      result.getString(3), result.getLong(4), result.getDate(5).toLocalDate()));
        }
      }
    }
    return rows.stream()
        .map(
            s ->
                new Situation(
                    s.pool(),
                    s.sku(),
                    s.available(),
                    s.demand(),
                    s.leadTime(),
                    List.copyOf(inbound.getOrDefault(List.of(s.pool(), s.sku()), List.of())),
                    s.source()))
        .toList();
  }
}

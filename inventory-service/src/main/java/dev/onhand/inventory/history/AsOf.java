package dev.onhand.inventory.history;

import dev.onhand.inventory.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Units of an item as they were: of all that happened until one instant, what was written down
/// until another.
public final class AsOf {
  private static final String FOREVER = "infinity";

  private static final String SUM =
      """
      with asked as (
        select ?::text as pool, ?::text as sku, ?::timestamptz as occurred,
          ?::timestamptz as recorded),
      hours as (
        select asked.*, date_trunc('hour', occurred, 'UTC') as occurred_hour,
          date_trunc('hour', recorded, 'UTC') as recorded_hour,
          coalesce((select sequence from stock_closed c
                    where c.pool = asked.pool and c.sku = asked.sku), 0) as closed
        from asked),
      -- hours that one of the instants lies in: their movements count one by one
      cut as (
        select h.recorded_hour, min(h.first_sequence) as first, max(h.last_sequence) as last
        from hours a join stock_hour h on h.pool = a.pool and h.sku = a.sku
        where h.occurred_hour <= a.occurred_hour and h.recorded_hour <= a.recorded_hour
          and (h.occurred_hour = a.occurred_hour or h.recorded_hour = a.recorded_hour)
        group by h.recorded_hour),
      parts as (
        select h.location_id, h.lot, h.status, h.units
        from hours a join stock_hour h on h.pool = a.pool and h.sku = a.sku
        where h.occurred_hour < a.occurred_hour and h.recorded_hour < a.recorded_hour
        union all
        select m.location_id, m.lot, m.status, m.quantity
        from hours a cross join cut join stock_movement m on m.pool = a.pool and m.sku = a.sku
          and m.sequence between cut.first and cut.last
        where m.occurred_at <= a.occurred and m.recorded_at <= a.recorded
          and date_trunc('hour', m.recorded_at, 'UTC') = cut.recorded_hour
          and (date_trunc('hour', m.occurred_at, 'UTC') = a.occurred_hour
            or cut.recorded_hour = a.recorded_hour)
        union all
        select m.location_id, m.lot, m.status, m.quantity
        from hours a join stock_movement m on m.pool = a.pool and m.sku = a.sku
          and m.sequence > a.closed
        where m.occurred_at <= a.occurred and m.recorded_at <= a.recorded)
      select location_id, lot, coalesce(sum(units) filter (where status = 'sellable'), 0),
        coalesce(sum(units) filter (where status = 'quarantine'), 0),
        coalesce(sum(units) filter (where status = 'damaged'), 0)
      from parts group by location_id, lot order by location_id, lot
      """;

  /// Units on hand.
  ///
  /// @param lot empty where the item is not kept by lot
  public record OnHand(
      String locationId, String lot, long sellable, long quarantine, long damaged) {}

  private AsOf() {}

  /// What was at every location that ever had units of the item.
  ///
  /// @param occurred counts what happened until then; everything where null
  /// @param recorded counts what was written down until then; everything where null
  public static List<OnHand> sum(
      Connection connection, String pool, String sku, Instant occurred, Instant recorded)
      throws SQLException {
    return Sql.list(
        connection,
        SUM,
        row ->
            new OnHand(
                row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5)),
        pool,
        sku,
        text(occurred),
        text(recorded));
  }

  private static String text(Instant at) {
    return at == null ? FOREVER : at.toString();
  }
}

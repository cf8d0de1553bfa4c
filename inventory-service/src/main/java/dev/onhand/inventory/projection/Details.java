package dev.onhand.inventory.projection;

import dev.onhand.inventory.ledger.StockEvent;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.BackorderFilled;
import dev.onhand.inventory.ledger.StockEvent.InboundExpected;
import dev.onhand.inventory.ledger.StockEvent.InboundPegged;
import dev.onhand.inventory.ledger.StockEvent.LotDefined;
import dev.onhand.inventory.ledger.StockEvent.LotHoldChanged;
import dev.onhand.inventory.ledger.StockEvent.PriorityChanged;
import dev.onhand.inventory.ledger.StockEvent.ReservationCommitted;
import dev.onhand.inventory.ledger.StockEvent.ReservationExtended;
import dev.onhand.inventory.ledger.StockEvent.ReservationReallocated;
import dev.onhand.inventory.ledger.StockEvent.ReservationShipped;
import dev.onhand.inventory.ledger.StockEvent.SourcingChanged;
import dev.onhand.inventory.ledger.StockEvent.StockBackordered;
import dev.onhand.inventory.ledger.StockEvent.StockReserved;
import dev.onhand.inventory.ledger.StockEvent.Waiting;
import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.message.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What changes rarely, written one by one and in order: what a reservation waits for, when it
/// ends, from where it comes now; the sourcing of a pool, its lots, and what is on its way.
final class Details {
  private record Detail(String pool, StockEvent event, long atMs) {}

  private final List<Detail> details = new ArrayList<>();

  /// Events of other kinds are passed over.
  void add(String pool, StockEvent event, long atMs) {
    boolean rare =
        event instanceof StockBackordered
            || event instanceof BackorderFilled
            || event instanceof ReservationCommitted
            || event instanceof ReservationExtended
            || event instanceof PriorityChanged
            || event instanceof ReservationReallocated
            || event instanceof SourcingChanged
            || event instanceof InboundExpected
            || event instanceof InboundPegged
            || event instanceof LotDefined
            || event instanceof LotHoldChanged
            || event instanceof StockReserved reserved && !reserved.shortages().isEmpty()
            || event instanceof ReservationShipped shipped
                && (!shipped.complete() || !shipped.got().isEmpty());
    if (rare) details.add(new Detail(pool, event, atMs));
  }

  /// To be called when the reservations of the batch are there.
  void write(Connection connection) throws SQLException {
    for (var detail : details) write(connection, detail);
  }

  private static void write(Connection connection, Detail detail) throws SQLException {
    var pool = detail.pool();
    if (detail.event() instanceof StockBackordered e) {
      update(connection, "waiting = ?::jsonb", e.reservationId(), pool, Json.write(e.waiting()));
    } else if (detail.event() instanceof BackorderFilled e) {
      fill(connection, pool, e);
    } else if (detail.event() instanceof StockReserved e) {
      update(
          connection, "shortages = ?::jsonb", e.reservationId(), pool, Json.write(e.shortages()));
    } else if (detail.event() instanceof ReservationShipped e) {
      update(
          connection,
          "waiting = units_less(waiting, ?::jsonb),"
              + " shipped = coalesce(shipped, '[]') || ?::jsonb",
          e.reservationId(),
          pool,
          Json.write(e.got().stream().map(Details::got).toList()),
          Json.write(e.freed()));
    } else if (detail.event() instanceof ReservationCommitted e) {
      update(connection, "expires_at = null", e.reservationId(), pool);
    } else if (detail.event() instanceof ReservationExtended e) {
      var ends = Instant.ofEpochMilli(e.expiresAtMs());
      update(connection, "expires_at = ?", e.reservationId(), pool, ends);
    } else if (detail.event() instanceof PriorityChanged e) {
      update(connection, "priority = ?", e.reservationId(), pool, e.priority());
    } else if (detail.event() instanceof ReservationReallocated e) {
      reallocate(connection, pool, e);
    } else if (detail.event() instanceof SourcingChanged e) {
      source(connection, pool, e, Instant.ofEpochMilli(detail.atMs()));
    } else if (detail.event() instanceof InboundPegged e) {
      var inbound = e.inboundId().isEmpty() ? null : e.inboundId();
      update(connection, "pegged_to = ?::text", e.reservationId(), pool, inbound);
    } else if (detail.event() instanceof InboundExpected e) {
      expect(connection, pool, e);
    } else if (detail.event() instanceof LotDefined e) {
      Sql.update(
          connection,
          """
          insert into stock_lot (pool, sku, lot, expires_at) values (?, ?, ?, ?)
          on conflict (pool, sku, lot) do update set expires_at = excluded.expires_at
          """,
          pool,
          e.sku(),
          e.lot(),
          e.expiresAtMs() == 0 ? null : Instant.ofEpochMilli(e.expiresAtMs()));
    } else if (detail.event() instanceof LotHoldChanged e) {
      Sql.update(
          connection,
          """
          insert into stock_lot (pool, sku, lot, held, hold_reason) values (?, ?, ?, ?, ?)
          on conflict (pool, sku, lot) do update set held = excluded.held,
            hold_reason = excluded.hold_reason
          """,
          pool,
          e.sku(),
          e.lot(),
          e.held(),
          e.held() && !e.reason().isEmpty() ? e.reason() : null);
    }
  }

  private static void expect(Connection connection, String pool, InboundExpected e)
      throws SQLException {
    if (e.quantity() == 0) {
      Sql.update(
          connection,
          """
          delete from stock_inbound where pool = ? and inbound_id = ? and sku = ?
            and location_id = ? and lot = ?
          """,
          pool,
          e.inboundId(),
          e.sku(),
          e.locationId(),
          e.lot());
      return;
    }
    Sql.update(
        connection,
        """
        insert into stock_inbound (pool, inbound_id, sku, location_id, lot, in_transit, quantity,
          expected_at) values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (pool, inbound_id, sku, location_id, lot) do update
          set in_transit = excluded.in_transit, quantity = excluded.quantity,
            expected_at = excluded.expected_at
        """,
        pool,
        e.inboundId(),
        e.sku(),
        e.locationId(),
        e.lot(),
        e.inTransit(),
        e.quantity(),
        e.expectedAtMs() == 0 ? null : Instant.ofEpochMilli(e.expectedAtMs()));
  }

  private static void fill(Connection connection, String pool, BackorderFilled e)
      throws SQLException {
    update(
        connection,
        "allocations = (coalesce(allocations::jsonb, '[]') || ?::jsonb)::json,"
            + " explanation = ?::json,"
            + " rule_version = ?, waiting = units_less(waiting, ?::jsonb)",
        e.reservationId(),
        pool,
        Json.write(e.allocations()),
        Json.write(e.explanation()),
        e.ruleVersion(),
        Json.write(e.allocations().stream().map(Details::filled).toList()));
  }

  /// What was waited for by line and item, wherever it came from in the end.
  private static Map<String, Object> filled(Allocation filled) {
    return Map.of("lineId", filled.lineId(), "sku", filled.sku(), "quantity", filled.quantity());
  }

  private static Map<String, Object> got(Waiting got) {
    return Map.of("lineId", got.lineId(), "sku", got.sku(), "quantity", got.quantity());
  }

  private static void reallocate(Connection connection, String pool, ReservationReallocated e)
      throws SQLException {
    update(
        connection,
        "allocations = (coalesce(units_less(allocations::jsonb, ?::jsonb), '[]') ||"
            + " ?::jsonb)::json, explanation = ?::json, rule_version = ?",
        e.reservationId(),
        pool,
        Json.write(e.freed()),
        Json.write(e.allocations()),
        Json.write(e.explanation()),
        e.ruleVersion());
  }

  private static void update(
      Connection connection, String set, String reservationId, String pool, Object... values)
      throws SQLException {
    var parameters = new ArrayList<Object>(Arrays.asList(values));
    parameters.add(reservationId);
    parameters.add(pool);
    Sql.update(
        connection,
        "update stock_reservation set " + set + " where reservation_id = ? and pool = ?",
        parameters.toArray());
  }

  private static void source(Connection connection, String pool, SourcingChanged e, Instant at)
      throws SQLException {
    var rules = e.rules();
    Sql.update(
        connection,
        """
        insert into stock_sourcing (pool, version, rules, capacities, safety, fences, changed_at)
        values (?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?)
        """,
        pool,
        e.version(),
        rules == null ? null : Json.write(rules.rules()),
        rules == null ? null : Json.write(rules.capacities()),
        Json.write(e.safety()),
        Json.write(e.fences()),
        at);
    for (var safety : e.safety()) {
      keep(
          connection,
          "stock_safety",
          "location_id",
          pool,
          safety.sku(),
          safety.locationId(),
          safety.units());
    }
    for (var fence : e.fences()) {
      keep(connection, "stock_fence", "channel", pool, fence.sku(), fence.channel(), fence.units());
    }
  }

  private static void keep(
      Connection connection,
      String table,
      String column,
      String pool,
      String sku,
      String key,
      long units)
      throws SQLException {
    if (units == 0) {
      Sql.update(
          connection,
          "delete from %s where pool = ? and sku = ? and %s = ?".formatted(table, column),
          pool,
          sku,
          key);
      return;
    }
    Sql.update(
        connection,
        """
        insert into %1$s (pool, sku, %2$s, units) values (?, ?, ?, ?)
        on conflict (pool, sku, %2$s) do update set units = excluded.units
        """
            .formatted(table, column),
        pool,
        sku,
        key,
        units);
  }
}

package dev.onhand.order.order;

import dev.onhand.platform.event.Current;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.sql.CopyRows;
import dev.onhand.platform.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/// The tables that queries read, written with the events: one statement per table for all orders
/// of a transaction. Rows that would not change are not written; those of new orders are copied.
final class OrderProjection {
  private static final String ORDER_COLUMNS =
      "order_id, channel, shop, channel_order_id, number, order_type, state, customer_id, country,"
          + " currency, total_minor, captured_minor, refunded_minor, payment_status, pool,"
          + " placed_at, received_at, changed_at, version, skus";

  private OrderProjection() {}

  static void save(Connection connection, List<Current<Order>> changed) throws SQLException {
    var ids = new Rows("text"); // those of which rows may be stored already
    for (var current : changed) if (!current.isNew()) ids.add(current.id());
    saveOrders(connection, changed);
    saveHolds(connection, ids, changed);
    saveAwaited(connection, ids, changed);
  }

  private static void saveOrders(Connection connection, List<Current<Order>> changed)
      throws SQLException {
    var added = new CopyRows();
    var rows = orderRows();
    for (var current : changed) {
      var order = current.state();
      var terms = order.terms();
      Object[] row = {
        current.id(),
        terms.key().channel(),
        terms.key().shop(),
        terms.key().externalId(),
        terms.number(),
        terms.orderType().code(),
        order.stateName(),
        terms.customerId(),
        terms.country(),
        terms.currency(),
        terms.total().getAmountMinorLong(),
        order.payment().captured().getAmountMinorLong(),
        order.payment().granted().getAmountMinorLong(),
        order.payment().report().name(),
        order.pool(),
        terms.placedAt(),
        order.receivedAt(),
        current.changedAt(),
        current.version(),
        skus(terms)
      };
      if (current.isNew()) added.add(row);
      else rows.add(row);
    }
    added.send(connection, "orders (" + ORDER_COLUMNS + ")");
    rows.run(
        connection,
        """
        insert into orders as o (%s)
        select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
          ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::bigint[],
          ?::json[])
        on conflict (order_id) do update set number = excluded.number, state = excluded.state,
          customer_id = excluded.customer_id, country = excluded.country,
          total_minor = excluded.total_minor, captured_minor = excluded.captured_minor,
          refunded_minor = excluded.refunded_minor, payment_status = excluded.payment_status,
          changed_at = excluded.changed_at, version = excluded.version,
          skus = excluded.skus
        """
            .formatted(ORDER_COLUMNS));
  }

  private static Rows orderRows() {
    return new Rows(
        "text",
        "text",
        "text",
        "text",
        "text",
        "text",
        "text",
        "text",
        "text",
        "text",
        "bigint",
        "bigint",
        "bigint",
        "text",
        "text",
        "timestamptz",
        "timestamptz",
        "timestamptz",
        "bigint",
        "json");
  }

  private static String skus(OrderTerms terms) {
    return Json.write(
        terms.lines().stream().map(OrderLine::sku).filter(Objects::nonNull).distinct().toList());
  }

  private static void saveHolds(Connection connection, Rows ids, List<Current<Order>> changed)
      throws SQLException {
    var rows =
        new Rows(
            "text", "text", "text", "text", "text", "timestamptz", "timestamptz", "text", "text");
    for (var current : changed) {
      for (var hold : current.state().holds().open()) {
        rows.add(
            current.id(),
            hold.holdId(),
            hold.reason().name(),
            hold.detail(),
            hold.reason().owner(),
            hold.raisedAt(),
            hold.dueAt(),
            hold.lineId(),
            hold.subject());
      }
    }
    ids.run(connection, "delete from order_hold where order_id = any(?)");
    rows.run(
        connection,
        """
        insert into order_hold
          (order_id, hold_id, reason, detail, owner, raised_at, due_at, line_id, subject)
        select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[])
        """);
  }

  private static void saveAwaited(Connection connection, Rows ids, List<Current<Order>> changed)
      throws SQLException {
    var rows = new Rows("text", "text", "text");
    for (var current : changed) {
      var order = current.state();
      if (order.holds().byReason(HoldReason.UNMAPPED_SKU) == null) continue;
      order.terms().lines().stream()
          .map(OrderLine::sku)
          .filter(sku -> sku != null && !sku.isBlank())
          .distinct()
          .forEach(sku -> order.pools().all().forEach(pool -> rows.add(pool, sku, current.id())));
    }
    ids.run(connection, "delete from awaited_sku where order_id = any(?)");
    rows.run(
        connection,
        "insert into awaited_sku (pool, sku, order_id)"
            + " select * from unnest(?::text[], ?::text[], ?::text[])");
  }
}

package dev.onhand.order.order;

import dev.onhand.platform.event.Current;
import dev.onhand.platform.sql.CopyRows;
import dev.onhand.platform.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The tables that queries read, written with the events: one statement per table for all orders
/// of a transaction. Rows that would not change are not written; those of new orders are copied.
final class OrderProjection {
  private static final String ORDER_COLUMNS =
      "order_id, channel, shop, channel_order_id, number, order_type, state, customer_id, country,"
          + " currency, total_minor, captured_minor, refunded_minor, payment_status, pool,"
          + " placed_at, received_at, changed_at, version";
  private static final String LINE_COLUMNS =
      "order_id, line_id, position, sku, title, quantity, shipped, unit_price_minor, net_minor,"
          + " tax_minor";

  private OrderProjection() {}

  static void save(Connection connection, List<Current<Order>> changed) throws SQLException {
    var ids = new Rows("text"); // those of which rows may be stored already
    for (var current : changed) if (!current.isNew()) ids.add(current.id());
    saveOrders(connection, changed);
    saveLines(connection, changed);
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
        current.version()
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
          ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::bigint[])
        on conflict (order_id) do update set number = excluded.number, state = excluded.state,
          customer_id = excluded.customer_id, country = excluded.country,
          total_minor = excluded.total_minor, captured_minor = excluded.captured_minor,
          refunded_minor = excluded.refunded_minor, payment_status = excluded.payment_status,
          changed_at = excluded.changed_at, version = excluded.version
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
        "bigint");
  }

  private static void saveLines(Connection connection, List<Current<Order>> changed)
      throws SQLException {
    var added = new CopyRows();
    var rows = lineRows();
    var revisable = new Rows("text");
    for (var current : changed) {
      var order = current.state();
      if (!current.isNew() && order.stage().before(Stage.ALLOCATED)) revisable.add(current.id());
      int position = 1;
      for (var line : order.terms().lines()) {
        Object[] row = {
          current.id(),
          line.lineId(),
          position++,
          line.sku(),
          line.title(),
          line.quantity(),
          order.shipped(line),
          line.unitPrice().getAmountMinorLong(),
          line.net().getAmountMinorLong(),
          line.tax().getAmountMinorLong()
        };
        if (current.isNew()) added.add(row);
        else rows.add(row);
      }
    }
    // a revision may drop lines, and only until the order is accepted, which may be now
    revisable.run(connection, "delete from order_line where order_id = any(?)");
    added.send(connection, "order_line (" + LINE_COLUMNS + ")");
    rows.run(
        connection,
        """
        insert into order_line as l (%s)
        select * from unnest(?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::bigint[],
          ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
        on conflict (order_id, line_id) do update set position = excluded.position,
          sku = excluded.sku, title = excluded.title, quantity = excluded.quantity,
          shipped = excluded.shipped, unit_price_minor = excluded.unit_price_minor,
          net_minor = excluded.net_minor, tax_minor = excluded.tax_minor
        where (l.sku, l.quantity, l.shipped, l.net_minor, l.tax_minor) is distinct from
          (excluded.sku, excluded.quantity, excluded.shipped, excluded.net_minor,
           excluded.tax_minor)
        """
            .formatted(LINE_COLUMNS));
  }

  private static Rows lineRows() {
    return new Rows(
        "text", "text", "int", "text", "text", "bigint", "bigint", "bigint", "bigint", "bigint");
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

package dev.onhand.order.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.order.page.PagedRows;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.message.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Lists, read from the projection by keyset: a page begins after the last key of the one before.
final class OrderQueries {
  private static final Set<String> STATES =
      Stream.concat(
              Stream.of("ON_HOLD"),
              Stream.of(Stage.values()).filter(s -> s != Stage.UNKNOWN).map(Stage::name))
          .collect(Collectors.toUnmodifiableSet());

  private OrderQueries() {}

  /// One row of the list of orders.
  record OrderRow(
      String orderId,
      String channel,
      String shop,
      String channelOrderId,
      String number,
      String orderType,
      String state,
      String customerId,
      String country,
      Money total,
      String paymentStatus,
      Instant placedAt,
      Instant receivedAt,
      Instant changedAt) {}

  /// One event of an order.
  record TimelineEntry(long version, String type, Instant at, String actor, JsonNode data) {}

  /// An open hold in the list of all.
  record HoldRow(
      String orderId,
      String holdId,
      String reason,
      String detail,
      String owner,
      Instant raisedAt,
      Instant dueAt) {}

  /// Newest first; `state` and `channelOrderId` may be null.
  static Page<OrderRow> orders(
      Connection connection, String state, String channelOrderId, String after, int limit)
      throws SQLException {
    if (state != null && !STATES.contains(state)) {
      throw Problems.invalid("state", "ask for one of " + STATES.stream().sorted().toList());
    }
    var cursor = Cursor.read(after, Cursor.NEWEST);
    var sql =
        """
        select order_id, channel, shop, channel_order_id, number, order_type, state, customer_id,
          country, currency, total_minor, payment_status, placed_at, received_at, changed_at
        from orders
        where (received_at, order_id) < (?, ?) and (?::text is null or state = ?)
          and (?::text is null or channel_order_id = ?)
        order by received_at desc, order_id desc limit ?
        """;
    return PagedRows.read(
        connection,
        OrderQueries::order,
        r -> Cursor.text(r.receivedAt(), r.orderId()),
        limit,
        sql,
        cursor.at(),
        cursor.id(),
        state,
        state,
        channelOrderId,
        channelOrderId);
  }

  private static OrderRow order(ResultSet row) throws SQLException {
    return new OrderRow(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        Money.ofMinor(CurrencyUnit.of(row.getString(10)), row.getLong(11)),
        row.getString(12),
        PagedRows.instant(row, 13),
        PagedRows.instant(row, 14),
        PagedRows.instant(row, 15));
  }

  /// Those due first, first; `reason` may be null.
  static Page<HoldRow> holds(Connection connection, String reason, String after, int limit)
      throws SQLException {
    var cursor = Cursor.read(after, Cursor.OLDEST);
    var sql =
        """
        select order_id, hold_id, reason, detail, owner, raised_at, due_at from order_hold
        where (due_at, hold_id) > (?, ?) and (?::text is null or reason = ?)
        order by due_at, hold_id limit ?
        """;
    return PagedRows.read(
        connection,
        OrderQueries::hold,
        r -> Cursor.text(r.dueAt(), r.holdId()),
        limit,
        sql,
        cursor.at(),
        cursor.id(),
        reason,
        reason);
  }

  private static HoldRow hold(ResultSet row) throws SQLException {
    return new HoldRow(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        PagedRows.instant(row, 6),
        PagedRows.instant(row, 7));
  }

  /// Everything that happened to the order, in order.
  static Page<TimelineEntry> timeline(Connection connection, String orderId, long after, int limit)
      throws SQLException {
    var sql =
        """
        select version, type, occurred_at, actor, data from event
        where stream = ? and version > ? order by version limit ?
        """;
    return PagedRows.read(
        connection,
        OrderQueries::event,
        r -> String.valueOf(r.version()),
        limit,
        sql,
        "order/" + orderId,
        after);
  }

  private static TimelineEntry event(ResultSet row) throws SQLException {
    return new TimelineEntry(
        row.getLong(1),
        row.getString(2),
        PagedRows.instant(row, 3),
        row.getString(4),
        Json.read(row.getString(5).getBytes(StandardCharsets.UTF_8), JsonNode.class));
  }

  /// A place in a list ordered by time and id, written `2026-03-02T10:00:00Z_id`.
  private record Cursor(Instant at, String id) {
    private static final Cursor NEWEST = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), "");
    private static final Cursor OLDEST = new Cursor(Instant.EPOCH, "");

    static Cursor read(String after, Cursor start) {
      if (after == null) return start;
      var parts = List.of(after.split("_", 2));
      try {
        if (parts.size() == 2) return new Cursor(Instant.parse(parts.get(0)), parts.get(1));
      } catch (DateTimeException e) {
        // answered below
      }
      throw Problems.invalid("after", "send the `next` of the page before, as it was");
    }

    static String text(Instant at, String id) {
      return at + "_" + id;
    }
  }
}

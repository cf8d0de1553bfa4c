package dev.onhand.returns.customerreturn;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.onhand.returns.customerreturn.CustomerReturn.Announced;
import dev.onhand.returns.customerreturn.CustomerReturn.Answer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What is shown of returns: lists from the projected tables, one return from its stream.
final class ReturnQueries {
  private ReturnQueries() {}

  record Summary(
      String returnId,
      String orderId,
      String stage,
      String outcome,
      String locationId,
      Money refundAsked,
      Money refundGranted,
      Instant authorizedAt,
      Instant expiresAt) {}

  record LineView(
      String lineId,
      String sku,
      String reason,
      long expected,
      long received,
      long inspected,
      long refunded) {}

  record RefundView(UUID refundId, Money amount, Answer answer) {}

  record Detail(
      String returnId,
      String orderId,
      String stage,
      String outcome,
      String locationId,
      String pool,
      Instant authorizedAt,
      Instant expiresAt,
      List<LineView> lines,
      List<RefundView> refunds) {}

  /// An event as the log has it: the audit trail.
  record EventView(
      long version, String type, Instant occurredAt, String actor, @JsonRawValue String event) {}

  /// Filters of a list; null takes all.
  record Filter(String stage, String orderId, String after) {}

  static Detail detail(String id, Announced a) {
    var authorization = a.authorization();
    return new Detail(
        id,
        authorization.orderId(),
        a.stage().name(),
        a.outcome() == null ? null : a.outcome().name(),
        authorization.locationId(),
        authorization.pool(),
        authorization.authorizedAt(),
        authorization.expiresAt(),
        a.lines().values().stream()
            .map(
                l ->
                    new LineView(
                        l.lineId(),
                        l.sku(),
                        l.reason(),
                        l.expected(),
                        l.received(),
                        l.inspected(),
                        l.refunded()))
            .toList(),
        a.refunds().entrySet().stream()
            .map(r -> new RefundView(r.getKey(), r.getValue().amount(), r.getValue().answer()))
            .toList());
  }

  /// Returns by id, which is by time of authorization.
  static List<Summary> list(Connection connection, Filter filter, int limit) throws SQLException {
    var sql =
        """
        select id, order_id, stage, outcome, location_id, currency, refund_asked_minor,
               refund_granted_minor, authorized_at, expires_at
        from customer_return
        where id > ? and (?::text is null or stage = ?) and (?::text is null or order_id = ?)
        order by id limit ?
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, filter.after() == null ? "" : filter.after());
      statement.setString(2, filter.stage());
      statement.setString(3, filter.stage());
      statement.setString(4, filter.orderId());
      statement.setString(5, filter.orderId());
      statement.setInt(6, limit);
      var rows = new ArrayList<Summary>();
      try (var result = statement.executeQuery()) {
        while (result.next()) rows.add(summary(result));
      }
      return rows;
    }
  }

  private static Summary summary(ResultSet result) throws SQLException {
    var currency = result.getString(6);
    return new Summary(
        result.getString(1),
        result.getString(2),
        result.getString(3),
        result.getString(4),
        result.getString(5),
        money(currency, result.getObject(7, Long.class)),
        money(currency, result.getObject(8, Long.class)),
        instant(result, 9),
        instant(result, 10));
  }

  /// The stream's events after a version, oldest first.
  static List<EventView> events(Connection connection, String id, long after, int limit)
      throws SQLException {
    var sql =
        "select version, type, occurred_at, actor, data from event"
            + " where stream = ? and version > ? order by version limit ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, ReturnStream.STREAM.kind() + "/" + id);
      statement.setLong(2, after);
      statement.setInt(3, limit);
      var rows = new ArrayList<EventView>();
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(
              new EventView(
                  result.getLong(1),
                  result.getString(2),
                  instant(result, 3),
                  result.getString(4),
                  result.getString(5)));
        }
      }
      return rows;
    }
  }

  private static Money money(String currency, Long minor) {
    return minor == null ? null : Money.ofMinor(CurrencyUnit.of(currency), minor);
  }

  private static Instant instant(ResultSet result, int column) throws SQLException {
    return result.getObject(column, OffsetDateTime.class).toInstant();
  }
}

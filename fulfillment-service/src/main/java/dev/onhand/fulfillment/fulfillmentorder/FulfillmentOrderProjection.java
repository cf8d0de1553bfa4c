package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Known;
import dev.onhand.platform.event.Current;
import dev.onhand.platform.message.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// The table `fulfillment_order`: current state for queries, written with the events.
final class FulfillmentOrderProjection {
  private FulfillmentOrderProjection() {}

  /// One row; `number` is the order of arrival and the key of pages.
  record Row(
      long number, Instant requestedAt, Instant changedAt, FulfillmentOrderView fulfillmentOrder) {}

  /// Null leaves a criterion out.
  record Filter(UUID orderId, FulfillmentOrder.Stage state, String location) {}

  static void save(Connection connection, List<Current<FulfillmentOrder>> changed)
      throws SQLException {
    var sql =
        """
        insert into fulfillment_order as f
          (id, order_id, location_id, state, requested_at, changed_at, document)
        select id, order_id, location_id, state, changed_at, changed_at, document::jsonb
        from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::text[])
          as n(id, order_id, location_id, state, changed_at, document)
        on conflict (id) do update set state = excluded.state, changed_at = excluded.changed_at,
          document = excluded.document
        """;
    var views = new ArrayList<FulfillmentOrderView>(changed.size());
    var times = new ArrayList<Instant>(changed.size());
    for (var current : changed) {
      if (current.state() instanceof Known known) {
        views.add(FulfillmentOrderView.of(known));
        times.add(current.changedAt());
      }
    }
    try (var statement = connection.prepareStatement(sql)) {
      array(statement, 1, "uuid", views, FulfillmentOrderView::fulfillmentOrderId);
      array(statement, 2, "uuid", views, FulfillmentOrderView::orderId);
      array(statement, 3, "text", views, FulfillmentOrderView::locationId);
      array(statement, 4, "text", views, view -> view.state().name());
      array(statement, 5, "timestamptz", times, Instant::toString);
      array(statement, 6, "text", views, Json::write);
      statement.executeUpdate();
    }
  }

  private static <T> void array(
      PreparedStatement statement, int index, String type, List<T> rows, Function<T, Object> column)
      throws SQLException {
    var values = rows.stream().map(column).toArray();
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }

  /// At most `limit` rows after `after`, in order of arrival.
  static List<Row> list(Connection connection, Filter filter, long after, int limit)
      throws SQLException {
    var sql =
        """
        select number, requested_at, changed_at, document from fulfillment_order
        where (?::uuid is null or order_id = ?::uuid) and (?::text is null or state = ?::text)
          and (?::text is null or location_id = ?::text) and number > ?
        order by number limit ?
        """;
    try (var statement = connection.prepareStatement(sql)) {
      var state = filter.state() == null ? null : filter.state().name();
      var orderId = filter.orderId() == null ? null : filter.orderId().toString();
      statement.setString(1, orderId);
      statement.setString(2, orderId);
      statement.setString(3, state);
      statement.setString(4, state);
      statement.setString(5, filter.location());
      statement.setString(6, filter.location());
      statement.setLong(7, after);
      statement.setInt(8, limit);
      return rows(statement);
    }
  }

  static List<Row> one(Connection connection, UUID id) throws SQLException {
    var sql =
        "select number, requested_at, changed_at, document from fulfillment_order where id = ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, id);
      return rows(statement);
    }
  }

  private static List<Row> rows(PreparedStatement statement) throws SQLException {
    var rows = new ArrayList<Row>();
    try (var result = statement.executeQuery()) {
      while (result.next()) {
        var document = result.getString(4).getBytes(StandardCharsets.UTF_8);
        rows.add(
            new Row(
                result.getLong(1),
                result.getObject(2, OffsetDateTime.class).toInstant(),
                result.getObject(3, OffsetDateTime.class).toInstant(),
                Json.read(document, FulfillmentOrderView.class)));
      }
    }
    return rows;
  }
}

package dev.onhand.platform.message;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/// Messages out: rows inserted and deleted in the transaction that decided them. Debezium's
/// event router sends the inserts to Kafka in commit order; nothing stays in the table.
public final class Outbox {
  private Outbox() {}

  /// One message, ready to send. `sequence` is dense per topic and subject.
  public record Row(
      UUID id,
      String topic,
      String key,
      String type,
      String source,
      String subject,
      long sequence,
      String time,
      String correlationId,
      String causationId,
      String actor,
      String payload) {}

  /// A topic and subject: what a sequence is dense over.
  public record Line(String topic, String subject) {}

  /// Takes the next numbers for each line, as many as `counts` says; the answer holds the first
  /// of each. Lines are taken in one order, so that two transactions cannot deadlock.
  public static Map<Line, Long> nextSequences(Connection connection, Map<Line, Integer> counts)
      throws SQLException {
    if (counts.isEmpty()) return Map.of();
    var ordered =
        new TreeMap<Line, Integer>(
            java.util.Comparator.comparing(Line::topic).thenComparing(Line::subject));
    ordered.putAll(counts);
    var sql =
        """
        insert into outbox_sequence as s (topic, subject, last)
        select * from unnest(?::text[], ?::text[], ?::bigint[])
        on conflict (topic, subject) do update set last = s.last + excluded.last
        returning topic, subject, last
        """;
    var first = new HashMap<Line, Long>();
    try (var statement = connection.prepareStatement(sql)) {
      var lines = ordered.keySet().stream().toList();
      statement.setArray(1, array(connection, "text", lines, Line::topic));
      statement.setArray(2, array(connection, "text", lines, Line::subject));
      statement.setArray(3, connection.createArrayOf("bigint", ordered.values().toArray()));
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          var line = new Line(result.getString(1), result.getString(2));
          first.put(line, result.getLong(3) - counts.get(line) + 1);
        }
      }
    }
    return first;
  }

  /// Inserts the rows in their order and deletes them again.
  public static void send(Connection connection, List<Row> rows) throws SQLException {
    if (rows.isEmpty()) return;
    var sql =
        """
        insert into outbox (id, topic, key, type, source, subject, sequence, time, correlationid,
                            causationid, actor, payload)
        select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                             ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        """;
    List<Function<Row, Object>> columns =
        List.of(
            Row::id,
            Row::topic,
            Row::key,
            Row::type,
            Row::source,
            Row::subject,
            row -> String.valueOf(row.sequence()),
            Row::time,
            Row::correlationId,
            Row::causationId,
            Row::actor,
            Row::payload);
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.size(); i++) {
        statement.setArray(
            i + 1, array(connection, i == 0 ? "uuid" : "text", rows, columns.get(i)));
      }
      statement.executeUpdate();
    }
    try (var statement = connection.prepareStatement("delete from outbox where id = any(?)")) {
      statement.setArray(1, array(connection, "uuid", rows, Row::id));
      statement.executeUpdate();
    }
  }

  private static <T> java.sql.Array array(
      Connection connection, String type, List<T> rows, Function<T, Object> column)
      throws SQLException {
    var values = new ArrayList<Object>(rows.size());
    for (var row : rows) values.add(column.apply(row));
    return connection.createArrayOf(type, values.toArray());
  }
}

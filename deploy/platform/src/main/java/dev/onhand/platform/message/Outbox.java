package dev.onhand.platform.message;

import dev.onhand.platform.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

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
    var taken = new Rows("text", "text", "bigint");
    ordered.forEach((line, count) -> taken.add(line.topic(), line.subject(), (long) count));
    try (var statement = connection.prepareStatement(sql)) {
      taken.bind(statement);
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          var line = new Line(result.getString(1), result.getString(2));
          first.put(line, result.getLong(3) - counts.get(line) + 1);
        }
      }
    }
    return first;
  }

  /// Inserts the rows in their order and deletes them again, by the places they were given: no
  /// index is asked, and none needed.
  public static void send(Connection connection, List<Row> rows) throws SQLException {
    var columns =
        new Rows(
            "uuid", "text", "text", "text", "text", "text", "text", "text", "text", "text", "text",
            "text");
    for (var row : rows) {
      columns.add(
          row.id(),
          row.topic(),
          row.key(),
          row.type(),
          row.source(),
          row.subject(),
          String.valueOf(row.sequence()),
          row.time(),
          row.correlationId(),
          row.causationId(),
          row.actor(),
          row.payload());
    }
    if (columns.isEmpty()) return;
    var places = new Rows("tid");
    var sql =
        """
        insert into outbox (id, topic, key, type, source, subject, sequence, time, correlationid,
                            causationid, actor, payload)
        select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                             ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        returning ctid
        """;
    try (var statement = connection.prepareStatement(sql)) {
      columns.bind(statement);
      try (var result = statement.executeQuery()) {
        while (result.next()) places.add(result.getString(1));
      }
    }
    places.run(connection, "delete from outbox where ctid = any(?)");
  }
}

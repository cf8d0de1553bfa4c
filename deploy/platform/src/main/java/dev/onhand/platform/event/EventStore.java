package dev.onhand.platform.event;

import dev.onhand.platform.sql.CopyRows;
import dev.onhand.platform.sql.Rows;
import dev.onhand.platform.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// The `event` table: append with expected version (`unique(stream, version)` lets one writer
/// win), and read by stream. Statements are set-based: one for all streams of a transaction.
public final class EventStore {
  private EventStore() {}

  /// An event as stored; `data` is JSON, `sequences` those of the messages it published.
  public record Row(
      UUID id,
      String stream,
      long version,
      String type,
      String data,
      Instant occurredAt,
      String actor,
      String correlationId,
      String causationId,
      List<Long> sequences) {}

  /// As JSON writes it; a backslash that is written itself is two.
  private static final Pattern NUL = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u0000");

  private static final String SELECT =
      "select e.id, e.stream, e.version, e.type, e.data, e.occurred_at, e.actor,"
          + " e.correlation_id, e.causation_id, e.sequences from ";

  /// Events of the streams after the version given for each, ordered by stream and version.
  public static List<Row> after(Connection connection, Map<String, Long> versions)
      throws SQLException {
    if (versions.isEmpty()) return List.of();
    // One look into the index per stream, whatever the planner thinks of the table: without the
    // offset it would rather read the whole of it.
    var sql =
        SELECT
            + "unnest(?::text[], ?::bigint[]) as w(stream, version), lateral (select * from event"
            + " where event.stream = w.stream and event.version > w.version offset 0) e"
            + " order by e.stream, e.version";
    var wanted = new Rows("text", "bigint");
    versions.forEach(wanted::add);
    try (var statement = connection.prepareStatement(sql)) {
      wanted.bind(statement);
      return rows(statement);
    }
  }

  /// Events from a position on, in order of position, at most `limit`.
  public static List<Row> fromPosition(Connection connection, long position, int limit)
      throws SQLException {
    var sql = SELECT + "event e where e.position >= ? order by e.position limit ?";
    try (var statement = Sql.prepare(connection, sql, position, limit)) {
      return rows(statement);
    }
  }

  public static long positionOf(Connection connection, Row event) throws SQLException {
    var sql = "select position from event where stream = ? and version = ?";
    try (var statement = Sql.prepare(connection, sql, event.stream(), event.version());
        var result = statement.executeQuery()) {
      if (!result.next()) throw new IllegalStateException("no event " + event.id());
      return result.getLong(1);
    }
  }

  private static List<Row> rows(PreparedStatement statement) throws SQLException {
    var rows = new ArrayList<Row>();
    try (var result = statement.executeQuery()) {
      while (result.next()) {
        rows.add(
            new Row(
                result.getObject(1, UUID.class),
                result.getString(2),
                result.getLong(3),
                result.getString(4),
                result.getString(5),
                result.getObject(6, OffsetDateTime.class).toInstant(),
                result.getString(7),
                result.getString(8),
                result.getString(9),
                List.of((Long[]) result.getArray(10).getArray())));
      }
    }
    return rows;
  }

  /// Appends all rows in one statement. A version that exists already fails with SQLSTATE 23505,
  /// a text with the character NUL with 22P05: PostgreSQL would keep it, and fail who reads it.
  public static void append(Connection connection, List<Row> rows) throws SQLException {
    var columns = new CopyRows();
    for (var row : rows) {
      if (row.data().contains("\\u0000") && NUL.matcher(row.data()).find()) {
        throw new SQLException("an event of %s has a NUL".formatted(row.stream()), "22P05");
      }
      columns.add(
          row.id(),
          row.stream(),
          row.version(),
          row.type(),
          row.data(),
          row.occurredAt(),
          row.actor(),
          row.correlationId(),
          row.causationId(),
          row.sequences());
    }
    columns.send(
        connection,
        "event (id, stream, version, type, data, occurred_at, actor, correlation_id, causation_id,"
            + " sequences)");
  }
}

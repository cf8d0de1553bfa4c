package dev.onhand.platform.message;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.onhand.platform.sql.CopyRows;
import dev.onhand.platform.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Messages out: written to the database's log, and nowhere else, by the transaction that decided
/// them. Debezium reads them there in commit order and sends them to Kafka.
public final class Outbox {
  private static final Comparator<Line> ORDER =
      Comparator.comparing(Line::topic).thenComparing(Line::subject);
  private static final String BEGUN =
      """
      select s.topic, s.subject, s.last from unnest(?::text[], ?::text[]) w(topic, subject), lateral
        (select * from outbox_sequence where (topic, subject) = (w.topic, w.subject) offset 0) s
      """;
  private static final String TAKE =
      """
      insert into outbox_sequence as s (topic, subject, last)
      select * from unnest(?::text[], ?::text[], ?::bigint[])
      on conflict (topic, subject) do update set last = s.last + excluded.last
      returning topic, subject, last
      """;

  private Outbox() {}

  /// One message, ready to send. `sequence` is dense per topic and subject.
  public record Outgoing(
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
  public record Line(String topic, String subject) {
    /// From the first two columns.
    public static Line of(ResultSet row) throws SQLException {
      return new Line(row.getString(1), row.getString(2));
    }
  }

  /// Takes the next numbers for each line, as many as `counts` says; the answer holds the first
  /// of each. Lines are taken in one order, so that two transactions cannot deadlock. Most lines
  /// are new, with their stream: those are copied, and whoever was faster lets this one try again.
  public static Map<Line, Long> nextSequences(Connection connection, Map<Line, Integer> counts)
      throws SQLException {
    var asked = new Rows("text", "text");
    for (var line : counts.keySet()) asked.add(line.topic(), line.subject());
    var begun = lastOf(connection, BEGUN, asked).keySet();
    var known = new Rows("text", "text", "bigint");
    var fresh = new CopyRows();
    for (var line : counts.keySet().stream().sorted(ORDER).toList()) {
      Object[] row = {line.topic(), line.subject(), counts.get(line).longValue()};
      if (begun.contains(line)) known.add(row);
      else fresh.add(row);
    }
    var taken = lastOf(connection, TAKE, known);
    fresh.sendNew(connection, "outbox_sequence (topic, subject, last)");
    var first = new HashMap<Line, Long>();
    counts.forEach(
        (line, count) -> first.put(line, taken.getOrDefault(line, (long) count) - count + 1));
    return first;
  }

  /// The last number of each line that the statement answers with.
  private static Map<Line, Long> lastOf(Connection connection, String sql, Rows rows)
      throws SQLException {
    var last = new HashMap<Line, Long>();
    rows.each(connection, sql, row -> last.put(Line.of(row), row.getLong(3)));
    return last;
  }

  /// Where it goes and its headers, by the names they have on Kafka; what is null is left out.
  private static String address(Outgoing m) {
    var json = new StringBuilder(512);
    field(json, "topic", m.topic());
    field(json, "key", m.key());
    field(json, "ce_id", m.id().toString());
    field(json, "ce_specversion", "1.0");
    field(json, "ce_type", m.type());
    field(json, "ce_source", m.source());
    field(json, "ce_subject", m.subject());
    field(json, "ce_sequence", Long.toString(m.sequence()));
    field(json, "ce_time", m.time());
    field(json, "ce_correlationid", m.correlationId());
    field(json, "ce_causationid", m.causationId());
    field(json, "ce_actor", m.actor());
    field(json, "content-type", "application/json");
    return json.append('}').toString();
  }

  private static void field(StringBuilder json, String name, String value) {
    if (value == null) return;
    json.append(json.isEmpty() ? "{\"" : ",\"").append(name).append("\":\"");
    JsonStringEncoder.getInstance().quoteAsString(value, json);
    json.append('"');
  }

  /// Sends messages in their order, when the transaction commits. Each is a line of JSON, where it
  /// goes and its headers, and the payload after it.
  public static void send(Connection connection, List<Outgoing> messages) throws SQLException {
    if (messages.isEmpty()) return;
    var texts = new Rows("text");
    for (var m : messages) texts.add(address(m) + '\n' + m.payload());
    var sql =
        "select count(pg_logical_emit_message(true, 'outbox', content)) from unnest(?::text[]) as m"
            + " (content)";
    try (var statement = connection.prepareStatement(sql)) {
      texts.bind(statement);
      statement.execute();
    }
  }
}

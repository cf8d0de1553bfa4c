package dev.onhand.platform.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.onhand.platform.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Messages out: written to the database's log, and nowhere else, by the transaction that decided
/// them. Debezium reads them there in commit order and sends them to Kafka.
public final class Outbox {
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

  /// Where it goes and its headers, by the names they have on Kafka; what is null is left out.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record Address(
      String topic,
      String key,
      UUID ceId,
      String ceSpecversion,
      String ceType,
      String ceSource,
      String ceSubject,
      String ceSequence,
      String ceTime,
      @JsonProperty("ce_correlationid") String correlationId,
      @JsonProperty("ce_causationid") String causationId,
      String ceActor,
      @JsonProperty("content-type") String contentType) {
    static Address of(Outgoing m) {
      return new Address(
          m.topic(),
          m.key(),
          m.id(),
          "1.0",
          m.type(),
          m.source(),
          m.subject(),
          String.valueOf(m.sequence()),
          m.time(),
          m.correlationId(),
          m.causationId(),
          m.actor(),
          "application/json");
    }
  }

  /// Sends messages in their order, when the transaction commits. Each is a line of JSON, where it
  /// goes and its headers, and the payload after it.
  public static void send(Connection connection, List<Outgoing> messages) throws SQLException {
    if (messages.isEmpty()) return;
    var texts = new Rows("text");
    for (var m : messages) texts.add(Json.write(Address.of(m)) + '\n' + m.payload());
    var sql =
        "select count(pg_logical_emit_message(true, 'outbox', content)) from unnest(?::text[]) as m"
            + " (content)";
    try (var statement = connection.prepareStatement(sql)) {
      texts.bind(statement);
      statement.execute();
    }
  }
}

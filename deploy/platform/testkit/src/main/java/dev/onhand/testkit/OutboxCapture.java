package dev.onhand.testkit;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.platform.message.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Shows which messages a service has published, without a connector.
///
/// Outbox rows are deleted in the transaction that inserts them, so there is nothing to see in the
/// table. [#install()] adds a trigger that copies each insert to `outbox_captured`; a transaction
/// that rolls back leaves nothing there either. Call it in `@BeforeEach`, after the migration.
public final class OutboxCapture {

  private static final String[] NOT_CLOUDEVENTS = {"topic", "key", "payload", "content_type"};

  private static final String INSTALL =
      """
      create table if not exists outbox_captured (
        position bigint generated always as identity primary key,
        forwarded boolean not null default false,
        captured jsonb not null);
      create or replace function capture_outbox() returns trigger language plpgsql as $body$
      begin
        insert into outbox_captured (captured) values (to_jsonb(new));
        return null;
      end $body$;
      create or replace trigger capture_outbox after insert on outbox
        for each row execute function capture_outbox();
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Infrastructure infrastructure;

  private OutboxCapture(Infrastructure infrastructure) {
    this.infrastructure = infrastructure;
  }

  /// Installs the trigger on the tests' database; may be repeated.
  public static OutboxCapture install() {
    return install(Infrastructure.start());
  }

  /// Installs the trigger on any database; may be repeated.
  public static OutboxCapture install(Infrastructure infrastructure) {
    var capture = new OutboxCapture(infrastructure);
    capture.run(
        connection -> {
          try (var statement = connection.createStatement()) {
            // two transactions that install at once would collide in the catalog
            statement.execute("select pg_advisory_lock(4711)");
            statement.execute(INSTALL);
            statement.execute("select pg_advisory_unlock(4711)");
          }
          return null;
        });
    return capture;
  }

  /// Everything published so far, in order of insertion.
  public List<TestMessage> all() {
    return query("select captured from outbox_captured order by position");
  }

  /// What was published about one subject.
  public List<TestMessage> about(String subject) {
    return query(
        "select captured from outbox_captured where captured->>'subject' = ? order by position",
        subject);
  }

  /// What was published about one subject, of one type.
  public List<TestMessage> about(String subject, String type) {
    return about(subject).stream().filter(message -> type.equals(message.type())).toList();
  }

  /// What was published of one type.
  public List<TestMessage> ofType(String type) {
    return query(
        "select captured from outbox_captured where captured->>'type' = ? order by position", type);
  }

  /// Waits for the first message of a type about a subject.
  public TestMessage awaitOne(String type, String subject) {
    var found = new AtomicReference<TestMessage>();
    await(type + " about " + subject)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              about(subject, type).stream().findFirst().ifPresent(found::set);
              return found.get() != null;
            });
    return found.get();
  }

  /// Forgets what was captured; a test that shares its database with others should not need it.
  public void clear() {
    run(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute("delete from outbox_captured");
          }
        });
  }

  /// The oldest messages not yet handed to a relay; they count as handed over from now on.
  List<TestMessage> takeUnforwarded(int max) {
    return query(
        """
        with taken as (
          update outbox_captured set forwarded = true where position in (
            select position from outbox_captured where not forwarded
            order by position limit ?::int)
          returning position, captured)
        select captured from taken order by position\
        """,
        "" + max);
  }

  private List<TestMessage> query(String sql, String... parameters) {
    return run(
        connection -> {
          try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
              statement.setString(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
              return messages(rows);
            }
          }
        });
  }

  private static List<TestMessage> messages(ResultSet rows) throws SQLException {
    var messages = new ArrayList<TestMessage>();
    while (rows.next()) {
      messages.add(
          message(Json.read(rows.getString(1).getBytes(StandardCharsets.UTF_8), JsonNode.class)));
    }
    return messages;
  }

  /// The headers that the connector's configuration makes of a row.
  private static TestMessage message(JsonNode row) {
    var headers = new LinkedHashMap<String, String>();
    for (var column : row.properties()) {
      if (!List.of(NOT_CLOUDEVENTS).contains(column.getKey()) && !column.getValue().isNull()) {
        var name = column.getKey().equals("traceparent") ? "traceparent" : "ce_" + column.getKey();
        headers.put(name, column.getValue().asText());
      }
    }
    headers.put("content-type", row.path("content_type").asText("application/json"));
    return new TestMessage(
        row.path("topic").asText(),
        row.path("key").asText(),
        headers,
        row.path("payload").asText().getBytes(StandardCharsets.UTF_8));
  }

  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  private <T> T run(Question<T> question) {
    try (var connection = infrastructure.connect()) {
      return question.ask(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("outbox not captured: " + e.getMessage(), e);
    }
  }
}

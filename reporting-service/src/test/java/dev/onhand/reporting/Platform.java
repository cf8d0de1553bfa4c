package dev.onhand.reporting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.testkit.Infrastructure;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.TestMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The services around this one, as the tests play them, and a look into its database.
public final class Platform implements AutoCloseable {
  /// The services whose heartbeats decide how far the data is complete.
  public static final List<String> SOURCES =
      List.of("order", "inventory", "fulfillment", "procurement", "returns", "ledger");

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Infrastructure infrastructure = Infrastructure.start();
  private final Messages messages = Messages.connect();

  public Messages messages() {
    return messages;
  }

  /// All services beat with the same instant.
  public void beat(Instant at) {
    SOURCES.forEach(source -> beat(source, at));
  }

  public void beat(String source, Instant at) {
    messages.send(
        "platform.heartbeats",
        TestMessage.of(
                source + ".Heartbeat.v1",
                "heartbeat/" + source,
                Map.of("service", source, "at", at.toString()))
            .keyed(source));
  }

  /// Sends heartbeats and waits until they count: everything sent before is projected.
  public void settle() {
    var now = Instant.now();
    beat(now);
    await("heartbeats of " + now)
        .atMost(PATIENCE)
        .until(
            () -> {
              var through = completeThrough();
              return through != null && !Instant.parse(through).isBefore(now.minusNanos(1000));
            });
  }

  /// ISO 8601, or null.
  public String completeThrough() {
    var at =
        strings(
                "select to_char(complete_through at time zone 'UTC',"
                    + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from analytics.data_complete_through")
            .getFirst();
    return at;
  }

  public long count(String sql) {
    return Long.parseLong(strings(sql).getFirst());
  }

  /// The first column of all rows.
  public List<String> strings(String sql) {
    try (var connection = infrastructure.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) found.add(rows.getString(1));
      return found;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /// Every row of every read model as text, but for what depends on the order of arrival.
  public String everything() {
    var all = new StringBuilder();
    for (var table : readModels()) {
      var content =
          strings(
              "select coalesce(md5(string_agg(row::text, '|' order by row::text)), 'empty') from ("
                  + " select to_jsonb(t) - 'position' - 'recorded_at' - 'kafka_offset' as row"
                  + " from "
                  + table
                  + " t) r");
      all.append(table).append(' ').append(content.getFirst()).append('\n');
    }
    assertTrue(all.length() > 0);
    return all.toString();
  }

  /// Tables of this service that a rebuild fills again.
  public List<String> readModels() {
    return strings(
        """
        select table_name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE'
          and table_name not in ('event', 'outbox_sequence', 'inbox_sequence', 'inbox',
            'dead_letter', 'parked', 'timer', 'open_exception', 'idempotency', 'business_zone',
            'account_class', 'feed_position', 'source_progress', 'flyway_schema_history')
        order by table_name
        """);
  }

  @Override
  public void close() {
    messages.close();
  }
}

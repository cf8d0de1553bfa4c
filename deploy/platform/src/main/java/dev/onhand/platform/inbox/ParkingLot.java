package dev.onhand.platform.inbox;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.message.Outbox.Line;
import dev.onhand.platform.sql.Rows;
import dev.onhand.platform.sql.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Messages that arrived before what they depend on, in order of arrival per subject.
final class ParkingLot {
  /// How many parked messages one transaction takes up again.
  static final int RESUMED_MAX = 500;

  /// How many subjects one round of trying again takes.
  static final int SUBJECTS_MAX = 100;

  static final String WAITS = "MESSAGE_WAITS";
  private static final Duration WAITS_DUE = Duration.ofHours(4);
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  /// `head` is the id of the subject's first message, where it was asked for.
  record Parked(long id, Received message, String waitsFor, long head) {}

  private final Connection connection;
  /// Lines with parked messages, and what the last of each waits for.
  private final Map<Line, String> occupied = new HashMap<>();

  ParkingLot(Connection connection) {
    this.connection = connection;
  }

  void loadOccupied(Collection<Line> lines) throws SQLException {
    var sql =
        "select distinct on (topic, subject) topic, subject, waits_for"
            + " from parked join unnest(?::text[], ?::text[]) as w(topic, subject)"
            + " using (topic, subject) order by topic, subject, id desc";
    var asked = new Rows("text", "text");
    for (var line : lines) asked.add(line.topic(), line.subject());
    asked.each(connection, sql, row -> occupied.put(Line.of(row), row.getString(3)));
  }

  boolean isOccupied(Line line) {
    return occupied.containsKey(line);
  }

  /// Parks a message behind another of its subject; it waits for the same.
  void parkBehind(Received message, Line line) throws SQLException {
    park(message, line, occupied.get(line));
  }

  void park(Received message, Line line, String waitsFor) throws SQLException {
    var sql =
        "insert into parked (topic, subject, waits_for, headers, payload)"
            + " values (?, ?, ?, ?::jsonb, ?)";
    var headers = Json.write(message.headers());
    Sql.update(connection, sql, line.topic(), line.subject(), waitsFor, headers, message.value());
    occupied.put(line, waitsFor);
  }

  /// Everything parked of the subjects of which something waits for one of the keys, in order,
  /// at most [#RESUMED_MAX]. Rows another transaction holds are waited for: skipping one would
  /// let a later message of its subject overtake it.
  List<Parked> waitingFor(Collection<String> keys) throws SQLException {
    var sql =
        """
        select p.id, p.topic, p.headers, p.payload, p.waits_for, 0 from parked p
        where (p.topic, p.subject) in (
          select h.topic, h.subject from parked h where h.waits_for = any(?))
        order by p.id limit ? for update
        """;
    var wanted = keys.toArray(String[]::new);
    try (var statement = Sql.prepare(connection, sql, wanted, RESUMED_MAX)) {
      return read(statement);
    }
  }

  /// Everything parked of the next subjects whose first message has an id above `head`, whatever
  /// they wait for; empty after the last. Going round, every subject gets its turn.
  List<Parked> nextSubjects(long head) throws SQLException {
    var sql =
        """
        with next as (select topic, subject, min(id) as head from parked group by 1, 2
                      having min(id) > ? order by 3 limit ?)
        select p.id, p.topic, p.headers, p.payload, p.waits_for, next.head from parked p
        join next using (topic, subject) order by p.id limit ? for update of p
        """;
    try (var statement = Sql.prepare(connection, sql, head, SUBJECTS_MAX, RESUMED_MAX)) {
      return read(statement);
    }
  }

  private static List<Parked> read(PreparedStatement statement) throws SQLException {
    var parked = new ArrayList<Parked>();
    try (var result = statement.executeQuery()) {
      while (result.next()) {
        var headers = Json.mapper().readValue(result.getString(3), HEADERS);
        var message = new Received(result.getString(2), null, null, headers, result.getBytes(4));
        parked.add(new Parked(result.getLong(1), message, result.getString(5), result.getLong(6)));
      }
    } catch (IOException e) {
      throw new IllegalStateException("stored headers cannot be read", e);
    }
    return parked;
  }

  void waitFor(long id, String waitsFor) throws SQLException {
    Sql.update(connection, "update parked set waits_for = ? where id = ?", waitsFor, id);
  }

  void remove(long id) throws SQLException {
    Sql.update(connection, "delete from parked where id = ?", id);
  }

  /// A subject whose first message has been parked for long.
  record Waiting(String topic, String subject, String waitsFor, Instant since) {
    Effect.RaiseException raise(Instant now) {
      return new Effect.RaiseException(
          WAITS,
          topic + "/" + subject,
          "parked since " + since + ", waits for " + waitsFor,
          "operator",
          now.plus(WAITS_DUE),
          List.of("resolve"));
    }
  }

  /// Subjects parked for longer than `age` that nobody was told of, at most [#RESUMED_MAX].
  static List<Waiting> waitingSince(Connection connection, Duration age) throws SQLException {
    var sql =
        """
        select distinct on (topic, subject) topic, subject, waits_for, parked_at from parked p
        where parked_at < now() - make_interval(secs => ?)
          and not exists (select from open_exception e where e.kind = ? and e.resolved_at is null
                          and e.subject = p.topic || '/' || p.subject)
        order by topic, subject, id limit ?
        """;
    try (var statement =
        Sql.prepare(connection, sql, (double) age.toSeconds(), WAITS, RESUMED_MAX)) {
      var waiting = new ArrayList<Waiting>();
      try (var r = statement.executeQuery()) {
        while (r.next()) {
          waiting.add(
              new Waiting(
                  r.getString(1), r.getString(2), r.getString(3), r.getTimestamp(4).toInstant()));
        }
      }
      return waiting;
    }
  }

  /// Subjects that somebody was told of and that are parked no more.
  static List<String> resumedSince(Connection connection) throws SQLException {
    var sql =
        """
        select subject from open_exception e where kind = ? and resolved_at is null
          and not exists (select from parked p where p.topic || '/' || p.subject = e.subject)
        """;
    try (var statement = Sql.prepare(connection, sql, WAITS);
        var result = statement.executeQuery()) {
      var resumed = new ArrayList<String>();
      while (result.next()) resumed.add(result.getString(1));
      return resumed;
    }
  }
}

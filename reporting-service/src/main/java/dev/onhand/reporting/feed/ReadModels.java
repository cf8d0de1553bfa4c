package dev.onhand.reporting.feed;

import dev.onhand.platform.message.Envelope;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.work.SqlFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// The database side of the feed. Each public step is one transaction; those that write hold the
/// feed's advisory lock, so a second instance or a rebuild waits instead of deadlocking.
final class ReadModels {
  private static final Logger LOG = Logger.getLogger(ReadModels.class);
  private static final String LOCK = "select pg_advisory_xact_lock(hashtext('reporting.feed'))";
  private static final String STAGE =
      """
      create temp table if not exists incoming (
        n integer, topic text, partition integer, kafka_offset bigint, source text, id text,
        type text, subject text, sequence text, time timestamptz, correlation_id text,
        causation_id text, actor text, order_id text, kept boolean, body jsonb
      ) on commit delete rows
      """;

  private final DataSource dataSource;
  private final Projections projections;

  /// The positions in the database are not those this feed believes in: another instance went on,
  /// or the read models were emptied. The batch was rolled back.
  static final class PositionsMoved extends Exception {
    private static final long serialVersionUID = 1L;
  }

  @FunctionalInterface
  private interface Step<T> {
    T run(Connection connection) throws SQLException, PositionsMoved;
  }

  ReadModels(DataSource dataSource, Projections projections) {
    this.dataSource = dataSource;
    this.projections = projections;
  }

  Map<TopicPartition, Long> positions() throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement =
            connection.prepareStatement("select topic, partition, next_offset from feed_position");
        var rows = statement.executeQuery()) {
      var positions = new HashMap<TopicPartition, Long>();
      while (rows.next()) {
        positions.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
      }
      return positions;
    }
  }

  /// Notes where partitions that were never read begin.
  void begin(Map<TopicPartition, Long> offsets) throws SQLException, PositionsMoved {
    var sql = "insert into feed_position values (?, ?, ?) on conflict do nothing";
    inTransaction(
        connection -> {
          try (var statement = connection.prepareStatement(sql)) {
            for (var entry : offsets.entrySet()) {
              statement.setString(1, entry.getKey().topic());
              statement.setInt(2, entry.getKey().partition());
              statement.setLong(3, entry.getValue());
              statement.addBatch();
            }
            return statement.executeBatch();
          }
        });
  }

  /// Projects a batch and moves the positions, all or nothing. Content that the database refuses is
  /// found by going message by message and kept as rejected.
  void write(Batch batch) throws SQLException, PositionsMoved {
    try {
      inTransaction(
          connection -> {
            move(connection, batch.next());
            project(connection, batch.messages());
            keep(connection, batch.rejected());
            return null;
          });
    } catch (SQLException e) {
      if (SqlFailure.of(e) == SqlFailure.RETRY || batch.messages().isEmpty()) throw e;
      LOG.debugf(e, "%d messages are projected one by one", batch.messages().size());
      inTransaction(
          connection -> {
            move(connection, batch.next());
            keep(connection, batch.rejected());
            keep(connection, projectSingly(connection, batch.messages()));
            return null;
          });
    }
  }

  /// Counts heartbeats: everything before them has been projected, if the positions are still
  // these.
  void completeThrough(Map<String, Instant> heartbeats, Map<TopicPartition, Long> positions)
      throws SQLException, PositionsMoved {
    var sql =
        """
        update source_progress p
        set complete_through = greatest(p.complete_through, h.at::timestamptz)
        from unnest(?::text[], ?::text[]) as h(source, at)
        where p.source = h.source
        """;
    var entries = List.copyOf(heartbeats.entrySet());
    inTransaction(
        connection -> {
          verify(connection, positions);
          try (var statement = connection.prepareStatement(sql)) {
            array(statement, 1, "text", entries, Map.Entry::getKey);
            array(statement, 2, "text", entries, entry -> entry.getValue().toString());
            return statement.executeUpdate();
          }
        });
  }

  /// Throws [PositionsMoved] unless the database has exactly these positions.
  void verify(Map<TopicPartition, Long> positions) throws SQLException, PositionsMoved {
    inTransaction(
        connection -> {
          verify(connection, positions);
          return null;
        });
  }

  private <T> T inTransaction(Step<T> step) throws SQLException, PositionsMoved {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        run(connection, LOCK);
        var result = step.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | PositionsMoved | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private void move(Connection connection, Map<TopicPartition, Batch.Step> next)
      throws SQLException, PositionsMoved {
    var sql =
        """
        update feed_position p set next_offset = s.reached
        from unnest(?::text[], ?::int[], ?::bigint[], ?::bigint[])
          as s(topic, partition, started, reached)
        where p.topic = s.topic and p.partition = s.partition and p.next_offset = s.started
        """;
    var steps = List.copyOf(next.entrySet());
    try (var statement = connection.prepareStatement(sql)) {
      array(statement, 1, "text", steps, step -> step.getKey().topic());
      array(statement, 2, "int", steps, step -> step.getKey().partition());
      array(statement, 3, "bigint", steps, step -> step.getValue().from());
      array(statement, 4, "bigint", steps, step -> step.getValue().to());
      if (statement.executeUpdate() != steps.size()) throw new PositionsMoved();
    }
  }

  private static void verify(Connection connection, Map<TopicPartition, Long> positions)
      throws SQLException, PositionsMoved {
    var sql =
        """
        select count(*) from feed_position p
        join unnest(?::text[], ?::int[], ?::bigint[]) as s(topic, partition, stored)
          on p.topic = s.topic and p.partition = s.partition and p.next_offset = s.stored
        """;
    var entries = List.copyOf(positions.entrySet());
    try (var statement = connection.prepareStatement(sql)) {
      array(statement, 1, "text", entries, entry -> entry.getKey().topic());
      array(statement, 2, "int", entries, entry -> entry.getKey().partition());
      array(statement, 3, "bigint", entries, Map.Entry::getValue);
      try (var row = statement.executeQuery()) {
        row.next();
        if (row.getLong(1) != entries.size()) throw new PositionsMoved();
      }
    }
  }

  private void project(Connection connection, List<Incoming> messages) throws SQLException {
    if (messages.isEmpty()) return;
    run(connection, STAGE);
    stage(connection, messages);
    var types = keepNew(connection);
    if (!types.isEmpty()) projections.run(connection, types);
  }

  private List<Rejected> projectSingly(Connection connection, List<Incoming> messages)
      throws SQLException {
    var refused = new ArrayList<Rejected>();
    run(connection, STAGE);
    for (var message : messages) {
      var before = connection.setSavepoint();
      try {
        project(connection, List.of(message));
        connection.releaseSavepoint(before);
      } catch (SQLException e) {
        var failure = SqlFailure.of(e);
        if (failure == SqlFailure.RETRY) throw e;
        connection.rollback(before);
        if (failure == SqlFailure.OTHER) {
          LOG.errorf(e, "%s cannot be projected", message.envelope().type());
        }
        var reason = failure == SqlFailure.OTHER ? "PROJECTION_FAILED" : "SCHEMA_VIOLATION";
        refused.add(new Rejected(message.record(), reason, e.getMessage()));
      }
      run(connection, "delete from incoming");
    }
    return refused;
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void stage(Connection connection, List<Incoming> messages) throws SQLException {
    var sql =
        """
        insert into incoming
        select n, topic, partition, kafka_offset, source, id, type, subject, sequence,
          time::timestamptz, correlation_id, causation_id, actor, order_id, kept, body::jsonb
        from unnest(?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[],
          ?::text[]) with ordinality
          as m(topic, partition, kafka_offset, source, id, type, subject, sequence, time,
            correlation_id, causation_id, actor, order_id, kept, body, n)
        """;
    try (var statement = connection.prepareStatement(sql)) {
      array(statement, 1, "text", messages, m -> m.record().topic());
      array(statement, 2, "int", messages, m -> m.record().partition());
      array(statement, 3, "bigint", messages, m -> m.record().offset());
      array(statement, 4, "text", messages, m -> m.envelope().source());
      array(statement, 5, "text", messages, m -> m.envelope().id());
      array(statement, 6, "text", messages, m -> m.envelope().type());
      array(statement, 7, "text", messages, m -> m.envelope().subject());
      array(statement, 8, "text", messages, m -> text(m.envelope().sequence()));
      array(statement, 9, "text", messages, m -> m.time().toString());
      array(statement, 10, "text", messages, m -> m.envelope().correlationId());
      array(statement, 11, "text", messages, m -> m.envelope().causationId());
      array(statement, 12, "text", messages, m -> m.envelope().actor());
      array(statement, 13, "text", messages, Incoming::orderId);
      array(statement, 14, "boolean", messages, m -> Topics.isKept(m.record().topic()));
      array(statement, 15, "text", messages, Incoming::body);
      statement.executeUpdate();
    }
  }

  /// Keeps the messages not seen before and removes the others from `incoming`; answers the types
  /// that are left.
  private static Set<String> keepNew(Connection connection) throws SQLException {
    var sql =
        """
        delete from incoming i
        where kept and (
          exists (select from message m where m.source = i.source and m.id = i.id)
          or exists (
            select from incoming e where e.source = i.source and e.id = i.id and e.n < i.n));
        insert into message
          (topic, partition, kafka_offset, source, id, type, subject, sequence, time,
           correlation_id, causation_id, actor, order_id, body)
        select topic, partition, kafka_offset, source, id, type, subject, sequence, time,
          correlation_id, causation_id, actor, order_id, body
        from incoming where kept order by n
        """;
    run(connection, sql);
    var types = new HashSet<String>();
    try (var statement = connection.prepareStatement("select distinct type from incoming");
        var rows = statement.executeQuery()) {
      while (rows.next()) types.add(rows.getString(1));
    }
    return types;
  }

  private static void keep(Connection connection, List<Rejected> rejected) throws SQLException {
    var sql =
        """
        with kept as (
          insert into rejected_message
            (topic, partition, kafka_offset, reason, detail, key, value, headers)
          values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)
          on conflict do nothing
          returning topic || '/' || partition || '/' || kafka_offset as place, reason, detail)
        insert into exception_case
          (exception_id, service, kind, subject, detail, owner, raised_at)
        select 'reporting/REJECTED_MESSAGE/' || place, 'reporting', 'REJECTED_MESSAGE', place,
          reason || ': ' || detail, 'operator', to_timestamp(? / 1000.0)
        from kept
        on conflict do nothing
        """;
    try (var statement = connection.prepareStatement(sql)) {
      for (var message : rejected) {
        statement.setString(1, message.record().topic());
        statement.setInt(2, message.record().partition());
        statement.setLong(3, message.record().offset());
        statement.setString(4, message.reason());
        statement.setString(5, message.detail());
        statement.setBytes(6, message.record().key());
        statement.setBytes(7, message.record().value());
        statement.setString(8, headers(message));
        statement.setLong(9, message.record().timestamp());
        statement.execute();
      }
    }
  }

  /// A NUL in a header is no JSON that PostgreSQL takes; what is left out still shows as `?`.
  private static String headers(Rejected message) {
    return Json.write(Envelope.headers(message.record())).replace("\\u0000", "?");
  }

  private static String text(Long value) {
    return value == null ? null : value.toString();
  }

  private static <E> void array(
      PreparedStatement statement,
      int index,
      String type,
      List<E> elements,
      Function<E, Object> column)
      throws SQLException {
    var values = elements.stream().map(column).toArray();
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }
}

package dev.onhand.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.PGReplicationStream;

/// The messages that transactions wrote to a database's log, as they commit (PostgreSQL's protocol
/// of logical replication, plugin `pgoutput`, messages of kind `M`).
final class OutboxLog {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String OUTBOX = "outbox";
  private static final String MARK = "mark";

  private final Infrastructure infrastructure;
  private final Consumer<byte[]> reader;
  private final ConcurrentHashMap<String, CountDownLatch> marks = new ConcurrentHashMap<>();
  private volatile Throwable failure;

  private OutboxLog(Infrastructure infrastructure, Consumer<byte[]> reader) {
    this.infrastructure = infrastructure;
    this.reader = reader;
  }

  /// Reads from now on, as long as the process lives.
  static OutboxLog read(Infrastructure infrastructure, Consumer<byte[]> reader) {
    var log = new OutboxLog(infrastructure, reader);
    var slot = "capture_" + UUID.randomUUID().toString().replace('-', '_');
    try {
      var connection = log.connect();
      var stream = stream(connection, slot);
      Thread.ofPlatform().daemon().name(slot).start(() -> log.follow(connection, stream));
    } catch (SQLException e) {
      throw new IllegalStateException("outbox not captured: " + e.getMessage(), e);
    }
    return log;
  }

  /// The slot lives as long as the connection.
  private static PGReplicationStream stream(Connection connection, String slot)
      throws SQLException {
    var replication = connection.unwrap(PGConnection.class).getReplicationAPI();
    replication
        .createReplicationSlot()
        .logical()
        .withSlotName(slot)
        .withOutputPlugin("pgoutput")
        .withTemporaryOption()
        .make();
    return replication
        .replicationStream()
        .logical()
        .withSlotName(slot)
        .withSlotOption("proto_version", 1)
        .withSlotOption("publication_names", OUTBOX)
        .withSlotOption("messages", true)
        .start();
  }

  private Connection connect() throws SQLException {
    var properties = new Properties();
    PGProperty.REPLICATION.set(properties, "database");
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
    return infrastructure.connect(properties);
  }

  /// A connection that nobody knows is closed by the driver.
  private void follow(Connection connection, PGReplicationStream stream) {
    try (connection) {
      while (true) {
        take(stream.read());
        stream.setFlushedLSN(stream.getLastReceiveLSN());
        stream.setAppliedLSN(stream.getLastReceiveLSN());
      }
    } catch (SQLException | RuntimeException e) {
      failure = e;
    }
  }

  /// A kind, flags, a place, a prefix that ends in 0, a length, and the content.
  private void take(ByteBuffer change) {
    if (change.get() != 'M') return;
    change.get();
    change.getLong();
    int from = change.position();
    while (change.get() != 0) {}
    var prefix = new byte[change.position() - 1 - from];
    change.get(from, prefix);
    var content = new byte[change.getInt()];
    change.get(content);
    var text = new String(prefix, StandardCharsets.US_ASCII);
    if (text.equals(OUTBOX)) reader.accept(content);
    if (!text.equals(MARK)) return;
    var mark = marks.remove(new String(content, StandardCharsets.US_ASCII));
    if (mark != null) mark.countDown();
  }

  /// Waits until everything that was committed before has been read.
  void awaitAll() {
    var mark = UUID.randomUUID().toString();
    var seen = new CountDownLatch(1);
    marks.put(mark, seen);
    try (var connection = infrastructure.connect();
        var statement =
            connection.prepareStatement("select pg_logical_emit_message(true, ?, ?::text)")) {
      statement.setString(1, MARK);
      statement.setString(2, mark);
      statement.execute();
      if (!seen.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the outbox is not read any more", failure);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("outbox not captured: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}

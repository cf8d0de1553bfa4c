package dev.onhand.bench;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Main class of the yardstick: reads records and inserts their bytes into a table, with the
/// offsets in the same transaction, one transaction per batch. It knows nothing of what it reads.
/// Each line on standard input is a number of records to take, and is answered with their rate.
final class InsertProcess {
  static final String READY = "ready";
  static final String URL = "ONHAND_BENCH_JDBC_URL";
  static final String USER = "ONHAND_BENCH_JDBC_USER";
  static final String PASSWORD = "ONHAND_BENCH_JDBC_PASSWORD";

  private static final Duration POLL = Duration.ofMillis(100);
  private static final double WARM_SHARE = 0.25;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Connection connection;

  private InsertProcess(KafkaConsumer<byte[], byte[]> consumer, Connection connection) {
    this.consumer = consumer;
    this.connection = connection;
  }

  /// @param arguments bootstrap servers, topic, records per batch
  static void main(String[] arguments) throws SQLException, IOException {
    try (var consumer = consumer(arguments[0], arguments[2]);
        var connection =
            DriverManager.getConnection(
                System.getenv(URL), System.getenv(USER), System.getenv(PASSWORD))) {
      connection.setAutoCommit(false);
      var process = new InsertProcess(consumer, connection);
      process.prepare(arguments[1]);
      System.out.println(READY);
      var asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
      for (var line = asked.readLine(); line != null; line = asked.readLine()) {
        System.out.println(process.take(Long.parseLong(line)));
      }
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String servers, String batch) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            servers,
            "isolation.level",
            "read_committed",
            "enable.auto.commit",
            false,
            "max.partition.fetch.bytes",
            2_097_152,
            "max.poll.records",
            Integer.valueOf(batch)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private void prepare(String topic) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("create schema if not exists bench");
      statement.execute(
          """
          create table if not exists bench.message (
            part int, place bigint, key bytea, headers bytea, value bytea,
            primary key (part, place))
          """);
      statement.execute(
          "create table if not exists bench.position (part int primary key, next bigint)");
    }
    connection.commit();
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /// Records per second over the last three quarters.
  private double take(long records) throws SQLException {
    long warmDone = 0;
    long warmAt = 0;
    long done = 0;
    while (done < records) {
      var batch = consumer.poll(POLL);
      if (batch.isEmpty()) {
        continue;
      }
      insert(batch);
      done += batch.count();
      if (warmAt == 0 && done >= records * WARM_SHARE) {
        warmAt = System.nanoTime();
        warmDone = done;
      }
    }
    return (done - warmDone) / ((System.nanoTime() - warmAt) / 1e9);
  }

  /// Names and values, each after its length.
  private static byte[] bytes(Headers headers) {
    var bytes = new ByteArrayOutputStream();
    for (var header : headers) {
      var name = header.key().getBytes(StandardCharsets.UTF_8);
      bytes.write(name.length);
      bytes.writeBytes(name);
      bytes.write(header.value().length);
      bytes.writeBytes(header.value());
    }
    return bytes.toByteArray();
  }

  private void insert(ConsumerRecords<byte[], byte[]> batch) throws SQLException {
    var next = new HashMap<Integer, Long>();
    try (var statement =
        connection.prepareStatement("insert into bench.message values (?, ?, ?, ?, ?)")) {
      for (var message : batch) {
        statement.setInt(1, message.partition());
        statement.setLong(2, message.offset());
        statement.setBytes(3, message.key());
        statement.setBytes(4, bytes(message.headers()));
        statement.setBytes(5, message.value());
        statement.addBatch();
        next.put(message.partition(), message.offset() + 1);
      }
      statement.executeBatch();
    }
    var sql =
        "insert into bench.position values (?, ?)"
            + " on conflict (part) do update set next = excluded.next";
    try (var statement = connection.prepareStatement(sql)) {
      for (var position : next.entrySet()) {
        statement.setInt(1, position.getKey());
        statement.setLong(2, position.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
    connection.commit();
  }
}

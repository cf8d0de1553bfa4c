package dev.onhand.inventory.projection;

import dev.onhand.inventory.codec.FrameReader;
import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Reads the log into the shadow tables, never further than it is told. Where it is, is in those
/// tables: whoever opens another one goes on there.
final class ShadowReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;
  private final Map<Integer, Long> next = new HashMap<>();

  /// What a step did.
  ///
  /// @param entries decisions read
  record Step(long entries) {}

  /// @param positions where the shadow is
  ShadowReader(KafkaSettings kafka, Map<Integer, Long> positions) {
    topic = Topics.LOG;
    consumer = kafka.reader();
    try {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(found -> new TopicPartition(topic, found.partition()))
              .toList();
      consumer.assign(partitions);
      for (var partition : partitions) {
        var stored = positions.get(partition.partition());
        if (stored == null) consumer.seekToBeginning(java.util.List.of(partition));
        else consumer.seek(partition, stored);
        next.put(partition.partition(), stored == null ? 0L : stored);
      }
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /// How many offsets lie between here and there.
  long remaining(Map<Integer, Long> ends) {
    long remaining = 0;
    for (var end : ends.entrySet()) {
      remaining += Math.max(0, end.getValue() - next.getOrDefault(end.getKey(), 0L));
    }
    return remaining;
  }

  /// Reads some of what lies before the ends and writes it to the shadow, in the connection's
  /// transaction. If that does not commit, this reader is of no use any more.
  Step step(Connection connection, Map<Integer, Long> ends) throws SQLException {
    var changes = new Changes();
    Map<Integer, Long> reached = new HashMap<>();
    long entries = 0;
    for (var record : consumer.poll(POLL)) {
      long end = ends.getOrDefault(record.partition(), 0L);
      if (record.offset() >= end) continue;
      entries += add(changes, record);
      reached.put(record.partition(), record.offset() + 1);
    }
    for (var partition : consumer.assignment()) {
      // what lies behind the end is read again when the end has moved
      long end = ends.getOrDefault(partition.partition(), 0L);
      if (consumer.position(partition) > end) consumer.seek(partition, end);
    }
    if (reached.isEmpty()) return new Step(0);
    ShadowTables.use(connection);
    for (var place : reached.entrySet()) {
      Sql.update(
          connection,
          "insert into shadow.projection_position (log_partition, next_offset) values (?, ?)"
              + " on conflict (log_partition) do update set next_offset = excluded.next_offset",
          place.getKey(),
          place.getValue());
    }
    new ProjectionTables(connection).write(changes);
    next.putAll(reached);
    return new Step(entries);
  }

  private static long add(Changes changes, ConsumerRecord<byte[], byte[]> record) {
    var frame = FrameReader.read(record.value());
    for (var entry : frame.entries()) {
      for (var event : entry.events()) changes.add(frame.pool(), event, entry.atMs());
    }
    return frame.entries().size();
  }

  @Override
  public void close() {
    consumer.close();
  }
}

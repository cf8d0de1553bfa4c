package dev.onhand.procurement.replenishment;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// The sums of one batch of messages, and the positions they reach.
final class DemandBatch {
  private final Connection connection;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Map<List<String>, Long> shipped = new TreeMap<>(DemandBatch::compare);
  private final Map<List<String>, Available> available = new TreeMap<>(DemandBatch::compare);

  private record Available(long units, Instant asOf) {}

  DemandBatch(Connection connection) {
    this.connection = connection;
  }

  /// Rows are written in one order, so that two writers cannot deadlock.
  private static int compare(List<String> a, List<String> b) {
    return String.join("\n", a).compareTo(String.join("\n", b));
  }

  void loadPositions(Collection<TopicPartition> partitions) throws SQLException {
    var sql =
        "select topic, partition, next_offset from demand_position"
            + " join unnest(?::text[], ?::int[]) as w(topic, partition) using (topic, partition)";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setArray(1, array("text", partitions, TopicPartition::topic));
      statement.setArray(2, array("int", partitions, TopicPartition::partition));
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          next.put(new TopicPartition(result.getString(1), result.getInt(2)), result.getLong(3));
        }
      }
    }
  }

  /// False for a message that was counted before.
  boolean advance(ConsumerRecord<?, ?> message) {
    var partition = new TopicPartition(message.topic(), message.partition());
    if (message.offset() < next.getOrDefault(partition, 0L)) return false;
    next.put(partition, message.offset() + 1);
    return true;
  }

  void shipped(String pool, String sku, LocalDate day, long units) {
    shipped.merge(List.of(pool, sku, day.toString()), units, Long::sum);
  }

  void available(String pool, String sku, long units, Instant asOf) {
    available.put(List.of(pool, sku), new Available(units, asOf));
  }

  void write() throws SQLException {
    writeShipped();
    writeAvailable();
    writePositions();
  }

  private void writeShipped() throws SQLException {
    if (shipped.isEmpty()) return;
    var sql =
        """
        insert into daily_demand as d (pool, sku, day, units)
        select * from unnest(?::text[], ?::text[], ?::date[], ?::bigint[])
        on conflict (pool, sku, day) do update set units = d.units + excluded.units
        """;
    try (var statement = connection.prepareStatement(sql)) {
      var rows = shipped.entrySet();
      statement.setArray(1, array("text", rows, row -> row.getKey().get(0)));
      statement.setArray(2, array("text", rows, row -> row.getKey().get(1)));
      statement.setArray(3, array("date", rows, row -> Date.valueOf(row.getKey().get(2))));
      statement.setArray(4, array("bigint", rows, Map.Entry::getValue));
      statement.executeUpdate();
    }
  }

  private void writeAvailable() throws SQLException {
    if (available.isEmpty()) return;
    var sql =
        """
        insert into available_stock as s (pool, sku, units, as_of)
        select * from unnest(?::text[], ?::text[], ?::bigint[], ?::timestamptz[])
        on conflict (pool, sku) do update set units = excluded.units, as_of = excluded.as_of
        """;
    try (var statement = connection.prepareStatement(sql)) {
      var rows = available.entrySet();
      statement.setArray(1, array("text", rows, row -> row.getKey().get(0)));
      statement.setArray(2, array("text", rows, row -> row.getKey().get(1)));
      statement.setArray(3, array("bigint", rows, row -> row.getValue().units()));
      statement.setArray(
          4, array("timestamptz", rows, row -> Timestamp.from(row.getValue().asOf())));
      statement.executeUpdate();
    }
  }

  private void writePositions() throws SQLException {
    var sql =
        """
        insert into demand_position (topic, partition, next_offset)
        select * from unnest(?::text[], ?::int[], ?::bigint[])
        on conflict (topic, partition) do update set next_offset = excluded.next_offset
        """;
    try (var statement = connection.prepareStatement(sql)) {
      var rows = next.entrySet();
      statement.setArray(1, array("text", rows, row -> row.getKey().topic()));
      statement.setArray(2, array("int", rows, row -> row.getKey().partition()));
      statement.setArray(3, array("bigint", rows, Map.Entry::getValue));
      statement.executeUpdate();
    }
  }

  private <T> java.sql.Array array(String type, Collection<T> rows, Function<T, Object> column)
      throws SQLException {
    return connection.createArrayOf(type, rows.stream().map(column).toArray());
  }
}

package dev.onhand.inventory.projection;

import dev.onhand.inventory.codec.FrameReader;
import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.worker.Task;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.work.Cause;
import dev.onhand.platform.work.Transactions;
import dev.onhand.platform.work.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Follows `inventory.log`. The database says where to go on, not the consumer group: group
/// offsets are committed for those who watch the lag. A second projection of the same partition
/// finds that the place has moved and gives way.
final class StockProjection implements Task {
  private static final String GROUP = "inventory-projection";
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Transactions transactions;

  /// What a channel may promise of an item, over all its locations, a moment ago.
  record AvailabilityChanged(
      String pool, String channel, String sku, long available, Instant asOf) {}

  StockProjection(KafkaSettings kafka, Transactions transactions) {
    this.transactions = transactions;
    consumer = kafka.groupConsumer(GROUP);
    consumer.subscribe(List.of(Topics.LOG), new SeekToStored());
  }

  private final class SeekToStored implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      var stored = transactions.run(cause(), StockProjection::positions);
      for (var partition : partitions) {
        consumer.seek(partition, stored.getOrDefault(partition.partition(), 0L));
      }
    }
  }

  private static Map<Integer, Long> positions(Work work) throws SQLException {
    var positions = new TreeMap<Integer, Long>();
    try (var statement = work.connection().createStatement();
        var result =
            statement.executeQuery("select log_partition, next_offset from projection_position")) {
      while (result.next()) positions.put(result.getInt(1), result.getLong(2));
    }
    return positions;
  }

  @Override
  public void turn() {
    ConsumerRecords<byte[], byte[]> frames = consumer.poll(POLL);
    if (frames.isEmpty()) return;
    transactions.once(
        cause(),
        work -> {
          project(frames, work);
          return null;
        });
    consumer.commitAsync();
  }

  private static void project(ConsumerRecords<byte[], byte[]> frames, Work work)
      throws SQLException {
    var changes = new Changes();
    for (var partition : frames.partitions()) {
      var records = frames.records(partition);
      advance(
          work, partition.partition(), records.getFirst().offset(), records.getLast().offset() + 1);
      for (var record : records) {
        var frame = FrameReader.read(record.value());
        for (var entry : frame.entries()) {
          for (var event : entry.events()) changes.add(frame.pool(), event, entry.atMs());
        }
      }
    }
    new ProjectionTables(work.connection()).write(changes);
    publishAvailability(changes.items, work);
  }

  /// Offsets of a log with transactions have gaps, so the place may be before the first record,
  /// never behind it.
  private static void advance(Work work, int partition, long first, long next) throws SQLException {
    var sql =
        """
        insert into projection_position as p (log_partition, next_offset) values (?, ?)
        on conflict (log_partition) do update set next_offset = excluded.next_offset
          where p.next_offset <= ?
        """;
    try (var statement = work.connection().prepareStatement(sql)) {
      statement.setInt(1, partition);
      statement.setLong(2, next);
      statement.setLong(3, first);
      if (statement.executeUpdate() == 0) {
        throw new IllegalStateException("another projection is ahead in partition " + partition);
      }
    }
  }

  private static void publishAvailability(Collection<Changes.PoolItem> items, Work work)
      throws SQLException {
    if (items.isEmpty()) return;
    var sql =
        """
        select pool, sku, sum(sellable - reserved) from stock_position
        join unnest(?::text[], ?::text[]) as w(pool, sku) using (pool, sku) group by 1, 2
        """;
    try (var statement = work.connection().prepareStatement(sql)) {
      var pools = items.stream().map(Changes.PoolItem::pool).toArray();
      var skus = items.stream().map(Changes.PoolItem::sku).toArray();
      statement.setArray(1, work.connection().createArrayOf("text", pools));
      statement.setArray(2, work.connection().createArrayOf("text", skus));
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          var sku = result.getString(2);
          work.effect(
              Effect.publish(
                  Topics.AVAILABILITY,
                  "*/" + sku,
                  "inventory.AvailabilityChanged.v1",
                  new AvailabilityChanged(
                      result.getString(1), "*", sku, result.getLong(3), work.now())));
        }
      }
    }
  }

  private static Cause cause() {
    return new Cause("system:inventory", "projection", "projection", Instant.now());
  }

  @Override
  public void close() {
    consumer.close();
  }
}

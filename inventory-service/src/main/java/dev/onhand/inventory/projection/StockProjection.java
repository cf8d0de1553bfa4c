package dev.onhand.inventory.projection;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.worker.Replay;
import dev.onhand.inventory.worker.Task;
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
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Follows `inventory.log`. The database says where to go on, not the consumer group: group
/// offsets are committed for those who watch the lag. A second projection of the same partition
/// finds that the place has moved and gives way.
final class StockProjection implements Task {
  private static final String GROUP = "inventory-projection";
  private static final Duration POLL = Duration.ofMillis(500);

  /// Changes of so long are coalesced: the more there are, the less each costs.
  private static final Duration TICK = Duration.ofMillis(40);

  private static final Duration TICK_MAX = Duration.ofMillis(250);

  /// How many times as long as the last transaction took a tick lasts: where there is little to do,
  /// what is shown is new; where there is much, positions that move again and again are written
  /// less often.
  private static final int TICK_FACTOR = 4;

  private static final Duration GATHERING = Duration.ofMillis(20);

  private static final int ENTRIES_MAX = 20_000;

  /// From so many offsets behind the end on, catching up is worth telling of.
  private static final long BEHIND_TOLD = 10_000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Transactions transactions;
  private Replay catchingUp;
  private long tickNs = TICK.toNanos();

  StockProjection(KafkaSettings kafka, Transactions transactions) {
    this.transactions = transactions;
    consumer = kafka.gatheringConsumer(GROUP, GATHERING);
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

  /// One transaction for all that arrives in a tick.
  @Override
  public void turn() {
    var batch = new Batch();
    batch.add(consumer.poll(POLL));
    long endNs = System.nanoTime() + tickNs;
    while (!batch.isEmpty() && batch.entries() < ENTRIES_MAX) {
      long leftNs = endNs - System.nanoTime();
      if (leftNs <= 0) break;
      batch.add(consumer.poll(Duration.ofNanos(leftNs)));
    }
    if (batch.isEmpty()) return;
    long beganNs = System.nanoTime();
    transactions.once(
        cause(),
        work -> {
          project(batch, work);
          return null;
        });
    long tookNs = System.nanoTime() - beganNs;
    tickNs = Math.clamp(TICK_FACTOR * tookNs, TICK.toNanos(), TICK_MAX.toNanos());
    consumer.commitAsync();
    tellHowFar(batch);
  }

  private void tellHowFar(Batch batch) {
    long behind = 0;
    for (var partition : consumer.assignment()) {
      behind += consumer.currentLag(partition).orElse(0);
    }
    if (catchingUp == null && behind > BEHIND_TOLD) catchingUp = Replay.begin("projection");
    if (catchingUp == null) return;
    catchingUp.advance(batch.entries(), behind);
    if (behind <= BEHIND_TOLD) {
      catchingUp.close();
      catchingUp = null;
    }
  }

  private void project(Batch batch, Work work) throws SQLException {
    // What a crash of the database takes away is projected again: the position goes with it.
    try (var statement = work.connection().createStatement()) {
      statement.execute("set local synchronous_commit = off");
    }
    for (var read : batch.read().entrySet()) {
      advance(work, read.getKey(), read.getValue().first(), read.getValue().next());
    }
    new ProjectionTables(work.connection()).write(batch.changes());
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

  private static Cause cause() {
    return new Cause("system:inventory", "projection", "projection", Instant.now());
  }

  @Override
  public void close() {
    if (catchingUp != null) catchingUp.close();
    consumer.close();
  }
}

package dev.onhand.inventory.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.ledger.StockStatus;
import dev.onhand.inventory.projection.Changes.PoolItem;
import dev.onhand.platform.message.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/// Publishes what can be promised of the items that a batch touched, the last value only.
///
/// It is sent before the batch's transaction commits: what is in the log is true already, and if
/// the transaction fails, its batch comes again and so does the message. Sums are read from the
/// positions once per item and kept.
final class Availability implements AutoCloseable {
  private static final int KEPT_MAX = 1 << 20;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<PoolItem, Long> kept = new HashMap<>();

  /// What a channel may promise of an item, over all its locations, a moment ago.
  record AvailabilityChanged(
      String pool, String channel, String sku, long available, Instant asOf) {}

  /// What changed of an item.
  private static final class Change {
    long units;
    long atMs;
    long offset;
  }

  Availability(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /// To be called when somebody else may have written positions.
  void forget() {
    kept.clear();
  }

  /// @param connection in the transaction that wrote the changes to the positions
  /// @param place where in the log the batch lies
  void publish(Connection connection, Changes changes, String place) throws SQLException {
    Map<PoolItem, Change> items = byItem(changes);
    if (items.isEmpty()) return;
    if (kept.size() + items.size() > KEPT_MAX) forget();
    var unknown = new ArrayList<PoolItem>();
    items.forEach(
        (item, change) -> {
          if (kept.computeIfPresent(item, (_, units) -> units + change.units) == null) {
            unknown.add(item);
          }
        });
    read(connection, unknown);
    var sent = new ArrayList<Future<RecordMetadata>>(items.size());
    items.forEach((item, change) -> sent.add(producer.send(record(item, change, place))));
    producer.flush();
    await(sent);
  }

  private static Map<PoolItem, Change> byItem(Changes changes) {
    Map<PoolItem, Change> items = new LinkedHashMap<>();
    changes.positions.forEach(
        (at, delta) -> {
          var change = items.computeIfAbsent(new PoolItem(at.pool(), at.sku()), _ -> new Change());
          change.units += delta.byStatus[StockStatus.SELLABLE.ordinal()] - delta.reserved;
          change.atMs = Math.max(change.atMs, delta.atMs);
          change.offset = Math.max(change.offset, delta.offset);
        });
    return items;
  }

  private void read(Connection connection, List<PoolItem> items) throws SQLException {
    if (items.isEmpty()) return;
    var sql =
        """
        select pool, sku, sum(sellable - reserved) from stock_position
        join unnest(?::text[], ?::text[]) as w(pool, sku) using (pool, sku) group by 1, 2
        """;
    try (var statement = connection.prepareStatement(sql)) {
      var pools = items.stream().map(PoolItem::pool).toArray();
      var skus = items.stream().map(PoolItem::sku).toArray();
      statement.setArray(1, connection.createArrayOf("text", pools));
      statement.setArray(2, connection.createArrayOf("text", skus));
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          kept.put(new PoolItem(result.getString(1), result.getString(2)), result.getLong(3));
        }
      }
    }
  }

  /// The sequence grows with each message of an item and has gaps: only the last one counts.
  private ProducerRecord<byte[], byte[]> record(PoolItem item, Change change, String place) {
    var asOf = Instant.ofEpochMilli(change.atMs);
    var subject = "*/" + item.sku();
    var payload = new AvailabilityChanged(item.pool(), "*", item.sku(), kept.get(item), asOf);
    var record =
        new ProducerRecord<>(
            Topics.AVAILABILITY, subject.getBytes(UTF_8), Json.write(payload).getBytes(UTF_8));
    var name = place + "/" + item.pool() + "/" + item.sku();
    var id = UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", id);
    header(record, "ce_source", "/onhand/inventory");
    header(record, "ce_type", "inventory.AvailabilityChanged.v1");
    header(record, "ce_subject", subject);
    header(record, "ce_sequence", Long.toString(change.offset));
    header(record, "ce_time", asOf.toString());
    header(record, "content-type", "application/json");
    header(record, "ce_correlationid", id);
    header(record, "ce_causationid", place);
    header(record, "ce_actor", "system:inventory");
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  private static void await(List<Future<RecordMetadata>> sent) {
    try {
      for (var future : sent) future.get();
    } catch (ExecutionException e) {
      throw new KafkaException("availability was not published", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}

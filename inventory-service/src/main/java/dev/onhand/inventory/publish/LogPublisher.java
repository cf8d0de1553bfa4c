package dev.onhand.inventory.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.onhand.inventory.codec.FrameReader;
import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.worker.Task;
import dev.onhand.platform.message.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// Publishes what was decided. A transaction holds the messages of some frames and the place to go
/// on from; if it fails, the worker opens a new publisher, which reads it again.
final class LogPublisher implements Task {
  private static final String GROUP = "inventory-publisher";
  private static final Duration POLL = Duration.ofMillis(500);

  /// Each transaction costs about the same, however little is in it.
  private static final Duration GATHERING = Duration.ofMillis(20);

  /// About how many messages a transaction holds: it has to end well within its time-out, on a slow
  /// machine too.
  private static final int MESSAGES_MAX = 5_000;

  private static final byte[] VERSION = "1.0".getBytes(UTF_8);
  private static final byte[] SOURCE = "/onhand/inventory".getBytes(UTF_8);
  private static final byte[] JSON = "application/json".getBytes(UTF_8);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ReservedText reservedText = new ReservedText();

  LogPublisher(KafkaSettings kafka) {
    consumer = kafka.gatheringConsumer(GROUP, GATHERING);
    producer = kafka.transactionalProducer(GROUP + "-" + kafka.instanceOrUnique());
    try {
      producer.initTransactions();
      consumer.subscribe(List.of(Topics.LOG));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void turn() {
    ConsumerRecords<byte[], byte[]> frames = consumer.poll(POLL);
    if (frames.isEmpty()) return;
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    int messages = 0;
    for (var frame : frames) {
      if (next.isEmpty()) producer.beginTransaction();
      messages += publish(frame);
      next.put(
          new TopicPartition(frame.topic(), frame.partition()),
          new OffsetAndMetadata(frame.offset() + 1));
      if (messages >= MESSAGES_MAX) {
        commit(next);
        messages = 0;
      }
    }
    if (!next.isEmpty()) commit(next);
  }

  private void commit(Map<TopicPartition, OffsetAndMetadata> next) {
    producer.sendOffsetsToTransaction(next, consumer.groupMetadata());
    producer.commitTransaction();
    next.clear();
  }

  /// How many messages came of a frame.
  private int publish(ConsumerRecord<byte[], byte[]> record) {
    var frame = FrameReader.read(record.value());
    int index = 0;
    int messages = 0;
    for (var entry : frame.entries()) {
      var at = Instant.ofEpochMilli(entry.atMs());
      for (var event : entry.events()) {
        var place = record.partition() + "/" + record.offset() + "/" + index++;
        var message = StockMessages.of(frame.pool(), entry, event);
        if (message.isPresent()) {
          producer.send(record(message.get(), entry, at, place));
          messages++;
        }
      }
    }
    return messages;
  }

  private byte[] value(Object payload) {
    return payload instanceof StockMessages.Reserved reserved && reserved.shortages() == null
        ? reservedText.write(reserved)
        : Json.write(payload).getBytes(UTF_8);
  }

  private ProducerRecord<byte[], byte[]> record(
      StockMessage message, LedgerEntry entry, Instant at, String place) {
    var record =
        new ProducerRecord<>(
            message.topic(), message.key().getBytes(UTF_8), value(message.payload()));
    var id = UUID.nameUUIDFromBytes(("inventory.log/" + place).getBytes(UTF_8));
    record.headers().add("ce_specversion", VERSION);
    header(record, "ce_id", id.toString());
    record.headers().add("ce_source", SOURCE);
    header(record, "ce_type", message.type());
    header(record, "ce_subject", message.subject());
    header(record, "ce_sequence", Long.toString(message.sequence()));
    header(record, "ce_time", at.toString());
    record.headers().add("content-type", JSON);
    var cause = entry.cause();
    header(record, "ce_correlationid", orElse(cause.correlationId(), id.toString()));
    header(record, "ce_causationid", orElse(cause.messageId(), place));
    header(record, "ce_actor", orElse(cause.actor(), "system:inventory"));
    return record;
  }

  private static String orElse(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    consumer.close();
  }
}

package dev.onhand.local.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onhand.local.stack.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// Publishes what outside parties say, as CloudEvents in binary mode.
final class Facts implements AutoCloseable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final KafkaProducer<String, String> producer;

  Facts(Settings settings) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                settings.kafka(),
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                5,
                // As long as a broker may be away in a fault test.
                "delivery.timeout.ms",
                300_000),
            new StringSerializer(),
            new StringSerializer());
  }

  /// @param party who says it, the last part of `ce_source`
  /// @param about what the message is about; with type and party it makes the message's id, so a
  ///     repeat has the same one
  void publish(
      String party, String topic, String key, String type, String about, ObjectNode payload) {
    var record = new ProducerRecord<>(topic, key, payload.toString());
    var id = UUID.nameUUIDFromBytes((party + " " + type + " " + about).getBytes(UTF));
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", id.toString());
    header(record, "ce_source", "/outside/" + party);
    header(record, "ce_type", type);
    header(record, "ce_subject", key);
    header(record, "ce_time", Message.now());
    header(record, "content-type", "application/json");
    producer.send(record);
  }

  void flush() {
    producer.flush();
  }

  private static final java.nio.charset.Charset UTF = StandardCharsets.UTF_8;

  private static void header(ProducerRecord<String, String> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF));
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}

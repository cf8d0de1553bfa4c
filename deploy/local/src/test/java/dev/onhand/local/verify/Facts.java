package dev.onhand.local.verify;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Facts for tests, as if they had been read from a topic.
final class Facts {
  private static final AtomicLong OFFSETS = new AtomicLong();

  private Facts() {}

  /// A fact from outside, with single quotes for double ones.
  static Fact outside(String topic, String type, String id, String json) {
    return fact(topic, Map.of("ce_type", type, "ce_id", id, "ce_source", "/outside"), json);
  }

  /// A fact one of our services has sent.
  static Fact ours(String topic, String type, String subject, long sequence, String json) {
    var id = topic + "#" + subject + "#" + sequence;
    return ours(topic, type, subject, sequence, id, json);
  }

  static Fact ours(
      String topic, String type, String subject, long sequence, String id, String json) {
    var service = type.substring(0, type.indexOf('.'));
    return fact(
        topic,
        Map.of(
            "ce_type", type,
            "ce_id", id,
            "ce_source", "/onhand/" + service,
            "ce_subject", subject,
            "ce_sequence", "" + sequence),
        json);
  }

  static Fact caused(String topic, String type, String causation, String json) {
    return fact(
        topic,
        Map.of(
            "ce_type",
            type,
            "ce_id",
            "caused by " + causation,
            "ce_source",
            "/elsewhere",
            "ce_causationid",
            causation),
        json);
  }

  private static Fact fact(String topic, Map<String, String> headers, String json) {
    var value = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    var consumed = new ConsumerRecord<>(topic, 0, OFFSETS.getAndIncrement(), new byte[0], value);
    headers.forEach(
        (name, text) -> consumed.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return new Fact(consumed);
  }
}

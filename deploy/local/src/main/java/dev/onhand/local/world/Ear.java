package dev.onhand.local.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.onhand.local.stack.Http;
import dev.onhand.local.stack.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads topics from where the world stopped listening the last time. Partitions are assigned, not
/// shared out: after a crash the next world goes on at once.
final class Ear implements AutoCloseable {
  private static final Duration ASK_WITHIN = Duration.ofSeconds(60);

  private final KafkaConsumer<String, String> consumer;

  Ear(Settings settings, List<String> topics) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                settings.kafka(),
                "group.id",
                World.GROUP,
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "default.api.timeout.ms",
                (int) ASK_WITHIN.toMillis()),
            new StringDeserializer(),
            new StringDeserializer());
    var partitions = new HashSet<TopicPartition>();
    for (var topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
    }
    consumer.assign(partitions);
  }

  List<Message> listen(Duration most) {
    var messages = new ArrayList<Message>();
    for (var heard : consumer.poll(most)) {
      try {
        var payload = Http.JSON.readTree(heard.value() == null ? "null" : heard.value());
        messages.add(
            new Message(
                heard.topic(),
                heard.key(),
                header(heard, "ce_type"),
                header(heard, "ce_subject"),
                payload));
      } catch (JsonProcessingException _) {
        // Not for anybody here.
      }
    }
    return messages;
  }

  void remember() {
    consumer.commitSync();
  }

  private static String header(ConsumerRecord<?, ?> heard, String name) {
    var header = heard.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(5)));
  }
}

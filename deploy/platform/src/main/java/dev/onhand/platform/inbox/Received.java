package dev.onhand.platform.inbox;

import dev.onhand.platform.message.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A message as it came, before anything of it was read.
record Received(String topic, String key, Map<String, String> headers, byte[] value) {
  static Received of(ConsumerRecord<byte[], byte[]> message) {
    var key = message.key() == null ? null : new String(message.key(), StandardCharsets.UTF_8);
    return new Received(message.topic(), key, Envelope.headers(message), message.value());
  }
}

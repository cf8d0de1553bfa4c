package dev.onhand.platform.inbox;

import dev.onhand.platform.message.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A message as it came, before anything of it was read. `place` says where in the topic it is; it
/// is null when the message did not come from there just now.
record Received(String topic, String place, String key, Map<String, String> headers, byte[] value) {
  static Received of(ConsumerRecord<byte[], byte[]> message) {
    var key = message.key() == null ? null : new String(message.key(), StandardCharsets.UTF_8);
    // with the time, because a topic that is made anew begins to count anew
    var place = message.partition() + "/" + message.offset() + "/" + message.timestamp();
    return new Received(message.topic(), place, key, Envelope.headers(message), message.value());
  }
}

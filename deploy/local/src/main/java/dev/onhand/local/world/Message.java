package dev.onhand.local.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// A CloudEvent on a topic.
///
/// @param type such as `order.OrderReceived.v1`
record Message(String topic, String key, String type, String subject, JsonNode payload) {

  String text(String field) {
    return payload.path(field).asText();
  }

  /// Now, as messages write it.
  static String now() {
    return Instant.now().toString();
  }
}

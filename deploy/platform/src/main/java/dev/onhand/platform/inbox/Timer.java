package dev.onhand.platform.inbox;

import dev.onhand.platform.message.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// A durable timer that is due. `payload` is the JSON it was started with.
public record Timer(String name, String key, Instant dueAt, String payload) {
  public <T> T payload(Class<T> type) {
    return Json.read(payload.getBytes(StandardCharsets.UTF_8), type);
  }
}

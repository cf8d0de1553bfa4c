package dev.onhand.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onhand.platform.message.Json;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// REST bodies are read as strictly as messages.
final class JsonProducer {
  @Produces
  @Singleton
  ObjectMapper mapper() {
    return Json.mapper();
  }
}

package dev.onhand.local.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record of a topic, with the attributes of its envelope; the payload is parsed when asked for.
final class Fact {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STRUCTURED = "application/cloudevents+json";

  private final ConsumerRecord<byte[], byte[]> consumed;
  private final JsonNode envelope;
  private JsonNode data;

  Fact(ConsumerRecord<byte[], byte[]> consumed) {
    this.consumed = consumed;
    var contentType = header("content-type");
    this.envelope =
        contentType != null && contentType.startsWith(STRUCTURED)
            ? parsed(consumed.value())
            : MissingNode.getInstance();
  }

  String topic() {
    return consumed.topic();
  }

  String id() {
    return attribute("id");
  }

  String source() {
    return attribute("source");
  }

  String subject() {
    return attribute("subject");
  }

  String causation() {
    return attribute("causationid");
  }

  /// Type without its version, `order.OrderReceived`; empty when there is none.
  String type() {
    var type = attribute("type");
    if (type == null) {
      return "";
    }
    int version = type.lastIndexOf(".v");
    return version < 0 ? type : type.substring(0, version);
  }

  /// Null when the sender gave none.
  Long sequence() {
    var text = attribute("sequence");
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /// Whether one of the platform's services sent it.
  boolean isOurs() {
    var source = source();
    return source != null && source.startsWith("/onhand/") && sequence() != null;
  }

  /// The payload; a missing node when it is not JSON.
  JsonNode data() {
    if (data == null) {
      data = envelope.isMissingNode() ? parsed(consumed.value()) : envelope.path("data");
    }
    return data;
  }

  String text(String field) {
    return data().path(field).asText(null);
  }

  /// Where it is, for a person: `order.events-2@17 order.OrderReceived.v1 <id>`.
  String place() {
    return "%s-%d@%d %s %s"
        .formatted(topic(), consumed.partition(), consumed.offset(), attribute("type"), id());
  }

  /// Whether anybody can refer to it.
  boolean hasIdentity() {
    return id() != null && source() != null;
  }

  /// U+0000 as dead letters write it, because no table can hold it.
  private String attribute(String name) {
    var text = envelope.isMissingNode() ? header("ce_" + name) : envelope.path(name).asText(null);
    return text == null ? null : text.replace("\0", "\\u0000");
  }

  private String header(String name) {
    var header = consumed.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static JsonNode parsed(byte[] value) {
    if (value == null) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(value);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    } catch (IOException e) {
      throw new AuditException("a record cannot be read", e);
    }
  }
}

package dev.onhand.platform.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A CloudEvents 1.0 message as received: its context attributes and its data (bytes of JSON).
/// Read from Kafka's binary mode (headers `ce_…`) or structured mode
/// (`content-type: application/cloudevents+json`). `sequence` is null where the sender gave none.
public record Envelope(
    String id,
    String source,
    String type,
    String subject,
    String time,
    Long sequence,
    String correlationId,
    String causationId,
    String actor,
    byte[] data) {

  private static final String STRUCTURED = "application/cloudevents+json";

  /// The headers of a record as text, for reading and for keeping beside a refused message.
  public static Map<String, String> headers(ConsumerRecord<byte[], byte[]> message) {
    var headers = new LinkedHashMap<String, String>();
    for (var header : message.headers()) {
      if (header.value() != null && !header.key().startsWith("__debezium")) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return headers;
  }

  /// Reads the envelope; what CloudEvents requires and is not there is an [InvalidMessage].
  public static Envelope read(Map<String, String> headers, byte[] value) {
    if (value == null) throw new InvalidMessage("NO_DATA", "", "send a JSON object as the value");
    var contentType = headers.getOrDefault("content-type", "");
    if (contentType.startsWith(STRUCTURED)) return structured(value);
    return attributes(name -> headers.get("ce_" + name), value);
  }

  private static Envelope structured(byte[] value) {
    var node = Json.read(value, JsonNode.class);
    var data = node.get("data");
    if (data == null) throw new InvalidMessage("NO_DATA", "data", "send the payload as data");
    return attributes(
        name -> node.hasNonNull(name) ? node.get(name).asText() : null,
        Json.write(data).getBytes(StandardCharsets.UTF_8));
  }

  private interface Attributes {
    String get(String name);
  }

  private static Envelope attributes(Attributes given, byte[] data) {
    if (!"1.0".equals(given.get("specversion"))) {
      throw new InvalidMessage("NOT_A_CLOUDEVENT", "ce_specversion", "send 1.0");
    }
    var id = required(given, "id");
    var correlationId = storable(given, "correlationid");
    return new Envelope(
        id,
        required(given, "source"),
        required(given, "type"),
        required(given, "subject"),
        storable(given, "time"),
        sequence(given.get("sequence")),
        correlationId == null ? id : correlationId,
        storable(given, "causationid"),
        storable(given, "actor"),
        data);
  }

  private static String required(Attributes given, String name) {
    var value = storable(given, name);
    if (value == null || value.isBlank()) {
      throw new InvalidMessage("NOT_A_CLOUDEVENT", "ce_" + name, "is missing");
    }
    return value;
  }

  /// No database stores U+0000. A key of an index has room for less than 2,700 bytes.
  private static String storable(Attributes given, String name) {
    var value = given.get(name);
    int lengthMax = name.equals("id") || name.equals("source") ? 400 : 800;
    if (value != null && (value.length() > lengthMax || value.indexOf('\0') >= 0)) {
      var fix = "send at most " + lengthMax + " characters, no U+0000";
      throw new InvalidMessage("NOT_A_CLOUDEVENT", "ce_" + name, fix);
    }
    return value;
  }

  private static Long sequence(String value) {
    if (value == null) return null;
    try {
      return Long.valueOf(value);
    } catch (NumberFormatException e) {
      throw new InvalidMessage("NOT_A_CLOUDEVENT", "ce_sequence", "send a whole number");
    }
  }

  /// The service and name without the version: `order.OrderAccepted` of `order.OrderAccepted.v1`.
  public static String unversioned(String type) {
    int dot = type.lastIndexOf(".v");
    return dot < 0 ? type : type.substring(0, dot);
  }
}

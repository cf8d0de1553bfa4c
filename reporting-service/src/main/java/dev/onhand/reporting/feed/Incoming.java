package dev.onhand.reporting.feed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.platform.message.Envelope;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A message of a domain topic, its envelope read and its body known to be a JSON object.
///
/// @param time when it happened by its sender's clock; the broker's time where the sender says none
/// @param orderId the customer order it belongs to, or null
record Incoming(
    ConsumerRecord<byte[], byte[]> record,
    Envelope envelope,
    Instant time,
    String orderId,
    String body) {

  /// Throws [InvalidMessage] for what can never be read.
  static Incoming read(ConsumerRecord<byte[], byte[]> message) {
    boolean takenBack = message.value() == null && message.topic().equals(Topics.AVAILABILITY);
    var envelope =
        Envelope.read(
            Envelope.headers(message), takenBack ? takenBack(message.key()) : message.value());
    var body = Json.read(envelope.data(), JsonNode.class);
    if (!body.isObject()) {
      throw new InvalidMessage("SCHEMA_VIOLATION", "", "send a JSON object");
    }
    var orderId = body.path("orderId");
    return new Incoming(
        message,
        envelope,
        time(envelope.time(), message.timestamp()),
        orderId.isTextual() ? orderId.textValue() : null,
        Json.write(body));
  }

  /// A key of availability without a value, as a message: the channel has no figure of its own any
  /// more.
  ///
  /// @param key `channel/sku`
  private static byte[] takenBack(byte[] key) {
    var parts = new String(key, StandardCharsets.UTF_8).split("/", 2);
    if (parts.length < 2) throw new InvalidMessage("NO_DATA", "key", "send channel/sku");
    return Json.write(Map.of("channel", parts[0], "sku", parts[1], "takenBack", true))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Instant time(String given, long brokerTimeMs) {
    if (given == null) return Instant.ofEpochMilli(brokerTimeMs);
    try {
      return OffsetDateTime.parse(given).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidMessage("NOT_A_CLOUDEVENT", "ce_time", "send RFC 3339, not " + given);
    }
  }
}

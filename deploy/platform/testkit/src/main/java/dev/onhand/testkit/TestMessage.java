package dev.onhand.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.platform.message.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// A message as it is on a topic: CloudEvents binary mode, headers as text.
///
/// @param topic where it is; null before it is sent
/// @param key record key
/// @param headers all headers, in order, for instance `ce_type`
/// @param value the payload; null is a tombstone
public record TestMessage(String topic, String key, Map<String, String> headers, byte[] value) {

  /// Copies the headers, keeping their order.
  public TestMessage {
    headers = new LinkedHashMap<>(headers);
  }

  /// A message as a party outside the platform sends it, with a fresh id, now.
  ///
  /// @param type full type, as `channel.ChannelOrderPlaced.v1`
  /// @param subject also used as the key
  /// @param payload text of JSON, or any object that the platform writes as JSON
  public static TestMessage of(String type, String subject, Object payload) {
    var json = payload instanceof String text ? text : Json.write(payload);
    var headers = new LinkedHashMap<String, String>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", UUID.randomUUID().toString());
    headers.put("ce_source", "/test/" + type.substring(0, type.indexOf('.')));
    headers.put("ce_type", type);
    headers.put("ce_subject", subject);
    headers.put("ce_time", Instant.now().toString());
    headers.put("content-type", "application/json");
    return new TestMessage(null, subject, headers, json.getBytes(StandardCharsets.UTF_8));
  }

  /// As if one of the platform's services had sent it: its source, and a place in the sequence.
  public TestMessage fromService(long sequence) {
    var service = type().substring(0, type().indexOf('.'));
    return with("ce_source", "/onhand/" + service).with("ce_sequence", "" + sequence);
  }

  /// The same with another header; a null value leaves the header out.
  public TestMessage with(String header, String value) {
    var changed = new LinkedHashMap<>(headers);
    if (value == null) {
      changed.remove(header);
    } else {
      changed.put(header, value);
    }
    return new TestMessage(topic, key, changed, this.value);
  }

  /// The same under another key.
  public TestMessage keyed(String key) {
    return new TestMessage(topic, key, headers, value);
  }

  /// The same headers over other bytes, well formed or not.
  public TestMessage carrying(byte[] bytes) {
    return new TestMessage(topic, key, headers, bytes);
  }

  /// `ce_id`.
  public String id() {
    return headers.get("ce_id");
  }

  /// `ce_type`.
  public String type() {
    return headers.get("ce_type");
  }

  /// `ce_subject`.
  public String subject() {
    return headers.get("ce_subject");
  }

  /// `ce_sequence`.
  public long sequence() {
    return Long.parseLong(headers.get("ce_sequence"));
  }

  /// The payload as text.
  public String text() {
    return new String(value, StandardCharsets.UTF_8);
  }

  /// The payload as a tree.
  public JsonNode json() {
    return Json.read(value, JsonNode.class);
  }

  /// The payload as the reader's own record.
  public <T> T as(Class<T> type) {
    return Json.read(value, type);
  }

  @Override
  public String toString() {
    return topic + " " + key + " " + headers + " " + (value == null ? "null" : text());
  }
}

package dev.onhand.platform.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
  private static final Map<String, String> HEADERS =
      Map.of(
          "ce_specversion", "1.0",
          "ce_id", "m1",
          "ce_source", "/onhand/order",
          "ce_type", "order.OrderAccepted.v1",
          "ce_subject", "o1",
          "ce_sequence", "7",
          "ce_actor", "kim");
  private static final byte[] DATA = "{}".getBytes(StandardCharsets.UTF_8);

  @Test
  void binary_mode_is_read_from_the_headers() {
    var envelope = Envelope.read(HEADERS, DATA);
    assertEquals("m1", envelope.id());
    assertEquals(7, envelope.sequence());
    assertEquals("kim", envelope.actor());
    assertEquals("m1", envelope.correlationId(), "a message without one starts a correlation");
  }

  @Test
  void structured_mode_is_read_from_the_value() {
    var event =
        """
        {"specversion":"1.0","id":"m2","source":"/wms","type":"warehouse.PickConfirmed.v1",
         "subject":"f1","data":{"picked":3}}
        """;
    var headers = Map.of("content-type", "application/cloudevents+json; charset=UTF-8");
    var envelope = Envelope.read(headers, event.getBytes(StandardCharsets.UTF_8));
    assertEquals("f1", envelope.subject());
    assertNull(envelope.sequence());
    assertEquals("{\"picked\":3}", new String(envelope.data(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject"})
  void a_required_attribute_that_is_missing_is_named(String header) {
    var headers = new HashMap<>(HEADERS);
    headers.remove(header);
    var refusal = assertThrows(InvalidMessage.class, () -> Envelope.read(headers, DATA));
    assertEquals(header, refusal.field());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_id", "ce_source", "ce_subject", "ce_correlationid", "ce_actor"})
  void an_attribute_that_no_database_stores_is_named(String header) {
    for (var value : new String[] {"a\0b", "x".repeat(801)}) {
      var headers = new HashMap<>(HEADERS);
      headers.put(header, value);
      var refusal = assertThrows(InvalidMessage.class, () -> Envelope.read(headers, DATA));
      assertEquals(header, refusal.field());
    }
  }

  @Test
  void a_tombstone_and_a_bad_sequence_are_refused() {
    assertThrows(InvalidMessage.class, () -> Envelope.read(HEADERS, null));
    var headers = new HashMap<>(HEADERS);
    headers.put("ce_sequence", "seven");
    assertThrows(InvalidMessage.class, () -> Envelope.read(headers, DATA));
  }

  @Test
  void the_version_is_what_follows_the_last_dot_v() {
    assertEquals("order.OrderAccepted", Envelope.unversioned("order.OrderAccepted.v12"));
    assertEquals("order.Visited", Envelope.unversioned("order.Visited"));
  }
}

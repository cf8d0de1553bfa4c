package dev.onhand.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagesIT {

  @Test
  void what_is_sent_is_read_with_key_headers_and_bytes() {
    Infrastructure.start().createTopics("testkit.messages");
    try (var messages = Messages.connect()) {
      var first = TestMessage.of("parcel.ParcelSent.v1", "p1", Map.of("grams", 5)).fromService(1);
      var broken = first.carrying(new byte[] {(byte) 0xC3, 0x28}).with("ce_id", null).keyed("k");
      messages.send("testkit.messages", first, broken);
      var collector = messages.collect("testkit.messages");
      var read = collector.await("the good one", message -> first.id().equals(message.id()));
      assertEquals("p1", read.key());
      assertEquals(first.headers(), read.headers());
      assertEquals(5, read.json().path("grams").asInt());
      assertEquals("/onhand/parcel", read.headers().get("ce_source"));
      var other = collector.await("the broken one", message -> "k".equals(message.key()));
      assertNull(other.id());
      assertArrayEquals(broken.value(), other.value());
      assertEquals(2, collector.received().size());
    }
  }

  @Test
  void an_empty_topic_is_read_to_its_end_at_once() {
    Infrastructure.start().createTopics("testkit.empty");
    try (var messages = Messages.connect()) {
      assertEquals(List.of(), messages.collect("testkit.empty").received());
    }
  }
}

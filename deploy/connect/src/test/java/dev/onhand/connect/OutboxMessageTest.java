package dev.onhand.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxMessageTest {
  private static final Schema MESSAGE =
      SchemaBuilder.struct()
          .field("prefix", Schema.STRING_SCHEMA)
          .field("content", Schema.BYTES_SCHEMA)
          .build();
  private static final Schema VALUE =
      SchemaBuilder.struct()
          .field("op", Schema.STRING_SCHEMA)
          .field("ts_ms", Schema.INT64_SCHEMA)
          .field("message", MESSAGE)
          .build();

  private static SourceRecord sent(String content) {
    var message =
        new Struct(MESSAGE)
            .put("prefix", "outbox")
            .put("content", content.getBytes(StandardCharsets.UTF_8));
    var value = new Struct(VALUE).put("op", "m").put("ts_ms", 7L).put("message", message);
    var offset = Map.of("lsn", 5L);
    var read = new SourceRecord(Map.of(), offset, "onhand.order.message", VALUE, value);
    try (var transformation = new OutboxMessage()) {
      return transformation.apply(read);
    }
  }

  @Test
  void a_message_goes_to_its_topic_under_its_key_with_its_headers_and_its_payload_untouched() {
    var record =
        sent(
            """
            {"topic":"order.events","key":"o-1","ce_id":"1","ce_subject":"\u00fc\\"2\\""}
            {"a": "\u00e9\\u0000\\n",
             "b":1}\
            """);
    assertEquals("order.events", record.topic());
    assertEquals("o-1", record.key());
    assertEquals("{\"a\": \"\u00e9\\u0000\\n\",\n \"b\":1}", record.value());
    assertEquals(7, record.timestamp());
    assertEquals(Map.of("lsn", 5L), record.sourceOffset());
    var headers = new HashMap<String, Object>();
    record.headers().forEach(header -> headers.put(header.key(), header.value()));
    assertEquals(Map.of("ce_id", "1", "ce_subject", "\u00fc\"2\""), headers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{}\n{}", "{\"topic\":\"t\"}\n{}", "{\"topic\":\n{}", "[]\n{}"})
  void what_cannot_be_sent_stops_the_connector(String content) {
    assertThrows(DataException.class, () -> sent(content));
  }

  @Test
  void a_change_of_a_table_stops_the_connector() {
    var schema = SchemaBuilder.struct().field("after", Schema.STRING_SCHEMA).build();
    var row = new Struct(schema).put("after", "row");
    try (var transformation = new OutboxMessage()) {
      var read = new SourceRecord(Map.of(), Map.of(), "onhand.order.public.t", schema, row);
      assertThrows(DataException.class, () -> transformation.apply(read));
    }
  }
}

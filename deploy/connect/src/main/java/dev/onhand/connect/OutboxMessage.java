package dev.onhand.connect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;

/// Makes the Kafka record of a message that a service wrote to its database's log: a line of JSON
/// with `topic`, `key` and every header, and the payload after it, which nobody reads on the way.
///
/// Whatever else the connector reads stops it: a message that nobody can send must not be skipped.
public final class OutboxMessage implements Transformation<SourceRecord> {
  private static final ObjectReader ADDRESS =
      new ObjectMapper().readerFor(new TypeReference<LinkedHashMap<String, String>>() {});

  @Override
  public SourceRecord apply(SourceRecord read) {
    if (!(read.value() instanceof Struct value) || value.schema().field("message") == null) {
      throw new DataException("no message of an outbox is " + read.value());
    }
    var content = value.getStruct("message").getBytes("content");
    int end = endOfAddress(content);
    var address = address(content, end);
    var topic = address.remove("topic");
    var key = address.remove("key");
    if (topic == null || key == null) {
      throw new DataException("a message of an outbox has no topic or no key: " + address);
    }
    var headers = new ConnectHeaders();
    address.forEach(headers::addString);
    int payload = end + 1;
    return read.newRecord(
        topic,
        null,
        Schema.STRING_SCHEMA,
        key,
        Schema.STRING_SCHEMA,
        new String(content, payload, content.length - payload, StandardCharsets.UTF_8),
        value.getInt64("ts_ms"),
        headers);
  }

  private static int endOfAddress(byte[] content) {
    for (int i = 0; i < content.length; i++) if (content[i] == '\n') return i;
    throw new DataException("a message of an outbox has no payload");
  }

  private static Map<String, String> address(byte[] content, int end) {
    try {
      return ADDRESS.readValue(content, 0, end);
    } catch (IOException e) {
      throw new DataException("a message of an outbox has no readable address", e);
    }
  }

  @Override
  public ConfigDef config() {
    return new ConfigDef();
  }

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public void close() {}
}

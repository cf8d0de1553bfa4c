package dev.onhand.inventory.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.onhand.inventory.kafka.Topics;
import dev.onhand.platform.message.Json;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What `inventory.availability` is to say of an item.
///
/// @param channel [#EVERY], or one that is named
/// @param available null: nothing names the channel any more, its key is taken back
/// @param asOf when the last change before it was decided
record Figure(String pool, String channel, String sku, Long available, Instant asOf) {
  /// Every channel that has no key of its own.
  static final String EVERY = "*";

  private static final byte[] VERSION = "1.0".getBytes(UTF_8);
  private static final byte[] SOURCE = "/onhand/inventory".getBytes(UTF_8);
  private static final byte[] TYPE = "inventory.AvailabilityChanged.v1".getBytes(UTF_8);
  private static final byte[] JSON = "application/json".getBytes(UTF_8);
  private static final byte[] ACTOR = "system:inventory".getBytes(UTF_8);

  /// The message.
  record AvailabilityChanged(
      String pool, String channel, String sku, long available, Instant asOf) {}

  /// @param sequence how far in the log of the pool: it does not shrink, and of messages with equal
  ///     ones the later counts
  ProducerRecord<byte[], byte[]> record(long sequence) {
    var subject = channel + "/" + sku;
    byte[] key = subject.getBytes(UTF_8);
    var record = new ProducerRecord<>(Topics.AVAILABILITY, key, available == null ? null : json());
    var place = "inventory.log/" + pool + "/" + sequence;
    byte[] id =
        UUID.nameUUIDFromBytes(
                (place + "/" + subject + "/" + available + "/" + asOf).getBytes(UTF_8))
            .toString()
            .getBytes(UTF_8);
    var headers = record.headers();
    headers.add("ce_specversion", VERSION);
    headers.add("ce_id", id);
    headers.add("ce_source", SOURCE);
    headers.add("ce_type", TYPE);
    headers.add("ce_subject", key);
    headers.add("ce_sequence", Long.toString(sequence).getBytes(UTF_8));
    headers.add("ce_time", asOf.toString().getBytes(UTF_8));
    headers.add("content-type", JSON);
    headers.add("ce_correlationid", id);
    headers.add("ce_causationid", place.getBytes(UTF_8));
    headers.add("ce_actor", ACTOR);
    return record;
  }

  private byte[] json() {
    return Json.write(new AvailabilityChanged(pool, channel, sku, available, asOf)).getBytes(UTF_8);
  }
}

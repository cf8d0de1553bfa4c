package dev.onhand.reporting.feed;

import dev.onhand.platform.message.Envelope;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// What one poll brought: messages to project, messages that cannot be read, and where each
/// partition goes on.
///
/// @param next per partition the offset stored so far and the one reached
record Batch(
    List<Incoming> messages,
    List<Rejected> rejected,
    List<HeardFrom> heartbeats,
    Map<TopicPartition, Step> next) {

  /// From the offset in the database to the offset after this batch.
  record Step(long from, long to) {}

  /// A service's heartbeat: what it published before this instant came before this message.
  record HeardFrom(String service, Instant at) {}

  static Batch read(
      Iterable<ConsumerRecord<byte[], byte[]>> records,
      Map<TopicPartition, Step> next,
      Projections projections) {
    var batch = new Batch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), next);
    for (var message : records) {
      try {
        if (message.topic().equals(Topics.HEARTBEATS)) {
          batch.heartbeats.add(heartbeat(message));
        } else {
          batch.messages.add(projectable(message, projections));
        }
      } catch (InvalidMessage e) {
        batch.rejected.add(new Rejected(message, e.reason(), e.getMessage()));
      }
    }
    return batch;
  }

  private static HeardFrom heartbeat(ConsumerRecord<byte[], byte[]> message) {
    var envelope = Envelope.read(Envelope.headers(message), message.value());
    var heartbeat = Json.read(envelope.data(), HeardFrom.class);
    if (heartbeat.service() == null || heartbeat.at() == null) {
      throw new InvalidMessage("SCHEMA_VIOLATION", "service, at", "are missing");
    }
    return heartbeat;
  }

  private static Incoming projectable(
      ConsumerRecord<byte[], byte[]> message, Projections projections) {
    var incoming = Incoming.read(message);
    if (projections.knowsOnlyOtherVersions(incoming.envelope().type())) {
      throw new InvalidMessage(
          "UNKNOWN_VERSION", "ce_type", "is not known here: " + incoming.envelope().type());
    }
    return incoming;
  }
}

package dev.onhand.inventory.reservation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.onhand.inventory.codec.CommandJson;
import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.partition.Reply;
import dev.onhand.platform.message.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/// Sends a command to the stock ledger and waits for its answer, without holding a thread.
final class Asking implements AutoCloseable {
  private final String topic;
  private final Replies replies;
  private final KafkaProducer<byte[], byte[]> producer;

  Asking(KafkaSettings kafka, String topic, Replies replies) {
    this.topic = topic;
    this.replies = replies;
    producer = kafka.producer();
  }

  /// Asks.
  ///
  /// @param subject what the command is about
  /// @param cause of the command: its message id is the same in every repeat
  /// @return what became of it; empty when that is not known in time, although the ledger has been
  ///     told; fails when it could not be told
  CompletableFuture<Optional<Reply>> ask(
      StockCommand command, String subject, Cause cause, Duration wait) {
    var token = UUID.randomUUID().toString();
    var answer = wait.isZero() ? null : replies.expect(token);
    var result = new CompletableFuture<Optional<Reply>>();
    var told = record(command, subject, cause);
    if (answer != null) told.headers().add(Reply.REPLY_TO, replies.address(token).getBytes(UTF_8));
    try {
      producer.send(
          told,
          (_, failure) -> {
            if (failure != null) result.completeExceptionally(failure);
            else if (answer == null) result.complete(Optional.empty());
          });
    } catch (KafkaException e) {
      result.completeExceptionally(e);
    }
    if (answer != null) {
      answer
          .completeOnTimeout(null, wait.toMillis(), TimeUnit.MILLISECONDS)
          .thenAccept(reply -> result.complete(Optional.ofNullable(reply)));
    }
    return result;
  }

  private ProducerRecord<byte[], byte[]> record(StockCommand command, String subject, Cause cause) {
    var record =
        new ProducerRecord<>(
            topic,
            command.pool().getBytes(UTF_8),
            Json.write(CommandJson.payload(command)).getBytes(UTF_8));
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", cause.messageId());
    header(record, "ce_source", "/onhand/inventory");
    header(record, "ce_type", CommandJson.type(command));
    header(record, "ce_subject", subject);
    header(record, "ce_time", Instant.ofEpochMilli(cause.issuedAtMs()).toString());
    header(record, "ce_correlationid", cause.correlationId());
    header(record, "ce_actor", cause.actor());
    header(record, "content-type", "application/json");
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}

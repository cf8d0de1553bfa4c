package dev.onhand.inventory.reservation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.partition.Reply;
import dev.onhand.inventory.worker.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// The answers that this instance waits for. Its partition of `inventory.replies` may be another
/// instance's too: what nobody here waits for is passed over.
final class Replies {
  /// How many may wait at a time; whoever comes then does not wait.
  static final int WAITING_MAX = 10_000;

  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaSettings kafka;
  private final String instance;
  private final Map<String, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();

  /// @param instance tells the running copies of this service apart
  Replies(KafkaSettings kafka, String instance) {
    this.kafka = kafka;
    this.instance = instance;
  }

  /// What a command's header says for the answer to come here.
  String address(String token) {
    return instance + "/" + token;
  }

  /// The answer with this token, once it is there; null when too many wait already.
  CompletableFuture<Reply> expect(String token) {
    if (waiting.size() >= WAITING_MAX) return null;
    var answer = new CompletableFuture<Reply>();
    waiting.put(token, answer);
    answer.whenComplete((_, _) -> waiting.remove(token));
    return answer;
  }

  /// Reads the answers, from now on. An answer written while nobody read is never seen here: its
  /// asker waits in vain, and finds what became of it in the projection.
  Task open() {
    try (var admin = kafka.admin()) {
      int partitions = Topics.partitions(admin, Topics.REPLIES);
      var ours = new TopicPartition(Topics.REPLIES, Topics.partitionOf(instance, partitions));
      var reader = kafka.reader();
      try {
        reader.assign(List.of(ours));
        reader.seekToEnd(List.of(ours));
        reader.position(ours);
        return new Reading(reader);
      } catch (RuntimeException e) {
        reader.close();
        throw e;
      }
    }
  }

  private final class Reading implements Task {
    private final KafkaConsumer<byte[], byte[]> reader;

    Reading(KafkaConsumer<byte[], byte[]> reader) {
      this.reader = reader;
    }

    @Override
    public void turn() {
      for (var received : reader.poll(POLL)) {
        var reply = read(received);
        var answer = waiting.get(reply.token());
        if (answer != null) answer.complete(reply);
      }
    }

    @Override
    public void close() {
      reader.close();
    }
  }

  private static Reply read(ConsumerRecord<byte[], byte[]> received) {
    return new Reply(
        received.key() == null ? "" : new String(received.key(), UTF_8),
        header(received, Reply.TOKEN),
        header(received, Reply.OUTCOME),
        header(received, Reply.DETAIL),
        received.value());
  }

  private static String header(ConsumerRecord<byte[], byte[]> received, String name) {
    var header = received.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }
}

package dev.onhand.local.verify;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads the committed records of topics, as no consumer group: nothing is left behind.
final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);
  private static final int RECORDS_POLLED_MAX = 5_000;
  private static final int FETCH_WAIT_MS = 10;
  private static final int ANSWER_MS_MAX = 15_000;

  private final KafkaConsumer<byte[], byte[]> consumer;

  TopicReader(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                RECORDS_POLLED_MAX,
                // Many short looks at partitions that end in a transaction's marker.
                "fetch.max.wait.ms",
                FETCH_WAIT_MS,
                "default.api.timeout.ms",
                ANSWER_MS_MAX,
                "allow.auto.create.topics",
                false,
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /// The names of all topics that are not Kafka's own.
  Set<String> topics() {
    var names = new HashSet<>(consumer.listTopics().keySet());
    names.removeIf(name -> name.startsWith("__"));
    return names;
  }

  /// The ends of all partitions of these topics.
  Map<TopicPartition, Long> ends(Collection<String> topics) {
    return consumer.endOffsets(partitions(topics));
  }

  /// Every record up to the present ends.
  void readAll(Collection<String> topics, Consumer<Fact> action) {
    readRecords(topics, record -> action.accept(new Fact(record)));
  }

  /// The same of topics whose records are no messages.
  void readRecords(Collection<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> action) {
    var partitions = partitions(topics);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    read(consumer.endOffsets(partitions), action);
  }

  /// How many committed records are between an offset and the end of a partition. Differs from the
  /// difference of the offsets where transactions have left their markers.
  long count(TopicPartition partition, long from, long end) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    var records = new long[1];
    read(Map.of(partition, end), _ -> records[0]++);
    return records[0];
  }

  private List<TopicPartition> partitions(Collection<String> topics) {
    return topics.stream()
        .sorted()
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(p -> new TopicPartition(p.topic(), p.partition()))
        .toList();
  }

  private void read(
      Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> action) {
    long before = -1;
    long deadline = System.nanoTime() + SILENCE_MAX.toNanos();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (var next : consumer.poll(POLL)) {
        if (next.offset() < ends.get(new TopicPartition(next.topic(), next.partition()))) {
          action.accept(next);
        }
      }
      long now = ends.keySet().stream().mapToLong(consumer::position).sum();
      if (now != before) {
        before = now;
        deadline = System.nanoTime() + SILENCE_MAX.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new AuditException("the topics cannot be read to their ends " + ends, null);
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}

package dev.onhand.inventory.partition;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.partition.Tail.DeadLetter;
import dev.onhand.testkit.Infrastructure;
import dev.onhand.testkit.Messages;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;

class KafkaPartitionLogIT extends PartitionLogConformance {
  private static final String COMMANDS = "log-test.commands";
  private static final String LOG = "log-test.log";
  private static final int PARTITIONS = 64;
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static KafkaSettings kafka;

  private final int partition = NEXT.getAndIncrement();
  private final String group = "log-test-" + partition;

  @BeforeAll
  static void start() {
    Infrastructure servers = Infrastructure.start();
    servers.createTopic(COMMANDS, PARTITIONS);
    servers.createTopic(LOG, PARTITIONS);
    servers.createTopics(Topics.DEAD_LETTER);
    kafka = new KafkaSettings(servers.bootstrapServers());
  }

  @Override
  PartitionLog open() {
    var topics = new LoopTopics(COMMANDS, LOG, group, "log-test-");
    return new KafkaPartitionLog(kafka, topics, partition, () -> new ConsumerGroupMetadata(group));
  }

  @Override
  long committedCommands() {
    try (var admin = kafka.admin()) {
      var offsets = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      var committed = offsets.get(new TopicPartition(COMMANDS, partition));
      return committed == null ? 0 : committed.offset();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  List<DeadLetter> deadLetters() {
    try (var messages = Messages.connect()) {
      return messages.collect(Topics.DEAD_LETTER).received().stream()
          .filter(m -> COMMANDS.equals(m.headers().get("onhand_topic")))
          .filter(m -> m.headers().get("onhand_partition").equals("" + partition))
          .map(
              m ->
                  new DeadLetter(
                      m.key() == null
                          ? null
                          : m.key().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                      m.value(),
                      Map.copyOf(m.headers()),
                      Long.parseLong(m.headers().get("onhand_offset")),
                      m.headers().get("onhand_reason"),
                      m.headers().get("onhand_detail")))
          .toList();
    }
  }
}

package dev.onhand.inventory.partition;

import dev.onhand.inventory.kafka.Topics;
import org.apache.kafka.common.TopicPartition;

/// Where a loop reads and writes, and under which names it is known to the broker.
///
/// @param transactionalIdPrefix followed by the partition
public record LoopTopics(String commands, String log, String group, String transactionalIdPrefix) {
  public static final LoopTopics STANDARD =
      new LoopTopics(Topics.COMMANDS, Topics.LOG, "inventory-ledger", "inventory-");

  TopicPartition commands(int partition) {
    return new TopicPartition(commands, partition);
  }

  TopicPartition log(int partition) {
    return new TopicPartition(log, partition);
  }

  String transactionalId(int partition) {
    return transactionalIdPrefix + partition;
  }
}

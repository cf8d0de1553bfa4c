package dev.onhand.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private static final String DAYS_30 = "2592000000";

  @Test
  void names_and_addresses_are_kept_for_thirty_days_only() {
    assertEquals(DAYS_30, topic("channel.orders").configs().get("retention.ms"));
    assertEquals(DAYS_30, topic("warehouse.requests").configs().get("retention.ms"));
  }

  @Test
  void facts_are_kept_for_ever() {
    for (var name : List.of("order.events", "inventory.log", "ledger.events", "returns.events")) {
      assertEquals("-1", topic(name).configs().get("retention.ms"), name);
    }
  }

  @Test
  void master_records_keep_the_last_value_per_key() {
    for (var name : List.of("inventory.items", "inventory.availability", "procurement.suppliers")) {
      assertEquals("compact", topic(name).configs().get("cleanup.policy"), name);
    }
  }

  @Test
  void commands_and_log_of_the_stock_ledger_have_equally_many_partitions() {
    assertEquals(
        topic("inventory.commands").numPartitions(), topic("inventory.log").numPartitions());
    assertEquals(1, topic("platform.heartbeats").numPartitions());
  }

  @Test
  void a_topic_with_other_partitions_is_refused_by_name() {
    var wanted = List.of(topic("order.events"));
    Topics.comparePartitions(wanted, Map.of("order.events", description(4)));
    var there = Map.of("order.events", description(3));
    var refused = assertThrows(StackException.class, () -> Topics.comparePartitions(wanted, there));
    assertTrue(
        refused.getMessage().startsWith("order.events has 3 partitions instead of 4"),
        refused.getMessage());
  }

  private static NewTopic topic(String name) {
    return Topics.of(4).stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  private static TopicDescription description(int partitions) {
    var infos =
        IntStream.range(0, partitions)
            .mapToObj(i -> new TopicPartitionInfo(i, Node.noNode(), List.of(), List.of()))
            .toList();
    return new TopicDescription("order.events", false, infos);
  }
}

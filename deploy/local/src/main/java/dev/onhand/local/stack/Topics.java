package dev.onhand.local.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;

/// The topics of the platform. The broker creates none by itself: a topic made with a wrong number
/// of partitions would put messages of one pool in two places.
public final class Topics {
  private static final String FOR_EVER = "-1";
  private static final String DAYS_30 = Long.toString(Duration.ofDays(30).toMillis());
  private static final String DAY = Long.toString(Duration.ofDays(1).toMillis());
  private static final String HOUR = Long.toString(Duration.ofHours(1).toMillis());

  private Topics() {}

  /// Names of all topics, in the order of the design's table.
  public static List<String> names() {
    return of(1).stream().map(NewTopic::name).toList();
  }

  static List<NewTopic> of(int partitions) {
    var topics = new ArrayList<NewTopic>();
    // With names and addresses: kept 30 days.
    keep(topics, partitions, DAYS_30, "channel.orders", "warehouse.requests");
    // Facts without personal data: kept for ever.
    keep(
        topics,
        partitions,
        FOR_EVER,
        "payment.requests",
        "payment.events",
        "settlement.events",
        "order.events",
        "inventory.commands",
        "inventory.log",
        "inventory.reservations",
        "inventory.movements",
        "inventory.dead-letter",
        "inventory.events",
        "fulfillment.events",
        "warehouse.events",
        "carrier.events",
        "invoice.events",
        "procurement.events",
        "returns.events",
        "ledger.events",
        "reporting.events");
    keep(topics, partitions, HOUR, "inventory.replies");
    keep(topics, 1, DAY, "platform.heartbeats");
    // The last value per key.
    for (var name :
        List.of(
            "inventory.availability",
            "inventory.items",
            "inventory.locations",
            "procurement.suppliers")) {
      topics.add(
          new NewTopic(name, partitions, (short) 1).configs(Map.of("cleanup.policy", "compact")));
    }
    return topics;
  }

  private static void keep(
      List<NewTopic> topics, int partitions, String retentionMillis, String... names) {
    for (var name : names) {
      topics.add(
          new NewTopic(name, partitions, (short) 1)
              .configs(Map.of("cleanup.policy", "delete", "retention.ms", retentionMillis)));
    }
  }

  /// Creates what is missing and compares the partitions of what is there.
  static void create(Admin admin, int partitions) {
    var wanted = of(partitions);
    try {
      var present = admin.listTopics().names().get();
      var missing = wanted.stream().filter(t -> !present.contains(t.name())).toList();
      for (var result : admin.createTopics(missing).values().values()) {
        try {
          result.get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw e;
          }
        }
      }
      var there = wanted.stream().map(NewTopic::name).filter(present::contains).toList();
      comparePartitions(wanted, admin.describeTopics(there).allTopicNames().get());
    } catch (ExecutionException e) {
      throw new StackException("Cannot create the topics: " + e.getCause().getMessage(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while creating the topics.");
    }
  }

  static void comparePartitions(List<NewTopic> wanted, Map<String, TopicDescription> there) {
    var wrong =
        wanted.stream()
            .filter(t -> there.containsKey(t.name()))
            .filter(t -> there.get(t.name()).partitions().size() != t.numPartitions())
            .map(
                t ->
                    "%s has %d partitions instead of %d"
                        .formatted(
                            t.name(), there.get(t.name()).partitions().size(), t.numPartitions()))
            .collect(Collectors.joining(", "));
    if (!wrong.isEmpty()) {
      throw new StackException(
          wrong
              + ". Keys would move between partitions: start with the former ONHAND_PARTITIONS, or"
              + " with an empty ONHAND_HOME.");
    }
  }
}

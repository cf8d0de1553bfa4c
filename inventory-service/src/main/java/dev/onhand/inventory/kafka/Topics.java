package dev.onhand.inventory.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.utils.Utils;

/// The topics of this service.
public final class Topics {
  public static final String COMMANDS = "inventory.commands";
  public static final String LOG = "inventory.log";
  public static final String DEAD_LETTER = "inventory.dead-letter";
  public static final String REPLIES = "inventory.replies";
  public static final String RESERVATIONS = "inventory.reservations";
  public static final String MOVEMENTS = "inventory.movements";
  public static final String AVAILABILITY = "inventory.availability";
  public static final String ITEMS = "inventory.items";
  public static final String LOCATIONS = "inventory.locations";

  private static final int FRAME_BYTES_MAX = 16 << 20;

  private Topics() {}

  /// Checks that replies have a topic, that a pool's commands, log and availability are in
  /// partitions of the same number, and sees to it that commands bear the time of the broker and
  /// that the log takes large frames.
  ///
  /// @return the number of partitions
  /// @throws KafkaException if the topics are not there, or do not fit each other
  public static int prepare(Admin admin) {
    Map<String, TopicDescription> topics =
        get(admin.describeTopics(List.of(COMMANDS, LOG, AVAILABILITY)).allTopicNames());
    partitions(admin, REPLIES);
    int partitions = topics.get(COMMANDS).partitions().size();
    for (TopicDescription topic : topics.values()) {
      if (topic.partitions().size() != partitions) {
        throw new KafkaException(
            "%s has %d partitions, %s has %d: they must be equal"
                .formatted(COMMANDS, partitions, topic.name(), topic.partitions().size()));
      }
    }
    get(
        admin
            .incrementalAlterConfigs(
                Map.of(
                    new ConfigResource(ConfigResource.Type.TOPIC, COMMANDS),
                    set("message.timestamp.type", "LogAppendTime"),
                    new ConfigResource(ConfigResource.Type.TOPIC, LOG),
                    set("max.message.bytes", Integer.toString(FRAME_BYTES_MAX))))
            .all());
    return partitions;
  }

  private static Collection<AlterConfigOp> set(String name, String value) {
    return List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
  }

  /// @return how many partitions a topic has
  /// @throws KafkaException if it is not there
  public static int partitions(Admin admin, String topic) {
    return get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().size();
  }

  /// Where Kafka puts a record with this key.
  public static int partitionOf(String key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
  }

  /// Where a partition ends, whatever is committed there.
  public static long end(Admin admin, TopicPartition partition) {
    return get(admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition))
        .offset();
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}

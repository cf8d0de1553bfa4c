package dev.onhand.local.stack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Consumer groups and how far each is behind.
public final class Groups {
  private static final long ASK_SECONDS = 10;

  private Groups() {}

  /// One group.
  ///
  /// @param lag messages between the committed offsets and the ends of the partitions it reads
  public record Lag(String group, long lag) {}

  /// Groups with a committed offset, by name.
  ///
  /// @throws StackException when the broker does not answer
  public static List<Lag> of(Admin admin) {
    try {
      return ask(admin);
    } catch (ExecutionException | TimeoutException e) {
      throw new StackException("Kafka does not tell its consumer groups: " + e.getMessage(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted.");
    }
  }

  private static List<Lag> ask(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    var groups =
        admin.listGroups().all().get(ASK_SECONDS, TimeUnit.SECONDS).stream()
            .map(GroupListing::groupId)
            .filter(g -> !g.equals(ConnectWorker.GROUP))
            .collect(Collectors.toMap(g -> g, _ -> new ListConsumerGroupOffsetsSpec()));
    if (groups.isEmpty()) {
      return List.of();
    }
    var committed = admin.listConsumerGroupOffsets(groups).all().get(ASK_SECONDS, TimeUnit.SECONDS);
    var latest = new HashMap<TopicPartition, OffsetSpec>();
    committed.values().forEach(o -> o.keySet().forEach(p -> latest.put(p, OffsetSpec.latest())));
    var ends = admin.listOffsets(latest).all().get(ASK_SECONDS, TimeUnit.SECONDS);
    var lags = new ArrayList<Lag>();
    committed.forEach(
        (group, offsets) -> {
          var known = new HashMap<TopicPartition, Long>();
          offsets.forEach(
              (partition, offset) -> {
                if (offset != null) {
                  known.put(partition, offset.offset());
                }
              });
          lags.add(new Lag(group, behind(known, ends)));
        });
    lags.sort(Comparator.comparing(Lag::group));
    return lags;
  }

  private static long behind(
      Map<TopicPartition, Long> committed,
      Map<TopicPartition, org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo>
          ends) {
    return committed.entrySet().stream()
        .mapToLong(e -> Math.max(0, ends.get(e.getKey()).offset() - e.getValue()))
        .sum();
  }
}

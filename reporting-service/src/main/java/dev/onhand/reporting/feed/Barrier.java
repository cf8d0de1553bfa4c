package dev.onhand.reporting.feed;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/// Decides how far the data is complete. Pure: it is told heartbeats and positions.
///
/// A heartbeat of a service follows everything the service published before it, but on another
/// topic. So when heartbeats were read, the ends of the domain topics are noted, and the heartbeats
/// count only once this service has read up to those ends. One such barrier stands at a time;
/// heartbeats read meanwhile wait for the next one, so a busy topic cannot put it off for ever.
final class Barrier {
  private final Map<String, Instant> waiting = new HashMap<>();
  private Map<String, Instant> standing = Map.of();
  private Map<TopicPartition, Long> ends = Map.of();

  /// A heartbeat was read.
  void heard(String source, Instant at) {
    waiting.merge(source, at, (a, b) -> a.isAfter(b) ? a : b);
  }

  /// Whether there are heartbeats for which the ends of the topics have to be asked.
  boolean isWanted() {
    return standing.isEmpty() && !waiting.isEmpty();
  }

  /// The ends of the domain topics, asked after the waiting heartbeats were read.
  void stand(Map<TopicPartition, Long> ends) {
    this.standing = Map.copyOf(waiting);
    this.ends = Map.copyOf(ends);
    waiting.clear();
  }

  /// The heartbeats that count now, if the positions have passed the barrier; it then falls.
  Optional<Map<String, Instant>> passed(ToLongFunction<TopicPartition> position) {
    if (standing.isEmpty() || behind(position) > 0) return Optional.empty();
    var counted = standing;
    standing = Map.of();
    ends = Map.of();
    return Optional.of(counted);
  }

  /// How many messages are still to be read before the barrier.
  long behind(ToLongFunction<TopicPartition> position) {
    long behind = 0;
    for (var end : ends.entrySet()) {
      behind += Math.max(0, end.getValue() - position.applyAsLong(end.getKey()));
    }
    return behind;
  }

  /// Forgets everything: the positions were set back.
  void clear() {
    waiting.clear();
    standing = Map.of();
    ends = Map.of();
  }
}

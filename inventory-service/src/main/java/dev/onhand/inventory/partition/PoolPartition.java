package dev.onhand.inventory.partition;

import dev.onhand.inventory.kafka.Topics;
import java.util.function.Predicate;

/// Whether a pool belongs to a partition: Kafka's own rule for a record keyed by the pool.
///
/// @param partitions how many there are; never changes, or pools would change their writer
record PoolPartition(int partitions, int partition) implements Predicate<String> {
  @Override
  public boolean test(String pool) {
    return of(pool, partitions) == partition;
  }

  static int of(String pool, int partitions) {
    return Topics.partitionOf(pool, partitions);
  }
}

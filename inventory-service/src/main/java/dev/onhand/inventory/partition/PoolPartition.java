package dev.onhand.inventory.partition;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Utils;

/// Whether a pool belongs to a partition: Kafka's own rule for a record keyed by the pool.
///
/// @param partitions how many there are; never changes, or pools would change their writer
record PoolPartition(int partitions, int partition) implements Predicate<String> {
  @Override
  public boolean test(String pool) {
    return of(pool, partitions) == partition;
  }

  static int of(String pool, int partitions) {
    int hash = Utils.murmur2(pool.getBytes(StandardCharsets.UTF_8));
    return Utils.toPositive(hash) % partitions;
  }
}

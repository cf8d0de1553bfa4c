package dev.onhand.bench.stock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/// One pool for each partition of `inventory.commands`.
final class Pools {
  private Pools() {}

  static List<String> of(int partitions) {
    var pools = new ArrayList<String>();
    for (int partition = 0; partition < partitions; partition++) {
      int suffix = 0;
      while (partition("bench-" + suffix, partitions) != partition) {
        suffix++;
      }
      pools.add("bench-" + suffix);
    }
    return pools;
  }

  private static int partition(String pool, int partitions) {
    return Utils.toPositive(Utils.murmur2(pool.getBytes(UTF_8))) % partitions;
  }
}

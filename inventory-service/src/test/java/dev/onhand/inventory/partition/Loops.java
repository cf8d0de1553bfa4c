package dev.onhand.inventory.partition;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.worker.Worker;
import java.util.ArrayList;
import java.util.List;

/// Several loops over topics of their own, as several instances of the service would run them.
public final class Loops implements AutoCloseable {
  private static final LedgerLimits LIMITS =
      new LedgerLimits(1024, 500, 1_000_000_000_000L, 16, 32, 500);

  private final List<Worker> workers = new ArrayList<>();

  /// @param run of the test: topics are `commands-<run>` and `log-<run>`
  public static Loops start(KafkaSettings kafka, String run, int partitions, int loops) {
    var started = new Loops();
    var topics =
        new LoopTopics("commands-" + run, "log-" + run, "loop-" + run, "loop-" + run + "-");
    var snapshots = new InMemorySnapshotStore();
    for (int i = 0; i < loops; i++) {
      var worker =
          new Worker(
              "loop-" + i, () -> new PartitionLoop(kafka, topics, partitions, LIMITS, snapshots));
      worker.start();
      started.workers.add(worker);
    }
    return started;
  }

  /// A name of a pool that belongs to this partition.
  public static String pool(String prefix, int partition, int partitions) {
    for (int i = 0; ; i++) {
      if (PoolPartition.of(prefix + i, partitions) == partition) return prefix + i;
    }
  }

  @Override
  public void close() {
    workers.forEach(Worker::stop);
  }
}

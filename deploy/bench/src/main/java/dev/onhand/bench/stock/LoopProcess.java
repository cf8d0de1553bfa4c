package dev.onhand.bench.stock;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.ledger.SnapshotInput;
import dev.onhand.inventory.partition.LoopTopics;
import dev.onhand.inventory.partition.PartitionLoop;
import dev.onhand.inventory.partition.SnapshotStore;
import java.util.List;

/// Main class of the process under measurement: the production loop, until a backlog is worked
/// off. Its snapshots are made and thrown away.
final class LoopProcess {
  private LoopProcess() {}

  /// @param arguments bootstrap servers, topic of commands, log, first order, end of the commands
  static void main(String[] arguments) {
    var topics = new LoopTopics(arguments[1], arguments[2], arguments[2], arguments[2] + "-");
    long first = Long.parseLong(arguments[3]);
    long end = Long.parseLong(arguments[4]);
    long warm = first + (end - first) / 4;
    try (var loop =
        new PartitionLoop(
            new KafkaSettings(arguments[0]), topics, 1, LedgerLimits.STANDARD, new NoSnapshots())) {
      while (loop.nextCommandOffset(0) < warm) {
        loop.turn();
      }
      long began = loop.nextCommandOffset(0);
      long beganNs = Subject.threadNs();
      while (loop.nextCommandOffset(0) < end) {
        loop.turn();
      }
      Subject.reportPerCommand((Subject.threadNs() - beganNs) / (double) (end - began));
    }
    Subject.report();
  }

  private static final class NoSnapshots implements SnapshotStore {
    @Override
    public void save(
        int partition, long nextLogOffset, boolean published, SnapshotInput.Chunks chunks) {
      chunks.close();
    }

    @Override
    public List<Stored> newestFirst(int partition) {
      return List.of();
    }
  }
}

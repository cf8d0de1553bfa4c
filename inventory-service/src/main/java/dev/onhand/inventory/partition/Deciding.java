package dev.onhand.inventory.partition;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.worker.Worker;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Makes the stock ledger's worker.
final class Deciding {
  @Produces
  @Singleton
  Worker ledger(KafkaSettings kafka, AgroalDataSource dataSource) {
    return Worker.first("stock-ledger", () -> loop(kafka, dataSource));
  }

  private static PartitionLoop loop(KafkaSettings kafka, AgroalDataSource dataSource) {
    try (var admin = kafka.admin()) {
      int partitions = Topics.prepare(admin);
      return new PartitionLoop(
          kafka,
          LoopTopics.STANDARD,
          partitions,
          LedgerLimits.STANDARD,
          new PostgresSnapshotStore(dataSource),
          kafka.bulkProducer());
    }
  }
}

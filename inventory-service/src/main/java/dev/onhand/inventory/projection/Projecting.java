package dev.onhand.inventory.projection;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.worker.Worker;
import dev.onhand.platform.work.Transactions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Makes the projection's worker.
final class Projecting {
  @Produces
  @Singleton
  Worker projection(KafkaSettings kafka, Transactions transactions) {
    return Worker.givingWay("stock-projection", () -> new StockProjection(kafka, transactions));
  }
}

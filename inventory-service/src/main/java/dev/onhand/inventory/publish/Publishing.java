package dev.onhand.inventory.publish;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.worker.Worker;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Makes the publisher's worker.
final class Publishing {
  @Produces
  @Singleton
  Worker publisher(KafkaSettings kafka) {
    return Worker.givingWay("stock-publisher", () -> new LogPublisher(kafka));
  }
}

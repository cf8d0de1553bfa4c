package dev.onhand.inventory.publish;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.worker.Worker;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Makes the publisher's worker.
final class Publishing {
  @Produces
  @Singleton
  Worker publisher(
      KafkaSettings kafka,
      @ConfigProperty(name = "onhand.instance", defaultValue = "0") String instance) {
    return new Worker("stock-publisher", () -> new LogPublisher(kafka, instance));
  }
}

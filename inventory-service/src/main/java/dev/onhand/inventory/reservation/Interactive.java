package dev.onhand.inventory.reservation;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.worker.Worker;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Makes what asking takes: the sender, and the worker that reads the answers.
final class Interactive {
  @Produces
  @Singleton
  Replies replies(
      KafkaSettings kafka,
      @ConfigProperty(name = "onhand.instance", defaultValue = "0") String instance) {
    return new Replies(kafka, instance);
  }

  @Produces
  @Singleton
  Worker reader(Replies replies) {
    return new Worker("stock-replies", replies::open);
  }

  @Produces
  @Singleton
  Asking asking(KafkaSettings kafka, Replies replies) {
    return new Asking(kafka, Topics.COMMANDS, replies);
  }

  void close(@Disposes Asking asking) {
    asking.close();
  }
}

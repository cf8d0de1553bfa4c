package dev.onhand.inventory.worker;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Every worker of this service: started and stopped with it, and not ready when one has been
/// failing for a while.
@Readiness
@ApplicationScoped
public class Workers implements HealthCheck {
  private static final Duration FAILING_TOLERATED = Duration.ofSeconds(10);

  private final List<Worker> workers;

  Workers(@Any Instance<Worker> workers) {
    this.workers = workers.stream().toList();
  }

  /// Before anything else that begins with the service: the sooner a ledger recovers, the better.
  void start(@Observes @Priority(1) StartupEvent event) {
    workers.forEach(worker -> worker.start(this::isAnyUrgent));
  }

  private boolean isAnyUrgent() {
    return workers.stream().anyMatch(Worker::isUrgent);
  }

  void stop(@Observes ShutdownEvent event) {
    workers.forEach(Worker::stop);
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("workers");
    boolean ready = true;
    for (var worker : workers) {
      var since = worker.failingSince();
      ready &= since == null || since.plus(FAILING_TOLERATED).isAfter(Instant.now());
      ready &= worker.isAlive();
      response.withData(worker.name(), worker.failure().isEmpty() ? "runs" : worker.failure());
    }
    return response.status(ready).build();
  }
}

package dev.onhand.inventory.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// A worker whose thread has ended (no memory, a broken class) only comes back with a new
/// process. A broker or a database that is gone does not end a thread.
@Liveness
@ApplicationScoped
public class WorkersAlive implements HealthCheck {
  private final Instance<Worker> workers;

  WorkersAlive(@Any Instance<Worker> workers) {
    this.workers = workers;
  }

  @Override
  public HealthCheckResponse call() {
    boolean alive = workers.stream().allMatch(Worker::isAlive);
    return HealthCheckResponse.named("worker threads").status(alive).build();
  }
}

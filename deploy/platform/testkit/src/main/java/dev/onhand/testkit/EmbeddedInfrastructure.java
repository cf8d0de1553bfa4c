package dev.onhand.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Gives a `@QuarkusTest` the shared [Infrastructure]: `@QuarkusTestResource` or
/// `@WithTestResource(EmbeddedInfrastructure.class)`.
///
/// With `-Donhand.containers=true` (Maven profile `containers`) the servers come from the images
/// `postgres:18` and `apache/kafka:4.1.2`.
public final class EmbeddedInfrastructure implements QuarkusTestResourceLifecycleManager {

  /// Starts the servers when this is the first test of the JVM.
  @Override
  public Map<String, String> start() {
    return Infrastructure.start().quarkusConfiguration();
  }

  /// Does nothing: the next test class uses the same servers.
  @Override
  public void stop() {}
}

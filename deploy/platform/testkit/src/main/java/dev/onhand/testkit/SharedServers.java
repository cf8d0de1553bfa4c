package dev.onhand.testkit;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Holds the servers of this JVM. Loaded by the system class loader only, see [Infrastructure].
final class SharedServers {

  // held, or the logging system would forget the level
  private static final List<Logger> QUIET =
      List.of(
          Logger.getLogger("kafka"),
          Logger.getLogger("org.apache.kafka"),
          Logger.getLogger("state.change.logger"),
          Logger.getLogger("io.zonky.test.db.postgres"),
          Logger.getLogger("org.testcontainers"));

  private static Map<String, String> settings;

  private SharedServers() {}

  /// Called by reflection: only types of the JDK may cross between class loaders.
  static synchronized Map<String, String> start() {
    if (settings == null) {
      QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
      settings = Boolean.getBoolean(Infrastructure.CONTAINERS) ? containers() : embedded();
    }
    return settings;
  }

  private static Map<String, String> embedded() {
    var postgres = CompletableFuture.supplyAsync(PostgresServer::start);
    var kafka = CompletableFuture.supplyAsync(KafkaBroker::start);
    try {
      return settings(postgres.join().adminUrl(), "postgres", kafka.join().bootstrapServers());
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "embedded PostgreSQL or Kafka did not start: " + e.getCause().getMessage(), e.getCause());
    }
  }

  private static Map<String, String> containers() {
    var servers = ContainerServers.start();
    return settings(servers.adminUrl(), servers.adminPassword(), servers.bootstrapServers());
  }

  private static Map<String, String> settings(
      String adminUrl, String adminPassword, String bootstrapServers) {
    createServiceDatabase(adminUrl, adminPassword);
    return Map.of(
        "jdbcUrl",
        adminUrl.replace("/postgres", "/service"),
        "username",
        "service",
        "password",
        "service",
        "bootstrapServers",
        bootstrapServers);
  }

  private static void createServiceDatabase(String adminUrl, String adminPassword) {
    try (var connection = DriverManager.getConnection(adminUrl, "postgres", adminPassword);
        var statement = connection.createStatement()) {
      statement.execute("create role service login replication createdb password 'service'");
      statement.execute("create database service owner service");
    } catch (SQLException e) {
      throw new IllegalStateException("the tests' database was not created: " + e.getMessage(), e);
    }
  }
}

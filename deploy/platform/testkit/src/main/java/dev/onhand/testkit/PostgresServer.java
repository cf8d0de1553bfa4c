package dev.onhand.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/// PostgreSQL 18 from the binaries on the class path, on a free port, without fsync.
///
/// @param adminUrl JDBC address of the database `postgres` for the superuser
record PostgresServer(String adminUrl) {

  /// Ready when the server answers a query; ends with the JVM.
  static PostgresServer start() {
    try {
      var server =
          EmbeddedPostgres.builder()
              .setServerConfig("wal_level", "logical")
              .setServerConfig("max_connections", "200")
              .setServerConfig("max_replication_slots", "20")
              .setServerConfig("max_wal_senders", "20")
              .setServerConfig("timezone", "UTC")
              .setLocaleConfig("locale", "C.UTF-8")
              .setCleanDataDirectory(true)
              .start();
      return new PostgresServer("jdbc:postgresql://localhost:" + server.getPort() + "/postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

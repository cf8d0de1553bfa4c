package dev.onhand.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// PostgreSQL with logical decoding, and durable as in production: `fsync` and `synchronous_commit`
/// stay on. PostgreSQL refuses to run as root: then it is started as another user of a new user
/// namespace (`unshare`), which needs no account on the machine.
final class Postgres {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);

  private final Settings settings;
  private final Passwords passwords;

  Postgres(Settings settings) {
    this.settings = settings;
    this.passwords = Passwords.of(settings);
  }

  /// Creates the cluster if there is none and starts the server.
  Running start() {
    var programs = PostgresFiles.unpacked(settings);
    var data = settings.home().data(Part.POSTGRES);
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialize(programs, data);
    }
    var command = new ArrayList<String>(unprivileged());
    command.add(programs.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data.toString()));
    options().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return Launch.start(settings, Part.POSTGRES, command, Map.of("LC_ALL", "C"));
  }

  /// Waits until connections are accepted.
  void awaitReady(Running server) {
    boolean ready =
        Wait.until(READY_WITHIN, () -> !server.isAlive() || accepts())
            && server.isAlive()
            && accepts();
    if (!ready) {
      throw new StackException(
          "PostgreSQL does not start: read %s (./onhand logs postgres)."
              .formatted(settings.home().log(Part.POSTGRES)));
    }
  }

  /// A role and a database per service; roles that read only. What analysts may see is granted by
  /// reporting's migration.
  void createDatabases() {
    try (var connection = connect("postgres")) {
      for (var role : List.of(Passwords.ANALYST, Passwords.AUDITOR)) {
        createRole(connection, role, "login");
      }
      execute(connection, "grant pg_read_all_data to " + Passwords.AUDITOR);
      execute(connection, "grant pg_monitor to " + Passwords.AUDITOR);
      for (var service : Part.services()) {
        var name = service.database();
        createRole(connection, name, "login replication");
        if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
          execute(connection, "create database " + name + " owner " + name);
          execute(connection, "revoke connect on database " + name + " from public");
          execute(connection, "grant connect on database " + name + " to " + Passwords.AUDITOR);
        }
      }
      execute(
          connection,
          "grant connect on database " + Part.REPORTING.database() + " to " + Passwords.ANALYST);
      execute(
          connection,
          "alter role " + Passwords.ANALYST + " set default_transaction_read_only = on");
    } catch (SQLException e) {
      throw new StackException("Cannot create the databases: " + e.getMessage(), e);
    }
  }

  /// Fast shutdown: open transactions are rolled back, the WAL is flushed.
  void stop(Running server) {
    server.signal("INT");
    if (!server.awaitEnd(STOPPED_WITHIN)) {
      server.signal("QUIT");
      server.awaitEnd(STOPPED_WITHIN);
    }
  }

  /// As superuser.
  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        settings.jdbcUrl(database) + "?connectTimeout=3&socketTimeout=30",
        Passwords.SUPERUSER,
        passwords.of(Passwords.SUPERUSER));
  }

  static boolean exists(Connection connection, String query, String argument) throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, argument);
      return statement.executeQuery().next();
    }
  }

  boolean accepts() {
    try (var connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException _) {
      return false;
    }
  }

  private Map<String, String> options() {
    return Map.ofEntries(
        Map.entry("port", Integer.toString(settings.ports().of(Part.POSTGRES))),
        Map.entry("listen_addresses", "localhost"),
        Map.entry("unix_socket_directories", ""),
        Map.entry("wal_level", "logical"),
        Map.entry("fsync", "on"),
        Map.entry("synchronous_commit", "on"),
        Map.entry("max_connections", "200"),
        Map.entry("max_wal_senders", "20"),
        Map.entry("max_replication_slots", "20"),
        // An abandoned slot must not fill the disk: it is invalidated, which the connector reports.
        Map.entry("max_slot_wal_keep_size", "8GB"),
        Map.entry("max_wal_size", "4GB"),
        Map.entry("min_wal_size", "1GB"),
        Map.entry("wal_init_zero", "off"),
        // A vacuum reads what is not frozen yet once more: too dear for some thousand new rows.
        Map.entry("autovacuum_vacuum_insert_threshold", "1000000"),
        Map.entry("shared_buffers", "1GB"),
        Map.entry("jit", "off"),
        Map.entry("log_line_prefix", "%m [%p] %u@%d "),
        Map.entry("timezone", "UTC"),
        Map.entry("log_timezone", "UTC"));
  }

  private void initialize(Path programs, Path data) {
    try {
      Files.createDirectories(data.getParent());
      var passwordFile = settings.home().configuration("superuser");
      Files.writeString(passwordFile, passwords.of(Passwords.SUPERUSER));
      var command = new ArrayList<String>(unprivileged());
      command.addAll(
          List.of(
              programs.resolve("bin/initdb").toString(),
              "--pgdata=" + data,
              "--username=" + Passwords.SUPERUSER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--locale=C"));
      var log = settings.home().log(Part.POSTGRES).toFile();
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C");
      int exit = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start().waitFor();
      Files.delete(passwordFile);
      if (exit != 0) {
        throw new StackException("Cannot create the database cluster: read " + log + ".");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the database cluster in " + data, e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while creating the database cluster.");
    }
  }

  private List<String> unprivileged() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    if (!Launch.succeeds("unshare", "-U", "true")) {
      throw new StackException(
          "PostgreSQL does not run as root, and user namespaces are not allowed here."
              + " Run ./onhand as another user.");
    }
    return List.of("unshare", "-U");
  }

  private void createRole(Connection connection, String role, String attributes)
      throws SQLException {
    if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
      execute(connection, "create role " + role + " " + attributes);
    }
    // Passwords are ours and hexadecimal; a parameter is not possible here.
    execute(connection, "alter role " + role + " password '" + passwords.of(role) + "'");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

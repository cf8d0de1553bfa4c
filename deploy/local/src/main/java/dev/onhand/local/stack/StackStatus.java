package dev.onhand.local.stack;

import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/// What runs and how far it is.
///
/// @param consumers empty when Kafka is down
/// @param connectors empty when Kafka Connect is down
public record StackStatus(
    List<Process> processes, List<Groups.Lag> consumers, List<Connector> connectors) {

  /// A part of the stack.
  ///
  /// @param state `up`, `starting` (alive, not ready), `killed` (was started and is gone without
  ///     `down`), `stopped`, or `not built`
  /// @param pid 0 when there is no process
  /// @param residentKilobytes memory in RAM, 0 when there is no process
  public record Process(String name, String state, long pid, int port, long residentKilobytes) {}

  /// A Debezium connector.
  ///
  /// @param state Connect's own word: RUNNING, FAILED, ...
  /// @param lagBytes WAL that the slot still has to deliver, -1 when unknown
  public record Connector(String name, String state, long lagBytes) {}

  /// Whether every part is up and every connector runs.
  public boolean isUp() {
    return processes.stream().allMatch(p -> p.state().equals("up") || p.state().equals("not built"))
        && connectors.stream().allMatch(c -> c.state().equals("RUNNING"));
  }

  /// Looks once.
  public static StackStatus of(Settings settings) {
    var stack = new Stack(settings, _ -> {});
    var processes = new ArrayList<Process>();
    for (var part : Part.values()) {
      processes.add(process(settings, stack, part));
    }
    List<Groups.Lag> consumers = List.of();
    if (stack.running(Part.KAFKA).isPresent()) {
      try (var admin = Admin.create(Broker.clientProperties(settings))) {
        consumers = Groups.of(admin);
      } catch (StackException _) {
        // The process table tells that Kafka is not ready.
      }
    }
    return new StackStatus(processes, consumers, connectors(settings, stack));
  }

  private static Process process(Settings settings, Stack stack, Part part) {
    int port = settings.ports().of(part);
    var running = stack.running(part);
    if (running.isPresent()) {
      var state = isReady(settings, part) ? "up" : "starting";
      var process = running.get();
      return new Process(part.label(), state, process.pid(), port, process.residentKilobytes());
    }
    var left = Running.read(settings.home().pid(part));
    var state = left.isPresent() ? "killed" : settings.isBuilt(part) ? "stopped" : "not built";
    return new Process(part.label(), state, 0, port, 0);
  }

  private static boolean isReady(Settings settings, Part part) {
    return switch (part) {
      case POSTGRES -> new Postgres(settings).accepts();
      case KAFKA -> !Ports.isFree(settings.ports().of(part));
      case CONNECT -> new Connectors(settings).answers();
      case ORDER, INVENTORY, FULFILLMENT, PROCUREMENT, RETURNS, LEDGER, REPORTING ->
          new Services(settings).isReady(part);
    };
  }

  private static List<Connector> connectors(Settings settings, Stack stack) {
    if (stack.running(Part.CONNECT).isEmpty()) {
      return List.of();
    }
    var known = new Connectors(settings);
    var postgres = new Postgres(settings);
    return Part.withOutbox().stream()
        .filter(s -> settings.isBuilt(s) || Files.exists(settings.home().registered(s)))
        .map(
            service ->
                new Connector(
                    service.connector(), known.state(service), lagBytes(postgres, service)))
        .toList();
  }

  private static long lagBytes(Postgres postgres, Part service) {
    var query =
        "select pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint"
            + " from pg_replication_slots where slot_name = ?";
    try (var connection = postgres.connect("postgres");
        var statement = connection.prepareStatement(query)) {
      statement.setString(1, service.slot());
      var rows = statement.executeQuery();
      return rows.next() ? rows.getLong(1) : -1;
    } catch (SQLException _) {
      return -1;
    }
  }

  /// Total memory of the stack in kilobytes.
  public long residentKilobytes() {
    return processes.stream().mapToLong(Process::residentKilobytes).sum();
  }
}

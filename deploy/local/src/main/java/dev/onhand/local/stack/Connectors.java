package dev.onhand.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/// The Debezium connectors, one per service with an outbox, described in `deploy/connect`.
final class Connectors {
  private static final Duration RUNNING_WITHIN = Duration.ofSeconds(45);
  private static final Map<String, String> JSON_BODY = Map.of("Content-Type", "application/json");

  private final Settings settings;
  private final Http http = new Http();

  Connectors(Settings settings) {
    this.settings = settings;
  }

  boolean answers() {
    return http.get(url("/connectors"), Map.of()).isOk();
  }

  /// The configuration as the file has it.
  static JsonNode template(Settings settings, Part service) {
    var file = settings.root().resolve("deploy/connect").resolve(service.shortName() + ".json");
    return template(file);
  }

  static JsonNode template(Path file) {
    try {
      return Http.JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new StackException("Cannot read the connector file " + file + ": " + e.getMessage(), e);
    }
  }

  /// Fails when a connector was registered once and its slot is gone: Debezium would make a new one
  /// and go on behind the messages that were written meanwhile.
  void requireSlots(Postgres postgres) {
    for (var service : Part.withOutbox()) {
      if (Files.exists(settings.home().registered(service)) && !slotExists(postgres, service)) {
        throw new StackException(
            ("The replication slot %s in database %s is missing, so messages written since then"
                    + " never reached Kafka. Nothing is resumed by itself: make the slot again,"
                    + " delete the connector's offsets, and republish from the last position that"
                    + " arrived; or start over with an empty ONHAND_HOME.")
                .formatted(service.slot(), service.database()));
      }
    }
  }

  /// Registers or updates the connector and waits until it streams. The service must be ready: its
  /// migration makes publication and slot.
  void register(Postgres postgres, Part service) {
    if (!slotExists(postgres, service)) {
      throw new StackException(
          "%s is ready, but its migration made no replication slot %s."
              .formatted(service.label(), service.slot()));
    }
    var config = template(settings, service).path("config");
    put(service, config);
    var marker = settings.home().registered(service);
    try {
      Files.writeString(marker, service.slot() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + marker, e);
    }
    awaitRunning(service);
  }

  /// RUNNING, FAILED, PAUSED, or why it is not known.
  String state(Part service) {
    var answer = http.get(url("/connectors/" + service.connector() + "/status"), Map.of());
    if (answer.status() == 404) {
      return "NOT_REGISTERED";
    }
    if (!answer.isOk()) {
      return "UNKNOWN";
    }
    var status = answer.json();
    var connector = status.at("/connector/state").asText();
    if (!connector.equals("RUNNING")) {
      return connector;
    }
    return status.at("/tasks/0/state").asText("STARTING");
  }

  private void awaitRunning(Part service) {
    boolean restarted = false;
    long deadline = System.nanoTime() + RUNNING_WITHIN.toNanos();
    while (true) {
      Wait.until(
          Duration.ofNanos(Math.max(0, deadline - System.nanoTime())),
          () -> state(service).equals("RUNNING") || state(service).equals("FAILED"));
      var state = state(service);
      if (state.equals("RUNNING")) {
        return;
      }
      if (restarted || !state.equals("FAILED")) {
        throw new StackException(
            "The connector %s is %s: %s".formatted(service.connector(), state, why(service)));
      }
      // It failed before this start, perhaps because the database was gone: one more try.
      var path =
          "/connectors/" + service.connector() + "/restart?includeTasks=true&onlyFailed=true";
      http.send("POST", url(path), new byte[0], Map.of());
      restarted = true;
      Wait.until(Duration.ofSeconds(3), () -> !state(service).equals("FAILED"));
    }
  }

  private void put(Part service, JsonNode config) {
    var path = "/connectors/" + service.connector() + "/config";
    if (http.get(url(path), Map.of()).json().equals(withName(service, config))) {
      return;
    }
    var body = config.toString().getBytes(StandardCharsets.UTF_8);
    Http.Answer[] answer = new Http.Answer[1];
    // 409 while the worker settles its group.
    boolean settled =
        Wait.until(
            RUNNING_WITHIN,
            () -> {
              answer[0] = http.send("PUT", url(path), body, JSON_BODY);
              return answer[0].status() != 409 && answer[0].status() != 0;
            });
    if (!settled || !answer[0].isOk()) {
      throw new StackException(
          "Kafka Connect refuses %s: %s".formatted(service.connector(), answer[0].text()));
    }
  }

  private static JsonNode withName(Part service, JsonNode config) {
    var copy = (com.fasterxml.jackson.databind.node.ObjectNode) config.deepCopy();
    return copy.put("name", service.connector());
  }

  private String why(Part service) {
    var status = http.get(url("/connectors/" + service.connector() + "/status"), Map.of()).json();
    var trace = status.at("/tasks/0/trace").asText(status.at("/connector/trace").asText());
    return trace
        .lines()
        .filter(l -> l.startsWith("Caused by") || !l.startsWith("\t"))
        .reduce((_, last) -> last)
        .orElse("see ./onhand logs connect");
  }

  private boolean slotExists(Postgres postgres, Part service) {
    try (var connection = postgres.connect("postgres")) {
      return Postgres.exists(
          connection, "select 1 from pg_replication_slots where slot_name = ?", service.slot());
    } catch (SQLException e) {
      throw new StackException("Cannot ask PostgreSQL for its slots: " + e.getMessage(), e);
    }
  }

  private String url(String path) {
    return settings.url(Part.CONNECT) + path;
  }
}

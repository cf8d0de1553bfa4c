package dev.onhand.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The Kafka Connect worker that runs the Debezium connectors.
final class ConnectWorker {
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  static final String GROUP = "onhand-connect";
  private static final String MAIN = "org.apache.kafka.connect.cli.ConnectDistributed";

  private final Settings settings;

  ConnectWorker(Settings settings) {
    this.settings = settings;
  }

  Running start() {
    var file = settings.home().configuration("connect.properties");
    var text =
        new TreeMap<>(properties())
            .entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue() + "\n")
                .collect(Collectors.joining());
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    return program(settings).start(environment());
  }

  static AotCache program(Settings settings) {
    var file = settings.home().configuration("connect.properties").toString();
    var words = List.of("-cp", settings.classPath(), MAIN, file);
    return new AotCache(settings, Part.CONNECT, words);
  }

  void awaitReady(Running worker) {
    var connectors = new Connectors(settings);
    boolean ready = Wait.until(READY_WITHIN, () -> !worker.isAlive() || connectors.answers());
    if (!ready || !worker.isAlive()) {
      throw new StackException(
          "Kafka Connect does not start: read %s (./onhand logs connect)."
              .formatted(settings.home().log(Part.CONNECT)));
    }
  }

  /// What the connector files in deploy/connect refer to: passwords never enter a topic.
  private Map<String, String> environment() {
    var passwords = Passwords.of(settings);
    var environment = new HashMap<String, String>();
    environment.put("ONHAND_DB_HOST", "localhost");
    environment.put("ONHAND_DB_PORT", Integer.toString(settings.ports().of(Part.POSTGRES)));
    for (var service : Part.withOutbox()) {
      environment.put("ONHAND_DB_PASSWORD_" + service.name(), passwords.of(service.database()));
    }
    return environment;
  }

  private Map<String, String> properties() {
    return Map.ofEntries(
        Map.entry("bootstrap.servers", settings.kafka()),
        Map.entry("group.id", GROUP),
        Map.entry("listeners", settings.url(Part.CONNECT)),
        Map.entry("config.storage.topic", "onhand-connect-configs"),
        Map.entry("offset.storage.topic", "onhand-connect-offsets"),
        Map.entry("status.storage.topic", "onhand-connect-status"),
        Map.entry("config.storage.replication.factor", "1"),
        Map.entry("offset.storage.replication.factor", "1"),
        Map.entry("status.storage.replication.factor", "1"),
        Map.entry("offset.storage.partitions", "1"),
        Map.entry("status.storage.partitions", "1"),
        Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
        Map.entry("value.converter", "org.apache.kafka.connect.storage.StringConverter"),
        Map.entry("config.providers", "env"),
        Map.entry(
            "config.providers.env.class",
            "org.apache.kafka.common.config.provider.EnvVarConfigProvider"),
        Map.entry("config.providers.env.param.allowlist.pattern", "ONHAND_.*"),
        Map.entry("plugin.discovery", "service_load"),
        Map.entry("topic.creation.enable", "false"),
        // The slot is confirmed, and WAL given free, at this pace.
        Map.entry("offset.flush.interval.ms", "1000"),
        // After a crash the only worker need not wait for its former self.
        Map.entry("scheduled.rebalance.max.delay.ms", "0"),
        Map.entry("session.timeout.ms", "6000"),
        Map.entry("heartbeat.interval.ms", "2000"),
        Map.entry("producer.linger.ms", "5"),
        Map.entry("producer.batch.size", Integer.toString(64 << 10)));
  }
}

package dev.onhand.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/// The Kafka broker: one KRaft node that is broker and controller.
final class Broker {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final int ASK_MILLIS = 3_000;

  private final Settings settings;

  Broker(Settings settings) {
    this.settings = settings;
  }

  Running start() {
    var file = settings.home().configuration("kafka.properties");
    var text =
        new TreeMap<>(properties())
            .entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue() + "\n")
                .collect(Collectors.joining());
    try {
      Files.createDirectories(settings.home().data(Part.KAFKA));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    return program(settings).start(Map.of());
  }

  static AotCache program(Settings settings) {
    var file = settings.home().configuration("kafka.properties").toString();
    var words = List.of("-cp", settings.classPath(), BrokerMain.class.getName(), file);
    return new AotCache(settings, Part.KAFKA, words);
  }

  /// Waits until the broker answers, and leaves the client open for the caller.
  Admin awaitReady(Running broker) {
    var admin = Admin.create(clientProperties(settings));
    boolean ready = Wait.until(READY_WITHIN, () -> !broker.isAlive() || answers(admin));
    if (!ready || !broker.isAlive()) {
      admin.close(Duration.ZERO);
      throw new StackException(
          "Kafka does not start: read %s (./onhand logs kafka)."
              .formatted(settings.home().log(Part.KAFKA)));
    }
    return admin;
  }

  static Map<String, Object> clientProperties(Settings settings) {
    return Map.of(
        "bootstrap.servers",
        settings.kafka(),
        "request.timeout.ms",
        ASK_MILLIS,
        "default.api.timeout.ms",
        3 * ASK_MILLIS,
        // Found quickly once it listens.
        "reconnect.backoff.ms",
        50,
        "reconnect.backoff.max.ms",
        200);
  }

  private static boolean answers(Admin admin) {
    try {
      return !admin.describeCluster().nodes().get(ASK_MILLIS, TimeUnit.MILLISECONDS).isEmpty();
    } catch (ExecutionException | java.util.concurrent.TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  Map<String, String> properties() {
    int port = settings.ports().of(Part.KAFKA);
    int controller = settings.ports().kafkaController();
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("controller.quorum.voters", "1@localhost:" + controller),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry(
            "listeners",
            "PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d".formatted(port, controller)),
        Map.entry("advertised.listeners", "PLAINTEXT://localhost:" + port),
        Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("log.dirs", settings.home().data(Part.KAFKA).toString()),
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "4"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("share.coordinator.state.topic.num.partitions", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        // A service killed and started again takes its partitions over after this.
        Map.entry("group.min.session.timeout.ms", "1000"),
        // After a kill -9 the broker may register again as soon as its former session has ended.
        Map.entry("broker.session.timeout.ms", "3000"),
        Map.entry("broker.heartbeat.interval.ms", "500"),
        // What a transaction waits that begins before the one before has ended completely; else 20.
        Map.entry("add.partitions.to.txn.retry.backoff.ms", "2"),
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "4"),
        Map.entry("background.threads", "2"),
        Map.entry("log.segment.bytes", Integer.toString(128 << 20)),
        Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20)),
        Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20)),
        Map.entry("message.max.bytes", Integer.toString(2 << 20)));
  }
}

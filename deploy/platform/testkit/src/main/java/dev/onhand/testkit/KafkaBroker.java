package dev.onhand.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/// One Kafka node, broker and controller in this JVM, on free ports.
///
/// Sizes are those of a test: few internal partitions, small index files, small cleaner buffer. A
/// topic that is used before it is created comes into being with four partitions.
///
/// @param bootstrapServers the broker's address
record KafkaBroker(String bootstrapServers) {

  private static final int START_ATTEMPTS_MAX = 3;

  /// Ready when the broker accepts requests; ends with the JVM and removes its folder.
  static KafkaBroker start() {
    for (int attempt = 1; ; attempt++) {
      try {
        return startOnce();
      } catch (RuntimeException | IOException e) {
        // another program may have taken a port between looking for it and using it
        if (attempt == START_ATTEMPTS_MAX) {
          throw new IllegalStateException("Kafka did not start: " + e.getMessage(), e);
        }
      }
    }
  }

  private static KafkaBroker startOnce() throws IOException {
    var folder = Files.createTempDirectory("onhand-kafka");
    var ports = freePorts();
    var properties = properties(folder, ports[0], ports[1]);
    format(folder, properties);
    var server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(server, folder)));
    server.startup();
    return new KafkaBroker("localhost:" + ports[0]);
  }

  private static Properties properties(Path folder, int port, int controllerPort) {
    var properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@localhost:" + controllerPort);
    properties.put(
        "listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
    properties.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("log.dirs", folder.resolve("log").toString());
    properties.put("num.partitions", "" + Infrastructure.TOPIC_PARTITIONS);
    properties.put("auto.create.topics.enable", "true");
    properties.put("default.replication.factor", "1");
    for (var topic : List.of("offsets.topic", "transaction.state.log")) {
      properties.put(topic + ".replication.factor", "1");
      properties.put(topic + ".num.partitions", "1");
    }
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("share.coordinator.state.topic.num.partitions", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("group.min.session.timeout.ms", "500");
    properties.put("controlled.shutdown.enable", "false");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "2");
    properties.put("log.cleaner.dedupe.buffer.size", "4194304");
    properties.put("log.index.size.max.bytes", "1048576");
    properties.put("log.segment.bytes", "67108864");
    return properties;
  }

  private static void format(Path folder, Properties properties) throws IOException {
    var file = folder.resolve("server.properties");
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    var said = new ByteArrayOutputStream();
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    String[] arguments = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
    if (StorageTool.execute(arguments, out) != 0) {
      throw new IOException("Kafka's storage was not formatted: " + said);
    }
  }

  private static int[] freePorts() throws IOException {
    try (var first = new ServerSocket(0);
        var second = new ServerSocket(0)) {
      return new int[] {first.getLocalPort(), second.getLocalPort()};
    }
  }

  private static void end(KafkaRaftServer server, Path folder) {
    server.shutdown();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

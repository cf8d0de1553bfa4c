package dev.onhand.bench.stock;

import dev.onhand.inventory.kafka.KafkaSettings;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// Servers of a benchmark's own: in a folder that is deleted in the end, on ports of its own, so
/// that a platform that runs here is neither used nor disturbed.
public final class Lab implements AutoCloseable {
  private static final int PORT_BASE_DEFAULT = 27_400;
  private static final int BROKER_HEAP_MB = 1_024;

  /// Compilers give way to what they compile for: the broker's would take a processor for half a
  /// second at a time. What outlives three collections is not copied again.
  private static final String BROKER_OPTIONS =
      "-XX:ThreadPriorityPolicy=1 -XX:CompilerThreadPriority=10 -XX:MaxTenuringThreshold=3";

  private static final int FRAME_BYTES_MAX = 16 << 20;

  private final Settings settings;
  private final Stack stack;
  private final List<Part> parts;
  private final Admin admin;
  private final Consumer<String> say;

  /// An interrupted benchmark leaves no server behind.
  private final Thread ending = new Thread(this::stop);

  private Lab(Settings settings, List<Part> parts, Consumer<String> say) {
    this.settings = settings;
    this.parts = parts;
    this.say = say;
    stack = new Stack(settings, say);
    Runtime.getRuntime().addShutdownHook(ending);
    stack.up(parts);
    admin = new KafkaSettings(settings.kafka()).admin();
  }

  /// Starts these parts. ONHAND_BENCH_PORT_BASE chooses other ports, ONHAND_BENCH_HOME another
  /// place for the folder.
  public static Lab start(List<Part> parts, Map<String, String> more, Consumer<String> say) {
    var outer = System.getenv();
    var root = Path.of(System.getProperty("onhand.root", ".")).toAbsolutePath().normalize();
    var environment = new HashMap<String, String>();
    var base = outer.getOrDefault("ONHAND_BENCH_PORT_BASE", "" + PORT_BASE_DEFAULT);
    environment.put("ONHAND_PORT_BASE", base);
    environment.put("ONHAND_HEAP_KAFKA", "" + BROKER_HEAP_MB);
    environment.put("ONHAND_JAVA_OPTS", BROKER_OPTIONS);
    environment.put("ONHAND_AOT", "no");
    environment.putAll(more);
    try {
      var place = Path.of(outer.getOrDefault("ONHAND_BENCH_HOME", "/tmp"));
      Files.createDirectories(place);
      environment.put("ONHAND_HOME", Files.createTempDirectory(place, "onhand-bench-").toString());
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the benchmark's servers", e);
    }
    return new Lab(Settings.of(root, environment), parts, say);
  }

  public Settings settings() {
    return settings;
  }

  public Stack stack() {
    return stack;
  }

  String bootstrapServers() {
    return settings.kafka();
  }

  Admin admin() {
    return admin;
  }

  KafkaSettings kafka() {
    return new KafkaSettings(settings.kafka());
  }

  void say(String line) {
    say.accept(line);
  }

  /// Topics of one partition; logs take large frames and are stamped with the broker's time.
  void createTopics(List<String> commands, List<String> logs) {
    var wanted =
        java.util.stream.Stream.concat(
                commands.stream().map(name -> new NewTopic(name, 1, (short) 1)),
                logs.stream()
                    .map(
                        name ->
                            new NewTopic(name, 1, (short) 1)
                                .configs(
                                    Map.of(
                                        "message.timestamp.type",
                                        "LogAppendTime",
                                        "max.message.bytes",
                                        "" + FRAME_BYTES_MAX))))
            .toList();
    await(admin.createTopics(wanted).all());
  }

  void deleteTopics(String... names) {
    await(admin.deleteTopics(Set.of(names)).all());
  }

  boolean hasTopic(String name) {
    return await(admin.listTopics().names()).contains(name);
  }

  /// Where the topic's first partition ends.
  long end(String topic) {
    return Topics.end(admin, new TopicPartition(topic, 0));
  }

  /// The ends of all partitions together.
  long ends(String topic, int partitions) {
    long sum = 0;
    for (int partition = 0; partition < partitions; partition++) {
      sum += Topics.end(admin, new TopicPartition(topic, partition));
    }
    return sum;
  }

  static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
    Runtime.getRuntime().removeShutdownHook(ending);
    stop();
  }

  private void stop() {
    for (var part : parts.reversed()) {
      stack.stop(part);
    }
    delete(settings.home().directory());
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }
}

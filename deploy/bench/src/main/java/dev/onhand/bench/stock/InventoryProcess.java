package dev.onhand.bench.stock;

import dev.onhand.local.stack.Http;
import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.StackException;
import dev.onhand.local.stack.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A running copy of the inventory service, as it is packaged.
final class InventoryProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(120);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);

  /// A process that learns writes the cache when it ends.
  private static final Duration TAUGHT_WITHIN = Duration.ofSeconds(120);

  /// As the service's page recommends where few processors are shared.
  private static final List<String> JVM =
      List.of(
          "-Xms4g",
          "-Xmx4g",
          "-XX:+UseG1GC",
          "-XX:MaxGCPauseMillis=20",
          "-XX:MaxTenuringThreshold=1",
          "-XX:+UseCompactObjectHeaders",
          "-XX:ThreadPriorityPolicy=1",
          "-XX:CompilerThreadPriority=10",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Lab lab;
  private final int number;
  private Process process;

  /// @param number tells copies apart: their names, ports and logs
  InventoryProcess(Lab lab, int number) {
    this.lab = lab;
    this.number = number;
  }

  /// Starts it, again after it was killed, and does not wait. Where one was taught, with the
  /// ahead-of-time cache that it left, as the platform's launcher starts its services.
  InventoryProcess start() {
    return start(Files.exists(cache()) ? List.of("-XX:AOTCache=" + cache()) : List.of());
  }

  /// Starts one that notes the classes and methods it uses, for the cache of those after it. To be
  /// ended with [#teach].
  InventoryProcess startLearning() {
    return start(List.of("-XX:AOTCacheOutput=" + cache()));
  }

  /// Ends a process that learned, in order, and waits until its cache is written.
  void teach() {
    process.destroy();
    try {
      if (!process.waitFor(TAUGHT_WITHIN) || !Files.exists(cache())) {
        throw new StackException("no ahead-of-time cache was made: see the log in the lab");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted.");
    }
  }

  private Path cache() {
    return lab.settings().home().directory().resolve("inventory.aot");
  }

  private InventoryProcess start(List<String> options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(options);
    var more = System.getenv().getOrDefault("ONHAND_BENCH_JAVA_OPTS", "");
    if (!more.isBlank()) {
      command.addAll(List.of(more.strip().split("\\s+")));
    }
    command.addAll(List.of("-jar", lab.settings().application(Part.INVENTORY).toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(lab.stack().environment(Part.INVENTORY));
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port()));
    builder.environment().put("ONHAND_INSTANCE", "inventory-" + number);
    var log = lab.settings().home().directory().resolve("logs/inventory-" + number + ".log");
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      process = builder.start();
      Subject.endWithUs(process);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the inventory service", e);
    }
    return this;
  }

  InventoryProcess awaitReady() {
    var http = new Http();
    var url = "http://localhost:" + port() + "/q/health/ready";
    boolean ready =
        Wait.until(
            READY_WITHIN, () -> !process.isAlive() || http.get(url, Map.of()).status() == 200);
    if (!ready || !process.isAlive()) {
      throw new StackException("the inventory service does not start: see its log in the lab");
    }
    return this;
  }

  private int port() {
    return lab.settings().ports().of(Part.INVENTORY) + 20 + number;
  }

  /// KILL, STOP, CONT.
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot signal the inventory service", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    if (process == null) {
      return;
    }
    signal("CONT");
    process.destroy();
    try {
      if (!process.waitFor(STOPPED_WITHIN)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

package dev.onhand.bench.stock;

import dev.onhand.local.stack.Http;
import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.StackException;
import dev.onhand.local.stack.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A running copy of the inventory service, as it is packaged.
final class InventoryProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(120);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);

  private static final List<String> JVM =
      List.of(
          "-Xms1g",
          "-Xmx3g",
          "-XX:+UseParallelGC",
          "-XX:+UseCompactObjectHeaders",
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

  /// Starts it, again after it was killed, and does not wait.
  InventoryProcess start() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
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

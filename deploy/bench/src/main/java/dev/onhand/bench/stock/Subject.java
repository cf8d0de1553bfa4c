package dev.onhand.bench.stock;

import dev.onhand.local.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A process under measurement: a fresh JVM that ends by itself.
///
/// @param cpuSeconds processor time it took in all
/// @param output what it said
record Subject(double cpuSeconds, List<String> output) {
  private static final String REPORT = "cpu-seconds ";
  private static final String PER_COMMAND = "ns-per-command ";

  /// What every process under measurement runs with, the yardstick too.
  static final List<String> JVM =
      List.of(
          "-Xms3g",
          "-Xmx5g",
          "-Xmn1500m",
          "-XX:+UseParallelGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dslf4j.internal.verbosity=ERROR",
          "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
          "-Dorg.jboss.logging.provider=jdk");

  /// What the load and those who watch run with: fresh memory costs the processor more than
  /// collecting little of it often, and the second compiler would take half a processor for most of
  /// the minute that they live.
  static final List<String> LIGHT_JVM =
      Stream.concat(
              JVM.stream().skip(3),
              Stream.of("-Xms256m", "-Xmx1500m", "-Xmn48m", "-XX:TieredStopAtLevel=1"))
          .toList();

  /// Processor time that the calling thread has had, in nanoseconds.
  static long threadNs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /// Said by the process itself: what its main thread needed for each command, without the first
  /// quarter. Other threads (network, compression, collector, compiler) are not in it.
  static void reportPerCommand(double ns) {
    System.out.println(PER_COMMAND + ns);
  }

  /// Nanoseconds of the main thread's processor time per command; 0 if not said.
  double nsPerCommand() {
    return output.stream()
        .filter(line -> line.startsWith(PER_COMMAND))
        .mapToDouble(line -> Double.parseDouble(line.substring(PER_COMMAND.length())))
        .findFirst()
        .orElse(0);
  }

  /// Said by the process itself at its end.
  static void report() {
    var processors =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.out.println(REPORT + processors.getProcessCpuTime() / 1e9);
  }

  /// Runs one to its end. Its output is kept in the lab's folder.
  ///
  /// @throws StackException when it fails or takes longer than `most`
  static Subject run(Lab lab, Class<?> main, Duration most, Object... arguments) {
    var output = lab.settings().home().directory().resolve("logs/" + main.getSimpleName() + ".log");
    var process = start(output, JVM, main, arguments);
    try {
      if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new StackException(main.getSimpleName() + " did not end in time.\n" + tail(output));
      }
      if (process.exitValue() != 0) {
        throw new StackException(main.getSimpleName() + " failed.\n" + tail(output));
      }
      var said = Files.readAllLines(output);
      return said.stream()
          .filter(line -> line.startsWith(REPORT))
          .map(line -> new Subject(Double.parseDouble(line.substring(REPORT.length())), said))
          .findFirst()
          .orElseThrow(() -> new StackException(main.getSimpleName() + " said nothing"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + main.getSimpleName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted.");
    }
  }

  /// Starts a load or somebody who watches, and does not wait.
  static Process start(Path output, Class<?> main, Object... arguments) {
    return start(output, LIGHT_JVM, main, arguments);
  }

  private static Process start(
      Path output, List<String> options, Class<?> main, Object... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    var more = System.getenv().getOrDefault("ONHAND_BENCH_JAVA_OPTS", "");
    if (!more.isBlank()) {
      command.addAll(List.of(more.strip().split("\\s+")));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    for (var argument : arguments) {
      command.add(argument.toString());
    }
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      endWithUs(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + main.getSimpleName(), e);
    }
  }

  /// An interrupted benchmark leaves no process behind.
  static void endWithUs(Process process) {
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  private static String tail(Path output) throws IOException {
    var lines = Files.readAllLines(output);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }
}

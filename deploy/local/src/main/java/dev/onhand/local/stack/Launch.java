package dev.onhand.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts processes that outlive the launcher: in a session of their own, so that neither Ctrl-C
/// nor a closed terminal reaches them, with output appended to the log file.
final class Launch {
  private static final long LOG_BYTES_MAX = 20L << 20;
  private static final boolean SETSID = onPath("setsid");

  private Launch() {}

  static Running start(
      Settings settings, Part part, List<String> command, Map<String, String> environment) {
    var log = settings.home().log(part);
    rotate(log);
    var line = new ArrayList<String>();
    if (SETSID) {
      line.add("setsid");
    }
    line.addAll(command);
    var builder =
        new ProcessBuilder(line)
            .directory(settings.home().directory().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      var running = Running.of(builder.start().pid());
      running.write(settings.home().pid(part));
      return running;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + part.label() + ": " + e.getMessage(), e);
    }
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// What every Java process of the stack runs with.
  static List<String> javaOptions(Settings settings, Part part) {
    var options = new ArrayList<String>();
    options.add("-Xmx" + settings.heapMegabytes(part) + "m");
    options.add("-XX:+UseSerialGC");
    // What a batch needs is garbage when it is committed; little lives longer.
    options.add("-XX:NewRatio=1");
    options.add("-XX:+ExitOnOutOfMemoryError");
    options.add("--enable-native-access=ALL-UNNAMED");
    options.add("--sun-misc-unsafe-memory-access=allow");
    options.add("-Djava.awt.headless=true");
    var more = settings.environment().getOrDefault("ONHAND_JAVA_OPTS", "");
    if (!more.isBlank()) {
      options.addAll(List.of(more.strip().split("\\s+")));
    }
    return options;
  }

  static boolean onPath(String program) {
    for (var folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (!folder.isBlank() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /// Whether the program ends with exit code 0.
  static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void rotate(Path log) {
    try {
      if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot rotate " + log, e);
    }
  }
}

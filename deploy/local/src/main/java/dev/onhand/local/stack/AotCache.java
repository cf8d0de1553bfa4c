package dev.onhand.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// Starts a Java process with the ahead-of-time cache of its program, which makes the start about
/// three times as fast.
///
/// A cache is made in two steps that cost nobody time: the first run of a build records which
/// classes it used, and writes that down when it ends in order (`down`; a killed process writes
/// nothing, and the next run records again). Then a process in the background, at the lowest
/// priority, turns the record into a cache. Name of record and cache contain a checksum of the
/// program's files, so a new build starts anew; and the JVM ignores a cache that does not fit.
final class AotCache {
  private static final String RECORD = ".aotconf";
  private static final String CACHE = ".aot";

  private final Settings settings;
  private final Part part;
  private final List<String> program;

  /// @param program class path and main class, or `-jar` and a file, then arguments
  AotCache(Settings settings, Part part, List<String> program) {
    this.settings = settings;
    this.part = part;
    this.program = program;
  }

  Running start(Map<String, String> environment) {
    var cache = file(CACHE);
    var command = new ArrayList<String>();
    command.add(Launch.java());
    command.addAll(Launch.javaOptions(settings, part));
    if (Files.exists(cache)) {
      command.add("-XX:AOTCache=" + cache);
    } else if (isRecording()) {
      deleteFormer();
      command.add("-XX:AOTMode=record");
      command.add("-XX:AOTConfiguration=" + file(RECORD));
    }
    command.addAll(program);
    return Launch.start(settings, part, command, environment);
  }

  /// Whether the process that runs now, if any, will write its record when it ends.
  boolean isRecording() {
    return isWanted() && !Files.exists(file(CACHE)) && !Files.exists(file(RECORD));
  }

  private boolean isWanted() {
    return !"no".equals(settings.environment().get("ONHAND_AOT"));
  }

  /// The command that turns the record into the cache, if there is a record and no cache.
  private List<String> assembly() {
    if (!isWanted() || !Files.exists(file(RECORD)) || Files.exists(file(CACHE))) {
      return List.of();
    }
    var command = new ArrayList<String>();
    command.add(Launch.java());
    command.addAll(Launch.javaOptions(settings, part));
    command.removeIf(option -> option.startsWith("-Xmx"));
    command.add("-XX:AOTMode=create");
    command.add("-XX:AOTConfiguration=" + file(RECORD));
    command.add("-XX:AOTCache=" + file(CACHE) + ".new");
    command.addAll(program);
    return command;
  }

  /// Makes the caches that are missing, in the background.
  static void assemble(Settings settings, List<AotCache> all) {
    var script = new StringBuilder();
    for (var one : all) {
      var command = one.assembly();
      if (!command.isEmpty()) {
        var line = command.stream().map(AotCache::quoted).collect(Collectors.joining(" "));
        var cache = quoted(one.file(CACHE).toString());
        var record = quoted(one.file(RECORD).toString());
        script.append("%s && mv %s.new %s && rm %s%n".formatted(line, cache, cache, record));
      }
    }
    if (script.isEmpty()) {
      return;
    }
    var lock = settings.home().cache("aot.lock").toString();
    var log = settings.home().directory().resolve("logs/aot.log").toFile();
    try {
      new ProcessBuilder(
              "setsid", "nice", "-n", "19", "flock", "-n", lock, "sh", "-c", script.toString())
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectErrorStream(true)
          .redirectOutput(log)
          .start();
    } catch (IOException _) {
      // Without these programs starts stay slower, nothing else.
    }
  }

  private Path file(String suffix) {
    return settings.home().cache("%s-%08x%s".formatted(part.label(), checksum(), suffix));
  }

  /// Of what the JVM compares: the class path, and time and size of its files.
  private long checksum() {
    var sum = new CRC32();
    sum.update(Launch.java().getBytes(StandardCharsets.UTF_8));
    for (var word : program) {
      for (var entry : word.split(":")) {
        var path = Path.of(entry);
        if (entry.endsWith(".jar") && Files.exists(path)) {
          sum.update((entry + signature(path)).getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return sum.getValue();
  }

  private static String signature(Path jar) {
    try {
      return " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + jar, e);
    }
  }

  private void deleteFormer() {
    try (var files = Files.list(settings.home().cache(""))) {
      for (var file : files.filter(this::isFormer).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete former AOT caches", e);
    }
  }

  private boolean isFormer(Path file) {
    var name = file.getFileName().toString();
    return name.startsWith(part.label() + "-") && name.contains(CACHE);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}

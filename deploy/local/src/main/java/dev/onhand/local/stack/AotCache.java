package dev.onhand.local.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts a Java process with the AOT cache of its program if there is one that fits.
final class AotCache {
  private final Settings settings;
  private final Part part;

  private AotCache(Settings settings, Part part) {
    this.settings = settings;
    this.part = part;
  }

  static AotCache of(Settings settings, Part part) {
    return new AotCache(settings, part);
  }

  Running start(List<String> program) {
    return start(program, Map.of());
  }

  /// @param program class path and main class, or `-jar` and a file, then arguments
  Running start(List<String> program, Map<String, String> environment) {
    var command = new ArrayList<String>();
    command.add(Launch.java());
    command.addAll(Launch.javaOptions(settings, part));
    command.addAll(program);
    return Launch.start(settings, part, command, environment);
  }
}

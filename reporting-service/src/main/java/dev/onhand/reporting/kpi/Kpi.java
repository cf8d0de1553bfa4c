package dev.onhand.reporting.kpi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The definition of a key figure.
///
/// @param unit `ratio` or `hours`
/// @param clock which instants decide what is counted
/// @param denominator what it is measured against
/// @param exclusions what is left out
/// @param sql answers rows of dimension, numerator, denominator, value; `:from` is the period's
// begin
record Kpi(
    String id,
    int version,
    String name,
    String unit,
    String clock,
    String denominator,
    String exclusions,
    String sql) {

  /// Reads `/kpi/<file>.sql`; a definition that leaves something unsaid is refused at start.
  static Kpi load(String file) {
    var path = "/kpi/" + file + ".sql";
    try (var stream = Kpi.class.getResourceAsStream(path)) {
      if (stream == null) throw new IllegalStateException("no " + path);
      return parse(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Kpi parse(String file, String text) {
    var head = new HashMap<String, String>();
    text.lines()
        .takeWhile(line -> line.startsWith("-- "))
        .map(line -> line.substring(3).split(": ", 2))
        .forEach(parts -> head.put(parts[0], parts.length < 2 ? "" : parts[1]));
    var kpi =
        new Kpi(
            said(file, head, "kpi"),
            Integer.parseInt(said(file, head, "version")),
            said(file, head, "name"),
            said(file, head, "unit"),
            said(file, head, "clock"),
            said(file, head, "denominator"),
            said(file, head, "exclusions"),
            text);
    if (!file.equals(kpi.id() + ".v" + kpi.version())) {
      throw new IllegalStateException(file + " says it is " + kpi.id() + ".v" + kpi.version());
    }
    return kpi;
  }

  private static String said(String file, Map<String, String> head, String key) {
    var value = head.get(key);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(file + " does not say its " + key);
    }
    return value;
  }
}

package dev.onhand.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onhand.local.stack.Http;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What a benchmark measured, as a table or as one JSON object on the last line.
///
/// @param verify the auditor's verdict, `ok` or what does not hold
public record Report(String bench, List<Result> results, String verify) {
  public void print(PrintStream out, boolean json) {
    if (json) {
      out.println(toJson());
      return;
    }
    out.printf(
        "%n%-20s %14s %-10s %8s %10s %10s  %s%n", bench, "", "", "ratio", "must", "aim", "reached");
    for (var r : results) {
      out.printf(
          Locale.ROOT,
          "%-20s %,14.1f %-10s %8s %,10.2f %,10.2f  %s%n",
          r.name(),
          r.value(),
          r.unit(),
          r.ratio() == null ? "" : "%.2f".formatted(r.ratio()),
          r.must(),
          r.aim(),
          r.reached());
    }
    out.printf("%s; auditor: %s%n", machine(), verify);
  }

  public ObjectNode toJson() {
    var report = Http.JSON.createObjectNode().put("bench", bench).put("machine", machine());
    var list = report.putArray("results");
    for (var r : results) {
      list.addObject()
          .put("name", r.name())
          .put("value", r.value())
          .put("unit", r.unit())
          .put("against", r.against())
          .put("ratio", r.ratio())
          .put("must", r.must())
          .put("aim", r.aim());
    }
    return report.put("verify", verify);
  }

  public boolean isClean() {
    return verify.equals("ok");
  }

  /// Processor, cores in use and Java version.
  public static String machine() {
    var processor = "unknown processor";
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      processor =
          lines
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElse(processor);
    } catch (IOException e) {
      processor = System.getProperty("os.arch");
    }
    return "%d × %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(), processor, Runtime.version().feature());
  }
}

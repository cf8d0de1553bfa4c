package dev.onhand.acceptance.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.testkit.SourceScan.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How many violations of a rule a file may still have: `rule path count` per line.
final class Ratchet {
  private static final String FILE = "/house-rules-ratchet.txt";

  private final Map<String, Integer> allowed = new TreeMap<>();

  private Ratchet() {}

  static Ratchet read() {
    var ratchet = new Ratchet();
    try (var file = Ratchet.class.getResourceAsStream(FILE)) {
      new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" "))
          .forEach(
              parts -> ratchet.allowed.put(key(parts[0], parts[1]), Integer.valueOf(parts[2])));
      return ratchet;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Fails with all violations beyond what is allowed, and with allowances that are too generous.
  void assertKept(List<Violation> violations) {
    var found =
        violations.stream()
            .collect(
                Collectors.groupingBy(
                    v -> key(v.rule(), v.file()), TreeMap::new, Collectors.toList()));
    var complaints = new ArrayList<String>();
    found.forEach(
        (key, list) -> {
          if (list.size() > allowed.getOrDefault(key, 0)) {
            list.forEach(violation -> complaints.add(violation.toString()));
          }
        });
    allowed.forEach(
        (key, count) -> {
          if (found.getOrDefault(key, List.of()).size() < count) {
            complaints.add("the ratchet allows more than there is: lower it for " + key);
          }
        });
    assertEquals("", String.join("\n", complaints), "house rules");
  }

  private static String key(String rule, String file) {
    return rule + " " + file;
  }
}

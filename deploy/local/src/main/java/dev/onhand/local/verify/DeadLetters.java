package dev.onhand.local.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The messages each service has refused, or parked, by their `ce_id`.
final class DeadLetters {
  private final Map<String, Set<String>> refused = new HashMap<>();
  private final Map<String, Set<String>> open = new HashMap<>();
  private final Map<String, Map<String, String>> parked = new HashMap<>();

  static DeadLetters read(Map<String, Database> databases) {
    var letters = new DeadLetters();
    databases.forEach(
        (service, database) -> {
          if (database.hasTable("dead_letter")) {
            letters.readDeadLetters(service, database);
          }
          if (database.hasTable("parked")) {
            letters.readParked(service, database);
          }
        });
    return letters;
  }

  private void readDeadLetters(String service, Database database) {
    var all = refused.computeIfAbsent(service, _ -> new HashSet<>());
    var unsolved = open.computeIfAbsent(service, _ -> new HashSet<>());
    database.forEach(
        "select headers->>'ce_id', status from dead_letter where headers->>'ce_id' is not null",
        row -> {
          all.add(row.getString(1));
          if (row.getString(2).equals("OPEN")) {
            unsolved.add(row.getString(1));
          }
        });
  }

  private void readParked(String service, Database database) {
    var waiting = parked.computeIfAbsent(service, _ -> new HashMap<>());
    database.forEach(
        "select headers->>'ce_id', waits_for from parked where headers->>'ce_id' is not null",
        row -> waiting.put(row.getString(1), row.getString(2)));
  }

  /// Whether the service has a dead letter of this message, open or closed.
  boolean has(String service, String id) {
    return refused.getOrDefault(service, Set.of()).contains(id);
  }

  /// Whether nobody has dealt with the dead letter yet.
  boolean isOpen(String service, String id) {
    return open.getOrDefault(service, Set.of()).contains(id);
  }

  /// What the message waits for at this service, or null.
  String waitsFor(String service, String id) {
    return parked.getOrDefault(service, Map.of()).get(id);
  }
}

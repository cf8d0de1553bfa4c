package dev.onhand.local.verify;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The messages about a subject are numbered 1 to n on their topic, a repeat is the same message
/// again, and what a service says it sent, or received, is what is on the topic.
final class Sequences {
  /// Where older records may be gone by design.
  private static final Set<String> NOT_WHOLE = Set.of("platform.heartbeats");

  private record Line(String topic, String source, String subject) {}

  private static final class Numbers {
    private long[] idHashes = new long[2];
    private int last;
    private String lastPlace;

    void add(long idHash, String place) {
      if (last == idHashes.length) {
        idHashes = Arrays.copyOf(idHashes, last * 2);
      }
      idHashes[last++] = idHash;
      lastPlace = place;
    }
  }

  private final Set<String> compacted;
  private final Check check;
  private final Map<Line, Numbers> lines = new HashMap<>();

  /// Tells the check what it compares and what diverges.
  Sequences(Check check, Set<String> compacted) {
    this.check = check;
    this.compacted = compacted;
  }

  void see(Fact fact) {
    if (!fact.isOurs() || NOT_WHOLE.contains(fact.topic()) || compacted.contains(fact.topic())) {
      return;
    }
    var line = new Line(fact.topic(), fact.source(), fact.subject());
    var numbers = lines.computeIfAbsent(line, _ -> new Numbers());
    long sequence = fact.sequence();
    long idHash = hash(fact.id());
    if (sequence == numbers.last + 1L) {
      check.checked();
      numbers.add(idHash, fact.place());
    } else if (sequence > numbers.last) {
      check.expect(
          false,
          "%s about %s goes from sequence %d to %d: %s",
          fact.topic(),
          fact.subject(),
          numbers.last,
          sequence,
          fact.place());
    } else {
      check.expect(
          sequence > 0 && numbers.idHashes[(int) sequence - 1] == idHash,
          "%s about %s: sequence %d is used by two messages, the second is %s",
          fact.topic(),
          fact.subject(),
          sequence,
          fact.place());
    }
  }

  private static long hash(String id) {
    long hash = 1125899906842597L;
    for (int i = 0; id != null && i < id.length(); i++) {
      hash = 31 * hash + id.charAt(i);
    }
    return hash;
  }

  void conclude(Map<String, Database> databases) {
    databases.forEach(
        (service, database) -> {
          if (database.hasTable("outbox_sequence")) {
            sent(service, database);
          }
          if (database.hasTable("inbox_sequence")) {
            received(service, database);
          }
        });
  }

  private void sent(String service, Database database) {
    database.forEach(
        "select topic, subject, last from outbox_sequence",
        row -> {
          var topic = row.getString(1);
          if (NOT_WHOLE.contains(topic) || compacted.contains(topic)) {
            return;
          }
          var numbers = lines.get(new Line(topic, "/onhand/" + service, row.getString(2)));
          check.expect(
              numbers != null && numbers.last == row.getLong(3),
              "%s sent %d messages about %s to %s, there are %d; the last: %s",
              service,
              row.getLong(3),
              row.getString(2),
              topic,
              numbers == null ? 0 : numbers.last,
              numbers == null ? null : numbers.lastPlace);
        });
  }

  /// A reader that has the number n of a subject must have all there are.
  private void received(String service, Database database) {
    var highest = new HashMap<String, Long>();
    lines.forEach(
        (line, numbers) ->
            highest.merge(line.topic() + "\n" + line.subject(), (long) numbers.last, Math::max));
    database.forEach(
        "select topic, subject, last from inbox_sequence",
        row -> {
          var topic = row.getString(1);
          if (NOT_WHOLE.contains(topic) || compacted.contains(topic)) {
            return;
          }
          var there = highest.getOrDefault(topic + "\n" + row.getString(2), 0L);
          check.expect(
              there == row.getLong(3),
              "%s has received %s about %s up to sequence %d, there are %d",
              service,
              topic,
              row.getString(2),
              row.getLong(3),
              there);
        });
  }
}

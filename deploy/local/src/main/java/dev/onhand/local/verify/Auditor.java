package dev.onhand.local.verify;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Waits until the platform is at rest, reads everything once, and compares.
public final class Auditor {
  /// How long the platform may take to come to rest.
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int LOOKS_MAX = 3;

  private static final Set<String> COMPACTED =
      Set.of(
          "inventory.availability",
          "inventory.items",
          "inventory.locations",
          "procurement.suppliers");

  /// Private to the stock ledger, or of no consequence.
  private static final Set<String> NOT_READ =
      Set.of("inventory.log", "inventory.replies", "platform.heartbeats");

  private Auditor() {}

  /// Audits a platform.
  ///
  /// @param say gets a line per step
  /// @throws AuditException when a database or the broker does not answer
  public static Verdict run(Endpoints endpoints, Consumer<String> say) {
    return run(endpoints, PATIENCE, say);
  }

  /// Audits a platform that may take as long as `patience` to come to rest.
  ///
  /// What diverges while messages went on coming is looked at once more: a timer may have fired
  /// between reading a topic and reading a table.
  public static Verdict run(Endpoints endpoints, Duration patience, Consumer<String> say) {
    long begun = System.nanoTime();
    // a database that is down says so at once, the broker only after a while
    endpoints.server().number("select 1");
    for (int attempt = 1; ; attempt++) {
      say.accept("waiting until every slot and consumer is drained");
      var lagging = Drain.await(endpoints, patience, say);
      if (!lagging.isEmpty()) {
        var names = lagging.stream().map(Drain.Lag::toString).toList();
        return new Verdict(false, names, List.of(), 0, seconds(begun));
      }
      say.accept("reading topics and tables");
      try (var reader = new TopicReader(endpoints.bootstrapServers())) {
        var topics = topics(reader);
        var ends = reader.ends(topics);
        var findings = look(endpoints, reader, topics);
        boolean ok = findings.stream().allMatch(Finding::ok);
        if (ok || attempt == LOOKS_MAX || reader.ends(topics).equals(ends)) {
          long records = ends.values().stream().mapToLong(Long::longValue).sum();
          return new Verdict(ok, List.of(), findings, records, seconds(begun));
        }
      }
    }
  }

  private static List<Finding> look(Endpoints endpoints, TopicReader reader, Set<String> topics) {
    var checks =
        List.of(
            new OnHandCheck(),
            new ReservedCheck(),
            new BalanceCheck(),
            new OneOrderCheck(),
            new ReservationCheck(),
            new StreamCheck(),
            new ReplayCheck(COMPACTED),
            new EffectCheck(Rules.all()),
            new AvailabilityCheck(violations -> ledger(endpoints, violations)));
    reader.readAll(topics, fact -> checks.forEach(check -> check.see(fact)));
    checks.forEach(check -> check.conclude(endpoints.databases()));
    return checks.stream().map(Check::finding).toList();
  }

  private static Collection<StockBook> ledger(Endpoints endpoints, Violations violations) {
    var replay = new FrameReplay(violations);
    StockAudit.replay(endpoints.bootstrapServers(), StockAudit.LOG, violations, replay, _ -> {});
    return replay.books().values();
  }

  private static Set<String> topics(TopicReader reader) {
    var topics = new HashSet<>(reader.topics());
    topics.removeIf(topic -> NOT_READ.contains(topic) || topic.contains("connect"));
    return topics;
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}

package dev.onhand.local.verify;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Waits until the platform is at rest, reads everything once, and compares.
public final class Auditor {
  /// How long the platform may take to come to rest.
  public static final Duration PATIENCE = Duration.ofSeconds(60);

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
  public static Verdict run(Endpoints endpoints, Duration patience, Consumer<String> say) {
    long begun = System.nanoTime();
    say.accept("waiting until every slot and consumer is drained");
    var lagging = Drain.await(endpoints, patience);
    if (!lagging.isEmpty()) {
      var names = lagging.stream().map(Drain.Lag::toString).toList();
      return new Verdict(false, names, List.of(), 0, seconds(begun));
    }
    say.accept("reading topics and tables");
    var checks =
        List.of(
            new OnHandCheck(),
            new ReservedCheck(),
            new BalanceCheck(),
            new OneOrderCheck(),
            new ReservationCheck(),
            new StreamCheck(),
            new ReplayCheck(COMPACTED),
            new EffectCheck(Rules.all()));
    long records = read(endpoints, checks);
    checks.forEach(check -> check.conclude(endpoints.databases()));
    var findings = checks.stream().map(Check::finding).toList();
    boolean ok = findings.stream().allMatch(Finding::ok);
    return new Verdict(ok, List.of(), findings, records, seconds(begun));
  }

  private static long read(Endpoints endpoints, List<? extends Check> checks) {
    var records = new long[1];
    try (var reader = new TopicReader(endpoints.bootstrapServers())) {
      var topics = new HashSet<>(reader.topics());
      topics.removeIf(topic -> NOT_READ.contains(topic) || topic.contains("connect"));
      reader.readAll(
          topics,
          fact -> {
            records[0]++;
            checks.forEach(check -> check.see(fact));
          });
    }
    return records[0];
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}

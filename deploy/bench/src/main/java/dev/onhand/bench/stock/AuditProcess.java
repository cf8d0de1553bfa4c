package dev.onhand.bench.stock;

import dev.onhand.local.verify.StockAudit;

/// Main class of the auditor's process: replays one log.
final class AuditProcess {
  private AuditProcess() {}

  /// @param arguments bootstrap servers, log, decisions that must be there or -1
  static void main(String[] arguments) {
    var audit = StockAudit.of(arguments[0], arguments[1], _ -> {});
    long expected = Long.parseLong(arguments[2]);
    var verdict = audit.summary();
    if (audit.ok() && expected >= 0 && audit.decisions() != expected) {
      verdict = "%d decisions instead of %d".formatted(audit.decisions(), expected);
    }
    for (var pool : audit.pools()) {
      System.out.printf(
          "pool %s: %d reserved, %d rejected, least available %d (%s)%n",
          pool.name(), pool.reserved(), pool.rejected(), pool.leastFree(), pool.leastWhere());
    }
    System.out.println(Verdict.PREFIX + verdict);
    Subject.report();
  }
}

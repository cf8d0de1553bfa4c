package dev.onhand.bench.stock;

import dev.onhand.local.stack.StackException;
import java.time.Duration;

/// The auditor's verdict on one log.
final class Verdict {
  static final String PREFIX = "verdict ";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private Verdict() {}

  /// `ok`, or what does not hold.
  ///
  /// @param decisions how many there must be; -1 when that is not known
  static String of(Lab lab, String log, long decisions) {
    var said =
        Subject.run(lab, AuditProcess.class, PATIENCE, lab.bootstrapServers(), log, decisions);
    said.output().stream().filter(l -> l.startsWith("pool ")).map(l -> "  " + l).forEach(lab::say);
    return said.output().stream()
        .filter(line -> line.startsWith(PREFIX))
        .map(line -> line.substring(PREFIX.length()))
        .findFirst()
        .orElseThrow(() -> new StackException("the auditor said nothing"));
  }
}

package dev.onhand.local.verify;

import java.util.List;

/// What the auditor says.
///
/// @param ok whether everything was drained and all invariants hold
/// @param lagging who was still behind; then nothing was checked
/// @param invariants one finding each
/// @param records how many records were read
/// @param seconds how long it took, waiting included
public record Verdict(
    boolean ok, List<String> lagging, List<Finding> invariants, long records, double seconds) {

  static final int OK = 0;
  static final int DIVERGED = 1;
  static final int NOT_DRAINED = 2;

  /// 0 all hold, 1 one does not, 2 not drained in time.
  public int exitCode() {
    if (!lagging.isEmpty()) {
      return NOT_DRAINED;
    }
    return ok ? OK : DIVERGED;
  }

  /// `ok`, or the letters that do not hold, or `not drained`.
  public String summary() {
    if (!lagging.isEmpty()) {
      return "not drained";
    }
    return ok
        ? "ok"
        : String.join(" ", invariants.stream().filter(f -> !f.ok()).map(Finding::id).toList());
  }
}

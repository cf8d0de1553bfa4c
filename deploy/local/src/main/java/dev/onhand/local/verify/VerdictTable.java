package dev.onhand.local.verify;

import java.util.Locale;

/// The verdict for a person.
final class VerdictTable {
  private VerdictTable() {}

  static String of(Verdict verdict) {
    var text = new StringBuilder();
    if (!verdict.lagging().isEmpty()) {
      text.append("NOT AT REST after %.0f s; behind are:\n".formatted(verdict.seconds()));
      verdict.lagging().forEach(lag -> text.append("  " + lag + "\n"));
      return text.toString();
    }
    for (var finding : verdict.invariants()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s  %-55s %,12d checked  %s%n",
              finding.id(),
              finding.name(),
              finding.checked(),
              finding.ok() ? "ok" : "DIVERGES (" + finding.divergences() + ")"));
    }
    for (var finding : verdict.invariants()) {
      if (!finding.ok()) {
        text.append(
            "first divergence of %s: %s%n".formatted(finding.id(), finding.firstDivergence()));
      }
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d records and all tables read in %.1f s%n",
            verdict.ok() ? "All invariants hold" : "NOT OK",
            verdict.records(),
            verdict.seconds()));
    return text.toString();
  }
}

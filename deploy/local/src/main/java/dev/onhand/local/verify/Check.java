package dev.onhand.local.verify;

import java.util.Map;

/// One invariant. Facts pass first, in order per partition; then it is concluded from the tables.
abstract class Check {
  private final String id;
  private final String name;
  private long checked;
  private long divergences;
  private String first;

  Check(String id, String name) {
    this.id = id;
    this.name = name;
  }

  /// Looks at one record of any domain topic.
  void see(Fact fact) {}

  /// Compares with the tables; a service whose database is not there is left out.
  abstract void conclude(Map<String, Database> databases);

  /// Counts one comparison.
  final void checked() {
    checked++;
  }

  /// Counts comparisons that a query has made.
  final void checked(long more) {
    checked += more;
  }

  /// Counts one comparison, and what diverged if it did.
  final void expect(boolean agrees, String format, Object... arguments) {
    checked++;
    if (!agrees) {
      diverged(format.formatted(arguments));
    }
  }

  final void diverged(String what) {
    divergences++;
    if (first == null) {
      first = what;
    }
  }

  final Finding finding() {
    return new Finding(id, name, checked, divergences == 0, first, divergences);
  }
}

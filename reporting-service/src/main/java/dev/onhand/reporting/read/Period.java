package dev.onhand.reporting.read;

import dev.onhand.platform.http.Problems;

/// A number of business days that ends today.
public final class Period {
  public static final int DAYS_DEFAULT = 30;
  public static final int DAYS_MAX = 366;

  private Period() {}

  /// Checks the `days` parameter; null means the default.
  public static int days(Integer asked) {
    if (asked == null) return DAYS_DEFAULT;
    if (asked < 1 || asked > DAYS_MAX) throw Problems.invalid("days", "ask for 1 to " + DAYS_MAX);
    return asked;
  }
}

package dev.onhand.platform.http;

import java.util.List;
import java.util.function.Function;

/// One page of a list, by keyset: `next` is the value of `after` for the following page, null on
/// the last.
public record Page<T>(List<T> items, String next) {
  public static final int LIMIT_DEFAULT = 50;
  public static final int LIMIT_MAX = 500;

  /// Checks the `limit` parameter; null means the default.
  public static int limit(Integer asked) {
    if (asked == null) return LIMIT_DEFAULT;
    if (asked < 1 || asked > LIMIT_MAX) {
      throw Problems.invalid("limit", "ask for 1 to " + LIMIT_MAX);
    }
    return asked;
  }

  /// Makes a page of rows that were read with `limit + 1`.
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> key) {
    if (rows.size() <= limit) return new Page<>(List.copyOf(rows), null);
    var items = List.copyOf(rows.subList(0, limit));
    return new Page<>(items, key.apply(items.getLast()));
  }
}

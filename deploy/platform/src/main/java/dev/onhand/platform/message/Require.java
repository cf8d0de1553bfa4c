package dev.onhand.platform.message;

import java.util.List;

/// Checks for the compact constructors of message records. Each throws [InvalidMessage].
public final class Require {
  private static final String REASON = "SCHEMA_VIOLATION";

  private Require() {}

  public static <T> T present(String field, T value) {
    if (value == null) throw new InvalidMessage(REASON, field, "is missing");
    return value;
  }

  public static String text(String field, String value) {
    if (value == null || value.isBlank()) throw new InvalidMessage(REASON, field, "is missing");
    return value;
  }

  public static long positive(String field, long value) {
    if (value <= 0) throw new InvalidMessage(REASON, field, "must be above 0, not " + value);
    return value;
  }

  /// At least one element; the copy is unmodifiable.
  public static <T> List<T> some(String field, List<T> values) {
    if (values == null || values.isEmpty()) {
      throw new InvalidMessage(REASON, field, "needs at least one element");
    }
    if (values.stream().anyMatch(java.util.Objects::isNull))
      throw new InvalidMessage(REASON, field, "has a null element");
    return List.copyOf(values);
  }
}

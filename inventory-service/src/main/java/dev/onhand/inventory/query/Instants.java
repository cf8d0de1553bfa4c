package dev.onhand.inventory.query;

import dev.onhand.platform.http.Problems;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// Instants in queries.
final class Instants {
  /// Beyond these PostgreSQL stores none.
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Instants() {}

  /// Null where nothing is said.
  static Instant read(String field, String text) {
    if (text == null) return null;
    try {
      // a plus sign that was not encoded arrives as a blank
      var at = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
      if (!at.isBefore(FIRST) && !at.isAfter(LAST)) return at;
    } catch (DateTimeException e) {
      throw unreadable(field);
    }
    throw unreadable(field);
  }

  private static RuntimeException unreadable(String field) {
    return Problems.invalid(field, "send an instant, as 2026-03-02T12:00:00Z");
  }
}

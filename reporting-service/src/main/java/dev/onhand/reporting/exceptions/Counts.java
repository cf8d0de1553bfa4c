package dev.onhand.reporting.exceptions;

import dev.onhand.reporting.read.Snapshot;
import java.time.Instant;

/// How many exceptions are open, and how many of them are past their due time at `asOf`.
public record Counts(long open, long overdue, Instant asOf) {

  /// Over all services.
  public static Counts of(Snapshot snapshot) {
    return snapshot.one(
        """
        select count(*) as open, count(*) filter (where due_at < now()) as overdue, now() as at
        from exception_case where resolved_at is null
        """,
        row -> new Counts(row.number("open"), row.number("overdue"), row.instant("at")));
  }
}

package dev.onhand.ledger.period;

import java.time.Instant;
import java.time.YearMonth;

/// What happened to a month.
public sealed interface PeriodEvent {

  YearMonth month();

  /// Who did it.
  String by();

  Instant at();

  record PeriodClosed(YearMonth month, String by, Instant at) implements PeriodEvent {}

  record PeriodReopened(YearMonth month, String reason, String by, Instant at)
      implements PeriodEvent {}
}

package dev.onhand.ledger.period;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.ledger.period.PeriodEvent.PeriodClosed;
import dev.onhand.ledger.period.PeriodEvent.PeriodReopened;
import dev.onhand.ledger.period.Periods.Command;
import dev.onhand.ledger.period.Periods.Refusal;
import dev.onhand.testkit.DeciderTest;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class PeriodsTest extends DeciderTest<Command, Periods, PeriodEvent> {

  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
  private static final YearMonth JANUARY = YearMonth.of(2026, 1);
  private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);
  private static final YearMonth MARCH = YearMonth.of(2026, 3);
  private static final YearMonth APRIL = YearMonth.of(2026, 4);

  PeriodsTest() {
    super(Periods.STREAM);
  }

  @Test
  void the_books_may_be_closed_first_through_any_month_that_is_over() {
    given().when(close(MARCH)).then(closed(MARCH)).thenTheSameAgainSaysNothing();
  }

  @Test
  void a_month_that_is_not_over_cannot_be_closed() {
    given().when(close(APRIL)).thenRejected(Refusal.MONTH_NOT_OVER);
  }

  @Test
  void months_are_closed_one_after_the_other() {
    given(closed(JANUARY)).when(close(MARCH)).thenRejected(Refusal.NOT_THE_NEXT_MONTH);
    given(closed(JANUARY)).when(close(FEBRUARY)).then(closed(FEBRUARY));
  }

  @Test
  void a_month_before_the_last_closed_one_is_closed() {
    given(closed(MARCH)).when(close(JANUARY)).thenNothing();
  }

  @Test
  void only_the_last_closed_month_can_be_opened_again() {
    given(closed(JANUARY), closed(FEBRUARY))
        .when(reopen(JANUARY))
        .thenRejected(Refusal.LATER_MONTH_CLOSED);
    given(closed(JANUARY), closed(FEBRUARY))
        .when(reopen(FEBRUARY))
        .then(new PeriodReopened(FEBRUARY, "late invoice", "eve", NOW))
        .thenState(periods -> assertEquals(JANUARY, periods.closedThrough()))
        .when(close(FEBRUARY))
        .then(closed(FEBRUARY));
  }

  @Test
  void an_open_month_need_not_be_opened() {
    given().when(reopen(MARCH)).thenNothing();
    given(closed(JANUARY)).when(reopen(FEBRUARY)).thenNothing();
  }

  @Test
  void a_fact_goes_to_its_month_or_to_the_first_open_one() {
    given(closed(JANUARY), closed(FEBRUARY))
        .thenState(
            periods -> {
              assertEquals(MARCH, periods.periodOf(Instant.parse("2025-12-31T23:59:59Z")));
              assertEquals(MARCH, periods.periodOf(Instant.parse("2026-02-28T23:59:59Z")));
              assertEquals(MARCH, periods.periodOf(Instant.parse("2026-03-01T00:00:00Z")));
              assertEquals(APRIL, periods.periodOf(Instant.parse("2026-04-01T00:00:00Z")));
            });
  }

  private static Command close(YearMonth month) {
    return new Command.Close(month, "eve", NOW);
  }

  private static Command reopen(YearMonth month) {
    return new Command.Reopen(month, "late invoice", "eve", NOW);
  }

  private static PeriodEvent closed(YearMonth month) {
    return new PeriodClosed(month, "eve", NOW);
  }
}

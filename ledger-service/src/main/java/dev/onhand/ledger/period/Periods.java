package dev.onhand.ledger.period;

import dev.onhand.ledger.period.PeriodEvent.*;
import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.RejectionReason;
import dev.onhand.platform.event.StreamType;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Which months of an entity are closed.
///
/// @param closedThrough last closed month; null when none is
/// @param history every closing and opening, in order
public record Periods(YearMonth closedThrough, List<PeriodEvent> history) {

  /// What a controller may ask.
  public sealed interface Command {

    /// Closes the month.
    record Close(YearMonth month, String by, Instant at) implements Command {}

    /// Opens the last closed month again.
    record Reopen(YearMonth month, String reason, String by, Instant at) implements Command {}
  }

  /// Why a command was refused.
  public enum Refusal implements RejectionReason {
    /// Only a month that is over (UTC) can be closed.
    MONTH_NOT_OVER,
    /// Months are closed one after the other.
    NOT_THE_NEXT_MONTH,
    /// Only the last closed month can be opened again.
    LATER_MONTH_CLOSED
  }

  /// The stream of one entity's periods; its id is the entity's code.
  public static final StreamType<Command, Periods, PeriodEvent> STREAM =
      StreamType.<Command, Periods, PeriodEvent>named("period", PeriodEvent.class)
          .initial(new Periods(null, List.of()))
          .decide(Periods::decide)
          .evolve(Periods::evolve)
          .project(new PeriodTables())
          .build();

  /// The month to which a fact is posted: its own, or the first that is open.
  public YearMonth periodOf(Instant happened) {
    YearMonth month = YearMonth.from(happened.atOffset(ZoneOffset.UTC));
    boolean closed = closedThrough != null && !month.isAfter(closedThrough);
    return closed ? closedThrough.plusMonths(1) : month;
  }

  static Decision<PeriodEvent> decide(Command command, Periods periods) {
    return switch (command) {
      case Command.Close c -> close(c, periods.closedThrough());
      case Command.Reopen c -> reopen(c, periods.closedThrough());
    };
  }

  private static Decision<PeriodEvent> close(Command.Close command, YearMonth closedThrough) {
    YearMonth month = command.month();
    if (closedThrough != null && !month.isAfter(closedThrough)) {
      return Decision.accept();
    }
    if (!month.isBefore(YearMonth.from(command.at().atOffset(ZoneOffset.UTC)))) {
      return Decision.reject(Refusal.MONTH_NOT_OVER, month + " is not over yet");
    }
    if (closedThrough != null && !month.equals(closedThrough.plusMonths(1))) {
      return Decision.reject(
          Refusal.NOT_THE_NEXT_MONTH, "close " + closedThrough.plusMonths(1) + " first");
    }
    return Decision.accept(new PeriodClosed(month, command.by(), command.at()));
  }

  private static Decision<PeriodEvent> reopen(Command.Reopen command, YearMonth closedThrough) {
    YearMonth month = command.month();
    if (closedThrough == null || month.isAfter(closedThrough)) {
      return Decision.accept();
    }
    if (month.isBefore(closedThrough)) {
      return Decision.reject(Refusal.LATER_MONTH_CLOSED, "open " + closedThrough + " again first");
    }
    return Decision.accept(new PeriodReopened(month, command.reason(), command.by(), command.at()));
  }

  static Periods evolve(Periods periods, PeriodEvent event) {
    List<PeriodEvent> history = new ArrayList<>(periods.history());
    history.add(event);
    return switch (event) {
      case PeriodClosed e -> new Periods(e.month(), List.copyOf(history));
      case PeriodReopened e -> new Periods(e.month().minusMonths(1), List.copyOf(history));
    };
  }
}

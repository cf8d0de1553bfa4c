package dev.onhand.ledger.period;

import dev.onhand.ledger.journal.LegalEntity;
import dev.onhand.ledger.period.PeriodEvent.*;
import dev.onhand.ledger.period.Periods.Command;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Answer;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

/// Closing months and opening them again.
@Path("/periods")
public class PeriodResource {

  private static final String ENTITY = LegalEntity.MAIN.code();

  private final Requests requests;

  PeriodResource(Requests requests) {
    this.requests = requests;
  }

  /// @param closedThrough last closed month, null when none is
  public record PeriodsView(String entity, YearMonth closedThrough, List<Change> history) {

    static PeriodsView of(Periods periods) {
      return new PeriodsView(
          ENTITY, periods.closedThrough(), periods.history().stream().map(Change::of).toList());
    }
  }

  /// @param change `CLOSED` or `REOPENED`
  /// @param reason why it was opened again; null for a closing
  public record Change(YearMonth month, String change, String reason, String by, Instant at) {

    static Change of(PeriodEvent event) {
      return switch (event) {
        case PeriodClosed e -> new Change(e.month(), "CLOSED", null, e.by(), e.at());
        case PeriodReopened e -> new Change(e.month(), "REOPENED", e.reason(), e.by(), e.at());
      };
    }
  }

  /// Why a closed month is opened again.
  public record Reopening(String reason) {
    public Reopening {
      Require.text("reason", reason);
    }
  }

  /// How far the books are closed, and how it came about.
  @GET
  @RolesAllowed({Roles.ACCOUNTANT, Roles.CONTROLLER, Roles.ANALYST})
  public PeriodsView periods() {
    return requests.run(PeriodResource::view);
  }

  /// Closes a month such as `2026-03`. Closing it again changes nothing.
  @POST
  @Path("{month}/close")
  @RolesAllowed(Roles.CONTROLLER)
  public Response close(@PathParam("month") String month) {
    YearMonth closed = month(month);
    return requests.post(
        month, work -> decided(work, new Command.Close(closed, requests.actor(), work.now())));
  }

  /// Opens the last closed month again.
  @POST
  @Path("{month}/reopen")
  @RolesAllowed(Roles.CONTROLLER)
  public Response reopen(@PathParam("month") String month, Reopening reopening) {
    YearMonth opened = month(month);
    String reason = Require.present("body", reopening).reason();
    return requests.post(
        reopening,
        work -> decided(work, new Command.Reopen(opened, reason, requests.actor(), work.now())));
  }

  private static Answer decided(Work work, Command command) {
    Problems.orThrow(work.handle(Periods.STREAM, ENTITY, command));
    return Answer.ok(view(work));
  }

  private static PeriodsView view(Work work) {
    return PeriodsView.of(work.state(Periods.STREAM, ENTITY));
  }

  private static YearMonth month(String given) {
    try {
      return YearMonth.parse(given);
    } catch (DateTimeException _) {
      throw Problems.invalid("month", "send a month such as 2026-03");
    }
  }
}

package dev.onhand.ledger.report;

import dev.onhand.ledger.journal.LegalEntity;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// Trial balance and profit and loss account.
@Path("/")
@RolesAllowed({Roles.ACCOUNTANT, Roles.CONTROLLER, Roles.ANALYST})
public class ReportResource {

  private final Requests requests;

  ReportResource(Requests requests) {
    this.requests = requests;
  }

  /// Turnover and balance of every account. `asOf` is an instant, or a date whose whole day (UTC)
  /// counts.
  @GET
  @Path("trial-balance")
  public TrialBalance trialBalance(@QueryParam("asOf") String asOf) {
    Instant until = instant(asOf);
    return requests.run(
        work -> TrialBalance.read(work.connection(), LegalEntity.MAIN.code(), until));
  }

  /// Revenue and expenses. `from` and `to` are months such as `2026-03`, both included;
  /// `by=channel` gives one statement per sales channel.
  @GET
  @Path("profit-and-loss")
  public ProfitAndLoss profitAndLoss(
      @QueryParam("by") String by, @QueryParam("from") String from, @QueryParam("to") String to) {
    if (by != null && !by.equals("channel")) {
      throw Problems.invalid("by", "send channel, or leave it out");
    }
    YearMonth first = month("from", from);
    YearMonth last = month("to", to);
    return requests.run(
        work ->
            ProfitAndLoss.read(
                work.connection(), LegalEntity.MAIN.code(), first, last, by != null));
  }

  private static Instant instant(String given) {
    if (given == null) {
      return null;
    }
    try {
      return given.indexOf('T') < 0
          ? LocalDate.parse(given).atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC)
          : Instant.parse(given);
    } catch (DateTimeException _) {
      throw Problems.invalid("asOf", "send 2026-03-31 or 2026-03-31T18:00:00Z");
    }
  }

  private static YearMonth month(String name, String given) {
    try {
      return given == null ? null : YearMonth.parse(given);
    } catch (DateTimeException _) {
      throw Problems.invalid(name, "send a month such as 2026-03");
    }
  }
}

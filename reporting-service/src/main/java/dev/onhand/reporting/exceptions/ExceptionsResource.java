package dev.onhand.reporting.exceptions;

import static dev.onhand.platform.http.Roles.ACCOUNTANT;
import static dev.onhand.platform.http.Roles.ADMIN;
import static dev.onhand.platform.http.Roles.ANALYST;
import static dev.onhand.platform.http.Roles.APPROVER;
import static dev.onhand.platform.http.Roles.BUYER;
import static dev.onhand.platform.http.Roles.CONTROLLER;
import static dev.onhand.platform.http.Roles.OPERATOR;
import static dev.onhand.platform.http.Roles.ORDER_CLERK;
import static dev.onhand.platform.http.Roles.PLANNER;
import static dev.onhand.platform.http.Roles.WAREHOUSE;

import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.reporting.read.Reports;
import dev.onhand.reporting.read.Row;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;

/// The exceptions queue.
@Path("/api/exceptions")
@RolesAllowed({
  ANALYST,
  ORDER_CLERK,
  WAREHOUSE,
  PLANNER,
  BUYER,
  APPROVER,
  ACCOUNTANT,
  CONTROLLER,
  OPERATOR,
  ADMIN
})
class ExceptionsResource {
  private static final String OPEN = "open";
  private static final String RESOLVED = "resolved";
  private static final Instant NO_DUE_TIME = Instant.parse("9999-01-01T00:00:00Z");

  private static final String LIST =
      """
      select e.*, o.order_id, coalesce(e.due_at, '9999-01-01Z') as due_key
      from exception_case e
      left join sales_order o on o.order_id = split_part(e.subject, '/', 1)
      where (e.resolved_at is null) = ?
        and (?::text is null or e.service = ?)
        and (?::timestamptz is null
          or (coalesce(e.due_at, '9999-01-01Z'), e.exception_id) > (?::timestamptz, ?))
      order by coalesce(e.due_at, '9999-01-01Z'), e.exception_id
      limit ?
      """;

  private final Reports reports;

  ExceptionsResource(Reports reports) {
    this.reports = reports;
  }

  /// `state` is `open` or `resolved`.
  @GET
  public ExceptionPage exceptions(
      @QueryParam("state") @DefaultValue(OPEN) String state,
      @QueryParam("service") String service,
      @QueryParam("after") String after,
      @QueryParam("limit") Integer limit) {
    if (!state.equals(OPEN) && !state.equals(RESOLVED)) {
      throw Problems.invalid("state", "ask for open or resolved");
    }
    int size = Page.limit(limit);
    var key = Key.parse(after);
    var of = service == null || service.isBlank() ? null : service;
    return reports.read(
        snapshot -> {
          var rows =
              snapshot.list(
                  LIST,
                  ExceptionsResource::exception,
                  state.equals(OPEN),
                  of,
                  of,
                  key.dueAt(),
                  key.dueAt(),
                  key.id(),
                  size + 1);
          var page = Page.of(rows, size, ExceptionsResource::key);
          var counts = Counts.of(snapshot);
          return new ExceptionPage(
              snapshot.completeThrough(),
              counts.asOf(),
              counts.open(),
              counts.overdue(),
              page.items(),
              page.next());
        });
  }

  private static String key(ExceptionPage.ExceptionCase row) {
    return (row.dueAt() == null ? NO_DUE_TIME : row.dueAt()) + "~" + row.exceptionId();
  }

  private static ExceptionPage.ExceptionCase exception(Row row) throws SQLException {
    return new ExceptionPage.ExceptionCase(
        row.text("exception_id"),
        row.text("service"),
        row.text("kind"),
        row.text("subject"),
        row.text("detail"),
        row.text("owner"),
        row.text("assigned_to"),
        row.texts("actions"),
        row.text("order_id"),
        row.instant("raised_at"),
        row.instant("due_at"),
        row.instant("resolved_at"),
        row.text("resolved_by"),
        row.text("resolution"));
  }

  /// Where a page begins: after this exception.
  private record Key(Instant dueAt, String id) {
    static Key parse(String after) {
      if (after == null || after.isBlank()) return new Key(null, null);
      var parts = after.split("~", 2);
      try {
        return new Key(Instant.parse(parts[0]), parts[1]);
      } catch (DateTimeException | ArrayIndexOutOfBoundsException _) {
        throw Problems.invalid("after", "send the value of next of the page before");
      }
    }
  }
}

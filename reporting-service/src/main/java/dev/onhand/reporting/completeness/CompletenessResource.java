package dev.onhand.reporting.completeness;

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

import dev.onhand.reporting.feed.Rebuild;
import dev.onhand.reporting.read.Reports;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;

/// How far the data is complete, and the order to read everything again.
@Path("/api")
class CompletenessResource {
  private final Reports reports;
  private final Rebuild rebuild;

  CompletenessResource(Reports reports, Rebuild rebuild) {
    this.reports = reports;
    this.rebuild = rebuild;
  }

  @GET
  @Path("/completeness")
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
  public Completeness completeness() {
    return reports.read(
        snapshot ->
            new Completeness(
                snapshot.completeThrough(),
                snapshot.one("select now() as at", row -> row.instant("at")),
                snapshot.list(
                    "select source, complete_through from source_progress"
                        + " order by complete_through nulls first, source",
                    row ->
                        new Completeness.Source(
                            row.text("source"), row.instant("complete_through"))),
                snapshot.one(
                    "select count(*) as n from rejected_message", row -> row.number("n"))));
  }

  /// Empties the read models; the feed fills them again from the first message of every topic.
  @POST
  @Path("/rebuild")
  @RolesAllowed({OPERATOR, ADMIN})
  public Response rebuild() throws SQLException {
    rebuild.begin();
    return Response.accepted().build();
  }
}

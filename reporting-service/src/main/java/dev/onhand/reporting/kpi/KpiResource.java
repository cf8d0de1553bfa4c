package dev.onhand.reporting.kpi;

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

import dev.onhand.reporting.read.Period;
import dev.onhand.reporting.read.Reports;
import dev.onhand.reporting.read.Snapshot;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/// Key figures with their definitions.
@Path("/api/kpis")
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
class KpiResource {
  private static final List<Kpi> KPIS =
      List.of(
              "order-aging.v1",
              "order-cycle-time.v1",
              "line-fill.v1",
              "unit-fill.v1",
              "return-rate.v1",
              "gross-margin.v1")
          .stream()
          .map(Kpi::load)
          .toList();
  private static final String FROM = ":from";

  private final Reports reports;

  KpiResource(Reports reports) {
    this.reports = reports;
  }

  /// Over `days` whole business days up to today.
  @GET
  public KpiReport kpis(@QueryParam("days") Integer days) {
    int count = Period.days(days);
    return reports.read(
        snapshot -> {
          var from =
              snapshot.one(
                  "select ?::date::timestamp at time zone zone as at from business_zone",
                  row -> row.instant("at"),
                  snapshot.firstDay(count));
          return new KpiReport(
              snapshot.completeThrough(),
              from,
              KPIS.stream().map(kpi -> figure(snapshot, kpi, from)).toList());
        });
  }

  private static KpiReport.Figure figure(Snapshot snapshot, Kpi kpi, Instant from) {
    int uses = kpi.sql().split(FROM, -1).length - 1;
    var values =
        snapshot.list(
            kpi.sql().replace(FROM, "?::timestamptz"),
            row ->
                new KpiReport.Value(
                    row.text("dimension"),
                    row.decimal("numerator"),
                    row.decimal("denominator"),
                    row.decimal("value")),
            Collections.nCopies(uses, from).toArray());
    return new KpiReport.Figure(
        kpi.id(),
        kpi.version(),
        kpi.name(),
        kpi.unit(),
        kpi.clock(),
        kpi.denominator(),
        kpi.exclusions(),
        values);
  }
}

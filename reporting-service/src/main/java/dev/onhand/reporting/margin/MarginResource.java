package dev.onhand.reporting.margin;

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
import dev.onhand.reporting.read.Period;
import dev.onhand.reporting.read.Reports;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/// Margin by channel or by SKU.
@Path("/api/margin")
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
class MarginResource {
  private static final String CHANNEL = "channel";
  private static final String SKU = "sku";

  private final Reports reports;

  MarginResource(Reports reports) {
    this.reports = reports;
  }

  /// `days` whole business days up to today; `limit` best SKUs.
  @GET
  public MarginReport margin(
      @QueryParam("by") @DefaultValue(CHANNEL) String by,
      @QueryParam("days") Integer days,
      @QueryParam("limit") Integer limit) {
    if (!by.equals(CHANNEL) && !by.equals(SKU)) {
      throw Problems.invalid("by", "ask for channel or sku");
    }
    int count = Period.days(days);
    int size = Page.limit(limit);
    return reports.read(
        snapshot -> {
          var from = snapshot.firstDay(count);
          return new MarginReport(
              snapshot.completeThrough(),
              from,
              by,
              Margins.whole(snapshot, from),
              by.equals(SKU)
                  ? Margins.bySku(snapshot, from, size)
                  : Margins.byChannel(snapshot, from));
        });
  }
}

package dev.onhand.reporting.overview;

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

import dev.onhand.reporting.exceptions.Counts;
import dev.onhand.reporting.margin.Margins;
import dev.onhand.reporting.orders.OrderRow;
import dev.onhand.reporting.read.Period;
import dev.onhand.reporting.read.Reports;
import dev.onhand.reporting.read.Snapshot;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;

/// The first page's answer.
@Path("/api/overview")
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
class OverviewResource {
  private static final int RECENT_ORDERS = 10;
  private static final String FINISHED = "('SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLED')";

  private final Reports reports;

  OverviewResource(Reports reports) {
    this.reports = reports;
  }

  /// Over `days` whole business days up to today.
  @GET
  public Overview overview(@QueryParam("days") Integer days) {
    int count = Period.days(days);
    return reports.read(snapshot -> overview(snapshot, count));
  }

  private static Overview overview(Snapshot snapshot, int days) {
    var from = snapshot.firstDay(days);
    var today = snapshot.firstDay(1);
    var orders = orders(snapshot, from, today);
    var exceptions = Counts.of(snapshot);
    return new Overview(
        snapshot.completeThrough(),
        exceptions.asOf(),
        snapshot.one("select zone from business_zone", row -> row.text("zone")),
        from,
        today,
        orders.today(),
        orders.all(),
        orders.open(),
        Margins.whole(snapshot, from),
        Margins.whole(snapshot, today),
        stockValue(snapshot),
        snapshot.one(
            "select coalesce(sum(on_hand), 0)::bigint as n from stock_position",
            row -> row.number("n")),
        exceptions.open(),
        exceptions.overdue(),
        states(snapshot, from),
        sales(snapshot, from),
        Margins.byChannel(snapshot, from),
        locations(snapshot),
        snapshot.list(
            "select * from analytics.orders order by placed_at desc, order_id desc limit ?",
            OrderRow::of,
            RECENT_ORDERS));
  }

  private record OrderCounts(long today, long all, long open) {}

  private static OrderCounts orders(Snapshot snapshot, LocalDate from, LocalDate today) {
    return snapshot.one(
        "select count(*) filter (where business_day(placed_at) = ?) as today,"
            + " count(*) filter (where business_day(placed_at) >= ?) as all_orders,"
            + " count(*) filter (where state not in "
            + FINISHED
            + ") as open from sales_order",
        row -> new OrderCounts(row.number("today"), row.number("all_orders"), row.number("open")),
        today,
        from);
  }

  private static List<Money> stockValue(Snapshot snapshot) {
    return snapshot.list(
        """
        select p.currency,
          analytics.amount(sum(p.debit_minor - p.credit_minor)::bigint, p.currency) as value
        from posting p join account_class c using (account)
        where c.class = 'STOCK' group by p.currency order by 2 desc
        """,
        row -> row.money("value"));
  }

  private static List<Overview.StateCount> states(Snapshot snapshot, LocalDate from) {
    return snapshot.list(
        "select state, count(*) as n from analytics.orders where business_day(placed_at) >= ?"
            + " group by state order by count(*) desc, state",
        row -> new Overview.StateCount(row.text("state"), row.number("n")),
        from);
  }

  private static List<Overview.DaySales> sales(Snapshot snapshot, LocalDate from) {
    return snapshot.list(
        "select * from analytics.sales_by_day where day >= ? order by day, channel, currency",
        row ->
            new Overview.DaySales(
                row.day("day"),
                row.text("channel"),
                row.number("orders"),
                row.number("units"),
                row.money("net_sales")),
        from);
  }

  private static List<Overview.LocationStock> locations(Snapshot snapshot) {
    return snapshot.list(
        """
        select location_id, coalesce(location, location_id) as location,
          sum(greatest(sellable - reserved, 0))::bigint as free,
          sum(reserved)::bigint as reserved, sum(quarantine + damaged)::bigint as unsellable
        from analytics.stock group by location_id, location
        order by sum(on_hand) desc, location_id
        """,
        row ->
            new Overview.LocationStock(
                row.text("location_id"),
                row.text("location"),
                row.number("free"),
                row.number("reserved"),
                row.number("unsellable")));
  }
}

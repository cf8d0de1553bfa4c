package dev.onhand.reporting.orders;

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
import dev.onhand.reporting.read.Snapshot;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestPath;

/// Orders for people.
@Path("/api/orders")
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
class OrdersResource {
  private static final int EVENTS_MAX = 2_000;
  private static final int CAUSES_DEPTH_MAX = 12;
  private static final int SEARCH_LENGTH_MAX = 100;
  private static final String NOW = "select now() as at";

  private static final String SEARCH =
      """
      select * from analytics.orders o
      where (?::text is null or o.state = ?)
        and (?::text is null or o.channel = ?)
        and (?::text is null
          or lower(o.number) like ? or lower(o.number) like '#' || ?
          or lower(o.channel_order_id) like ? or lower(o.order_id) like ?
          or exists (
            select from order_line l where l.order_id = o.order_id and lower(l.sku) = ?))
        and (?::timestamptz is null or (o.placed_at, o.order_id) < (?::timestamptz, ?))
      order by o.placed_at desc, o.order_id desc
      limit ?
      """;

  /// All that names the order, and what followed from it without naming another order.
  private static final String EVENTS =
      """
      with recursive told as (
        (select id, 0 as depth from message where order_id = ? order by position limit ?)
        union
        select m.id, t.depth + 1
        from told t
        join message m on m.causation_id = t.id
        where m.order_id is null and t.depth < ?
      )
      select m.* from message m
      where m.id in (select id from told)
      order by m.time, m.position
      limit ?
      """;

  private final Reports reports;

  OrdersResource(Reports reports) {
    this.reports = reports;
  }

  /// `q` finds by the beginning of the order number, the channel's id or our id, or by a SKU.
  @GET
  public OrderPage search(
      @QueryParam("q") String q,
      @QueryParam("state") String state,
      @QueryParam("channel") String channel,
      @QueryParam("after") String after,
      @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    var key = Key.parse(after);
    var text = blankToNull(q);
    var prefix = text == null ? null : prefix(text);
    var lower = text == null ? null : text.toLowerCase(Locale.ROOT);
    return reports.read(
        snapshot -> {
          var rows =
              snapshot.list(
                  SEARCH,
                  OrderRow::of,
                  blankToNull(state),
                  blankToNull(state),
                  blankToNull(channel),
                  blankToNull(channel),
                  text,
                  prefix,
                  prefix,
                  prefix,
                  prefix,
                  lower,
                  key.placedAt(),
                  key.placedAt(),
                  key.orderId(),
                  size + 1);
          var page = Page.of(rows, size, row -> row.placedAt() + "~" + row.orderId());
          return new OrderPage(
              snapshot.completeThrough(), now(snapshot), page.items(), page.next());
        });
  }

  @GET
  @Path("/{id}/timeline")
  public OrderTimeline timeline(@RestPath String id) {
    return reports.read(
        snapshot -> {
          var order =
              snapshot
                  .first("select * from analytics.orders where order_id = ?", OrderRow::of, id)
                  .orElseThrow(() -> Problems.unknown("order", id));
          return new OrderTimeline(
              snapshot.completeThrough(),
              now(snapshot),
              order,
              lines(snapshot, id),
              shipments(snapshot, id),
              OrderTimeline.inCausalOrder(
                  snapshot.list(
                      EVENTS,
                      OrdersResource::event,
                      id,
                      EVENTS_MAX,
                      CAUSES_DEPTH_MAX,
                      EVENTS_MAX)));
        });
  }

  private static List<OrderTimeline.Line> lines(Snapshot snapshot, String id) {
    return snapshot.list(
        """
        select l.*, coalesce(
          (select sum(s.quantity) from shipment_line s
            where s.order_id = l.order_id and s.line_id = l.line_id), 0)::bigint as shipped
        from analytics.order_lines l where l.order_id = ? order by l.line_id
        """,
        row ->
            new OrderTimeline.Line(
                row.text("line_id"),
                row.text("sku"),
                row.text("item"),
                row.number("quantity"),
                row.number("shipped"),
                row.money("net")),
        id);
  }

  private static List<OrderTimeline.Shipment> shipments(Snapshot snapshot, String id) {
    return snapshot.list(
        "select * from shipment where order_id = ? order by shipped_at, shipment_id",
        row ->
            new OrderTimeline.Shipment(
                row.text("shipment_id"),
                row.text("location_id"),
                row.text("carrier"),
                row.text("tracking_number"),
                row.instant("shipped_at"),
                row.instant("delivered_at")),
        id);
  }

  private static OrderTimeline.Event event(Row row) throws SQLException {
    var type = row.text("type");
    int dot = type.indexOf('.');
    return new OrderTimeline.Event(
        row.text("id"),
        row.instant("time"),
        dot < 0 ? row.text("source") : type.substring(0, dot),
        type.substring(dot + 1).replaceFirst("\\.v\\d+$", ""),
        type,
        row.text("subject"),
        row.text("actor"),
        null,
        row.text("causation_id"),
        row.text("topic"),
        (int) row.number("partition"),
        row.number("kafka_offset"),
        row.text("body"));
  }

  private static Instant now(Snapshot snapshot) {
    return snapshot.one(NOW, row -> row.instant("at"));
  }

  private static String blankToNull(String text) {
    if (text == null || text.isBlank()) return null;
    if (text.length() > SEARCH_LENGTH_MAX || text.indexOf('\0') >= 0) {
      throw Problems.invalid("q", "send at most " + SEARCH_LENGTH_MAX + " characters");
    }
    return text.strip();
  }

  /// A LIKE pattern that matches the text itself at the beginning.
  private static String prefix(String text) {
    var literal = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return literal.toLowerCase(Locale.ROOT) + "%";
  }

  /// Where a page begins: after this order.
  private record Key(Instant placedAt, String orderId) {
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

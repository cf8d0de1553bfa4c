package dev.onhand.reporting.stock;

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
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;
import org.joda.money.Money;

/// Stock for people.
@Path("/api/stock")
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
class StockResource {
  private static final String SKUS =
      """
      select distinct p.sku, i.name, a.available
      from stock_position p
      left join item i using (sku)
      left join availability a on a.sku = p.sku and a.channel = '*'
      where (?::text is null or p.location_id = ?)
        and (?::text is null or lower(p.sku) like ? or lower(i.name) like ?)
        and (?::text is null or p.sku > ?)
      order by p.sku
      limit ?
      """;
  private static final String POSITIONS =
      """
      select * from analytics.stock where sku = any (?) and (?::text is null or location_id = ?)
      order by sku, location_id
      """;
  private static final String MOVEMENTS =
      """
      select * from analytics.stock_movements
      where sku = ?
        and (?::timestamptz is null or (occurred_at, movement_id) < (?::timestamptz, ?))
      order by occurred_at desc, movement_id desc
      limit ?
      """;

  private final Reports reports;

  StockResource(Reports reports) {
    this.reports = reports;
  }

  /// `q` finds by a part of the SKU or the item's name.
  @GET
  public StockPage stock(
      @QueryParam("q") String q,
      @QueryParam("location") String location,
      @QueryParam("after") String after,
      @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    var pattern = q == null || q.isBlank() ? null : "%" + literal(q) + "%";
    var place = location == null || location.isBlank() ? null : location;
    var from = after == null || after.isBlank() ? null : after;
    return reports.read(
        snapshot -> {
          var rows =
              snapshot.list(
                  SKUS, Named::of, place, place, pattern, pattern, pattern, from, from, size + 1);
          var page = Page.of(rows, size, Named::sku);
          return new StockPage(
              snapshot.completeThrough(),
              snapshot.one("select now() as at", row -> row.instant("at")),
              items(snapshot, page.items(), place),
              page.next());
        });
  }

  /// The events behind a SKU's stock.
  @GET
  @Path("/{sku}/movements")
  public MovementPage movements(
      @RestPath String sku, @QueryParam("after") String after, @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    var key = Key.parse(after);
    return reports.read(
        snapshot -> {
          var rows =
              snapshot.list(
                  MOVEMENTS,
                  StockResource::movement,
                  sku,
                  key.at(),
                  key.at(),
                  key.movementId(),
                  size + 1);
          var page = Page.of(rows, size, row -> row.occurredAt() + "~" + row.movementId());
          return new MovementPage(snapshot.completeThrough(), page.items(), page.next());
        });
  }

  private record Named(String sku, String name, Long available) {
    static Named of(Row row) throws SQLException {
      return new Named(row.text("sku"), row.text("name"), row.numberOrNull("available"));
    }
  }

  private record Valued(StockPage.Position position, Money standardCost, Money value) {
    static Valued of(Row row) throws SQLException {
      return new Valued(
          new StockPage.Position(
              row.text("sku"),
              row.text("location_id"),
              row.text("location"),
              row.number("on_hand"),
              row.number("sellable"),
              row.number("quarantine"),
              row.number("damaged"),
              row.number("reserved"),
              row.instant("changed_at")),
          row.money("standard_cost"),
          row.money("value_at_standard_cost"));
    }
  }

  private static List<StockPage.Item> items(Snapshot snapshot, List<Named> skus, String location) {
    var names = skus.stream().map(Named::sku).toList();
    var bySku =
        snapshot.list(POSITIONS, Valued::of, names, location, location).stream()
            .collect(Collectors.groupingBy(valued -> valued.position().sku()));
    return skus.stream().map(sku -> item(sku, bySku.getOrDefault(sku.sku(), List.of()))).toList();
  }

  private static StockPage.Item item(Named named, List<Valued> rows) {
    var positions = rows.stream().map(Valued::position).toList();
    return new StockPage.Item(
        named.sku(),
        named.name(),
        named.available(),
        positions.stream().mapToLong(StockPage.Position::onHand).sum(),
        positions.stream().mapToLong(StockPage.Position::reserved).sum(),
        rows.stream().map(Valued::standardCost).findFirst().orElse(null),
        rows.stream()
            .map(Valued::value)
            .reduce((a, b) -> a == null || b == null ? null : a.plus(b))
            .orElse(null),
        positions);
  }

  private static MovementPage.Movement movement(Row row) throws SQLException {
    return new MovementPage.Movement(
        row.text("movement_id"),
        row.instant("occurred_at"),
        row.text("location_id"),
        row.text("kind"),
        row.text("status"),
        row.number("quantity"),
        row.text("reason"),
        row.text("reference_type"),
        row.text("reference_id"),
        row.text("order_id"),
        row.numberOrNull("discrepancy"));
  }

  private static String literal(String text) {
    if (text.indexOf('\0') >= 0) throw Problems.invalid("q", "send text without NUL");
    return text.strip()
        .toLowerCase(Locale.ROOT)
        .replace("\\", "\\\\")
        .replace("%", "\\%")
        .replace("_", "\\_");
  }

  /// Where a page begins: after this movement.
  private record Key(Instant at, String movementId) {
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

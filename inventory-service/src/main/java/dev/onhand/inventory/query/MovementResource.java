package dev.onhand.inventory.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The history of stock: every movement, with what it refers to.
@Path("/movements")
@Tag(name = "Stock")
public class MovementResource {
  /// How long a period may be when nothing else narrows the search.
  static final Duration PERIOD_MAX = Duration.ofDays(31);

  private static final String LIST =
      """
      select pool, sku, sequence, location_id, lot, kind, quantity, status, reason,
        reference_type, reference_id, order_id, discrepancy, occurred_at, recorded_at
      from stock_movement
      where (pool, sku, sequence) > (?, ?, ?)
      """;

  private final Requests requests;

  /// @param sequence within pool and item, from 1, without gaps
  /// @param quantity signed, in base units
  /// @param discrepancy units by which the fact and the book disagreed
  @Schema(description = "A change of units on hand.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Movement(
      String pool,
      String sku,
      @Schema(description = "Within pool and item, from 1, without gaps.") long sequence,
      String locationId,
      String lot,
      String kind,
      @Schema(description = "Signed, in base units.") long quantity,
      String status,
      String reason,
      String referenceType,
      String referenceId,
      String orderId,
      @Schema(description = "Units by which the fact and the book disagreed.") long discrepancy,
      Instant occurredAt,
      Instant recordedAt) {}

  MovementResource(Requests requests) {
    this.requests = requests;
  }

  @GET
  @RolesAllowed({
    Roles.PLANNER,
    Roles.WAREHOUSE,
    Roles.BUYER,
    Roles.ORDER_CLERK,
    Roles.ACCOUNTANT,
    Roles.CONTROLLER,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  @Operation(
      summary = "The history of stock",
      description =
          "By pool, item and sequence. Name an item or a reference, or else a period of 31 days at"
              + " most by the clock of what was recorded; location, lot and period narrow any"
              + " search.")
  public Page<Movement> list(
      @QueryParam("sku") String sku,
      @QueryParam("location") String location,
      @Parameter(description = "Of the item named.") @QueryParam("lot") String lot,
      @Parameter(description = "A shipment, receipt line, return line, adjustment or count.")
          @QueryParam("reference")
          String reference,
      @Parameter(description = "Recorded at or after this instant.") @QueryParam("from")
          String from,
      @Parameter(description = "Recorded before this instant.") @QueryParam("to") String to,
      @Parameter(description = "The next of the page before.") @QueryParam("after") String after,
      @Parameter(description = "1 to 500, default 50.") @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    var begin = Instants.read("from", from);
    var end = Instants.read("to", to);
    narrowEnough(sku, reference, lot, begin, end);
    var keys = Keyset.read(after, 3);
    var search = new Search(LIST, keys.get(0), keys.get(1), Keyset.number(keys.get(2)));
    if (sku != null) {
      // an item is in few pools: each is a range of the primary key
      search.and("pool in (select pool from stock_position where sku = ?)", sku);
      search.and("sku = ?", sku);
    }
    if (location != null) search.and("location_id = ?", location);
    if (lot != null) search.and("lot = ? and lot <> ''", lot);
    if (reference != null) search.and("reference_id = ?", reference);
    if (begin != null) search.and("recorded_at >= ?", begin);
    if (end != null) search.and("recorded_at < ?", end);
    var rows =
        requests.run(
            work ->
                Sql.list(
                    work.connection(),
                    search.sql("order by pool, sku, sequence limit " + (size + 1)),
                    MovementResource::row,
                    search.parameters()));
    return Page.of(
        rows, size, row -> Keyset.write(row.pool() + "\n" + row.sku() + "\n" + row.sequence()));
  }

  private static void narrowEnough(
      String sku, String reference, String lot, Instant from, Instant to) {
    if (lot != null && sku == null) {
      throw Problems.invalid("sku", "name the item that the lot is of");
    }
    if (sku != null || reference != null) return;
    if (from == null || to == null || Duration.between(from, to).compareTo(PERIOD_MAX) > 0) {
      throw Problems.invalid(
          "sku", "name an item or a reference, or from and to, 31 days apart at most");
    }
  }

  static Movement row(ResultSet row) throws SQLException {
    var lot = row.getString(5);
    return new Movement(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getString(4),
        lot.isEmpty() ? null : lot,
        row.getString(6),
        row.getLong(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12),
        row.getLong(13),
        Sql.instant(row, 14),
        Sql.instant(row, 15));
  }
}

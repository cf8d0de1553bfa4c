package dev.onhand.inventory.query;

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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;

/// The history of stock: every movement, with what it refers to.
@Path("/movements")
public class MovementResource {
  private final Requests requests;

  /// @param sequence within pool and item, from 1, without gaps
  /// @param quantity signed, in base units
  /// @param discrepancy units by which the fact and the book disagreed
  public record Movement(
      String pool,
      String sku,
      long sequence,
      String locationId,
      String kind,
      long quantity,
      String status,
      String reason,
      String referenceType,
      String referenceId,
      String orderId,
      long discrepancy,
      Instant occurredAt,
      Instant recordedAt) {}

  MovementResource(Requests requests) {
    this.requests = requests;
  }

  /// At least one of `sku` and `reference` must be given.
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
  public Page<Movement> list(
      @QueryParam("sku") String sku,
      @QueryParam("location") String location,
      @QueryParam("reference") String reference,
      @QueryParam("after") String after,
      @QueryParam("limit") Integer limit) {
    if (sku == null && reference == null) {
      throw Problems.invalid("sku", "name an item or a reference");
    }
    int size = Page.limit(limit);
    var from = Keyset.read(after, 3);
    long sequence = sequence(from.get(2));
    var sql =
        """
        select pool, sku, sequence, location_id, kind, quantity, status, reason, reference_type,
               reference_id, order_id, discrepancy, occurred_at, recorded_at
        from stock_movement
        where (?::text is null or sku = ?) and (?::text is null or location_id = ?)
          and (?::text is null or reference_id = ?) and (pool, sku, sequence) > (?, ?, ?)
        order by pool, sku, sequence limit ?
        """;
    return requests.run(
        work -> {
          try (var statement = work.connection().prepareStatement(sql)) {
            var filters = new String[] {sku, sku, location, location, reference, reference};
            for (int i = 0; i < filters.length; i++) statement.setString(1 + i, filters[i]);
            statement.setString(7, from.get(0));
            statement.setString(8, from.get(1));
            statement.setLong(9, sequence);
            statement.setInt(10, size + 1);
            var rows = new ArrayList<Movement>();
            try (var result = statement.executeQuery()) {
              while (result.next()) rows.add(row(result));
            }
            return Page.of(
                rows,
                size,
                row -> Keyset.write(row.pool() + "\n" + row.sku() + "\n" + row.sequence()));
          }
        });
  }

  private static long sequence(String text) {
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Problems.invalid("after", "send the next of the page before");
    }
  }

  private static Movement row(ResultSet result) throws SQLException {
    return new Movement(
        result.getString(1),
        result.getString(2),
        result.getLong(3),
        result.getString(4),
        result.getString(5),
        result.getLong(6),
        result.getString(7),
        result.getString(8),
        result.getString(9),
        result.getString(10),
        result.getString(11),
        result.getLong(12),
        result.getObject(13, OffsetDateTime.class).toInstant(),
        result.getObject(14, OffsetDateTime.class).toInstant());
  }
}

package dev.onhand.inventory.query;

import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;

/// Stock by item and location, in base units.
@Path("/")
@RolesAllowed({
  Roles.PLANNER,
  Roles.WAREHOUSE,
  Roles.BUYER,
  Roles.ORDER_CLERK,
  Roles.ACCOUNTANT,
  Roles.CONTROLLER,
  Roles.ANALYST,
  Roles.CHANNEL,
  Roles.OPERATOR,
  Roles.ADMIN
})
public class PositionResource {
  private final Requests requests;

  /// @param onHand sellable + quarantine + damaged
  /// @param available sellable − reserved
  public record Position(
      String pool,
      String sku,
      String locationId,
      long sellable,
      long quarantine,
      long damaged,
      long reserved,
      long onHand,
      long available) {
    String key() {
      return pool + "\n" + sku + "\n" + locationId;
    }
  }

  /// @param available to promise over all locations of the item's pools
  public record Availability(String sku, long available, long onHand, long reserved) {}

  PositionResource(Requests requests) {
    this.requests = requests;
  }

  @GET
  @Path("positions")
  public Page<Position> positions(
      @QueryParam("sku") String sku,
      @QueryParam("location") String location,
      @QueryParam("after") String after,
      @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    var from = Keyset.read(after, 3);
    var sql =
        """
        select pool, sku, location_id, sellable, quarantine, damaged, reserved
        from stock_position
        where (?::text is null or sku = ?) and (?::text is null or location_id = ?)
          and (pool, sku, location_id) > (?, ?, ?)
        order by pool, sku, location_id limit ?
        """;
    return requests.run(
        work -> {
          try (var statement = work.connection().prepareStatement(sql)) {
            statement.setString(1, sku);
            statement.setString(2, sku);
            statement.setString(3, location);
            statement.setString(4, location);
            for (int i = 0; i < 3; i++) statement.setString(5 + i, from.get(i));
            statement.setInt(8, size + 1);
            var rows = new ArrayList<Position>();
            try (var result = statement.executeQuery()) {
              while (result.next()) {
                long sellable = result.getLong(4);
                long quarantine = result.getLong(5);
                long damaged = result.getLong(6);
                long reserved = result.getLong(7);
                rows.add(
                    new Position(
                        result.getString(1),
                        result.getString(2),
                        result.getString(3),
                        sellable,
                        quarantine,
                        damaged,
                        reserved,
                        sellable + quarantine + damaged,
                        sellable - reserved));
              }
            }
            return Page.of(rows, size, row -> Keyset.write(row.key()));
          }
        });
  }

  @GET
  @Path("availability/{sku}")
  public Availability availability(@PathParam("sku") String sku) {
    var sql =
        """
        select count(*), sum(sellable - reserved), sum(sellable + quarantine + damaged),
               sum(reserved)
        from stock_position where sku = ?
        """;
    return requests.run(
        work -> {
          try (var statement = work.connection().prepareStatement(sql)) {
            statement.setString(1, sku);
            try (var result = statement.executeQuery()) {
              result.next();
              if (result.getLong(1) == 0) throw Problems.unknown("stocked item", sku);
              return new Availability(sku, result.getLong(2), result.getLong(3), result.getLong(4));
            }
          }
        });
  }
}

package dev.onhand.inventory.masterdata;

import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;

/// Locations that hold stock. A location belongs to one pool for ever.
@Path("/locations")
public class LocationResource {
  private final Requests requests;

  /// @param priority in which order locations are asked to serve an order: 0 first
  public record Definition(String name, String pool, String country, Integer priority) {
    public Definition {
      Require.text("name", name);
      Require.text("pool", pool);
      Require.text("country", country);
      if (priority == null || priority < 0) {
        throw new InvalidMessage("SCHEMA_VIOLATION", "priority", "send 0 or more");
      }
    }
  }

  public record Location(
      String locationId, String name, String pool, String country, int priority) {}

  LocationResource(Requests requests) {
    this.requests = requests;
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed({Roles.PLANNER, Roles.OPERATOR, Roles.ADMIN})
  public Location define(@PathParam("id") String id, Definition given) {
    Names.check("id", id);
    return requests.run(
        work -> {
          Pools.require(work, given.pool());
          if (!store(work, id, given)) {
            throw Problems.invalid("pool", "location " + id + " belongs to another pool");
          }
          var location =
              new Location(id, given.name(), given.pool(), given.country(), given.priority());
          work.effect(
              Effect.publish(Topics.LOCATIONS, id, "inventory.LocationDefined.v1", location));
          StockCommands.send(
              work,
              "location/" + id,
              new StockCommand.DefineLocation(
                  StockCommands.BY_HEADERS,
                  given.pool(),
                  id,
                  given.name(),
                  given.country(),
                  given.priority()));
          work.arrived("location", id);
          return location;
        });
  }

  private static boolean store(Work work, String id, Definition given) throws SQLException {
    var sql =
        """
        insert into location as l (location_id, pool, name, country, priority, changed_at)
        values (?, ?, ?, ?, ?, ?)
        on conflict (location_id) do update set name = excluded.name,
          country = excluded.country, priority = excluded.priority,
          changed_at = excluded.changed_at
          where l.pool = excluded.pool
        """;
    try (var statement = work.connection().prepareStatement(sql)) {
      statement.setString(1, id);
      statement.setString(2, given.pool());
      statement.setString(3, given.name());
      statement.setString(4, given.country());
      statement.setInt(5, given.priority());
      statement.setTimestamp(6, Timestamp.from(work.now()));
      return statement.executeUpdate() == 1;
    }
  }

  @GET
  @RolesAllowed({
    Roles.PLANNER,
    Roles.WAREHOUSE,
    Roles.BUYER,
    Roles.ORDER_CLERK,
    Roles.ACCOUNTANT,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public Page<Location> list(
      @QueryParam("after") String after, @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    var sql =
        "select location_id, name, pool, country, priority from location where location_id > ?"
            + " order by location_id limit ?";
    return requests.run(
        work -> {
          try (var statement = work.connection().prepareStatement(sql)) {
            statement.setString(1, after == null ? "" : after);
            statement.setInt(2, size + 1);
            var rows = new ArrayList<Location>();
            try (var result = statement.executeQuery()) {
              while (result.next()) {
                rows.add(
                    new Location(
                        result.getString(1),
                        result.getString(2),
                        result.getString(3),
                        result.getString(4),
                        result.getInt(5)));
              }
            }
            return Page.of(rows, size, Location::locationId);
          }
        });
  }
}

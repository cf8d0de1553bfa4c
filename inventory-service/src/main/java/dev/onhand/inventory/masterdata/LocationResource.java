package dev.onhand.inventory.masterdata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.masterdata.Definitions.Kind;
import dev.onhand.inventory.masterdata.Definitions.Stored;
import dev.onhand.inventory.masterdata.Definitions.Version;
import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Locations that hold stock. A location belongs to one pool for ever.
@Path("/locations")
@Tag(name = "Locations", description = "Where stock is.")
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
public class LocationResource {
  private final Requests requests;

  /// A location as it is now.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Location(
      String locationId,
      @JsonUnwrapped LocationDefinition definition,
      int version,
      Instant changedAt) {}

  /// What others are told.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LocationDefined(
      String locationId, @JsonUnwrapped LocationDefinition definition, int version) {}

  LocationResource(Requests requests) {
    this.requests = requests;
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed({Roles.PLANNER, Roles.OPERATOR, Roles.ADMIN})
  @Operation(
      summary = "Define a location",
      description =
          "The whole definition; what is left out is not there. The same again changes nothing."
              + " Its pool stays as it was first.")
  @APIResponse(responseCode = "200", description = "The location as it is now.")
  public Location define(@PathParam("id") String id, LocationDefinition given) {
    Names.check("id", id);
    Require.present("body", given);
    return requests.run(
        work -> {
          Pools.require(work, given.pool());
          var version = Definitions.keep(work, Kind.LOCATION, id, given);
          if (version.isPresent()) {
            store(work, id, given);
            work.effect(
                Effect.publish(
                    Topics.LOCATIONS,
                    id,
                    "inventory.LocationDefined.v1",
                    new LocationDefined(id, given, version.get())));
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
          }
          return Definitions.newest(work, Kind.LOCATION, id, LocationDefinition.class)
              .map(LocationResource::location)
              .orElseThrow();
        });
  }

  private static void store(Work work, String id, LocationDefinition given) throws SQLException {
    var sql =
        """
        insert into location as l (location_id, pool, name, country, priority, type, zone,
          time_zone, changed_at)
        values (?, ?, ?, ?, ?, ?, ?::text, ?::text, ?)
        on conflict (location_id) do update set name = excluded.name,
          country = excluded.country, priority = excluded.priority, type = excluded.type,
          zone = excluded.zone, time_zone = excluded.time_zone, changed_at = excluded.changed_at
          where l.pool = excluded.pool
        """;
    int stored =
        Sql.update(
            work.connection(),
            sql,
            id,
            given.pool(),
            given.name(),
            given.country(),
            given.priority(),
            given.type().word,
            given.zone(),
            given.timeZone(),
            work.now());
    if (stored == 0) {
      var pool = Pools.ofLocation(work, id).orElse("");
      throw Problems.invalid("pool", "location " + id + " belongs to pool " + pool + " for ever");
    }
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Look at a location")
  @APIResponse(responseCode = "200", description = "The location as it is now.")
  @APIResponse(responseCode = "404", description = "There is no such location.")
  public Location get(@PathParam("id") String id) {
    return requests
        .run(work -> Definitions.newest(work, Kind.LOCATION, id, LocationDefinition.class))
        .map(LocationResource::location)
        .orElseThrow(() -> Problems.unknown("location", id));
  }

  @GET
  @Operation(summary = "List locations", description = "By id.")
  public Page<Location> list(
      @Parameter(description = "The next of the page before.") @QueryParam("after") String after,
      @Parameter(description = "1 to 500, default 50.") @QueryParam("limit") Integer limit) {
    return requests.run(
        work ->
            Definitions.page(
                work,
                Kind.LOCATION,
                after,
                limit,
                LocationDefinition.class,
                LocationResource::location));
  }

  @GET
  @Path("/{id}/history")
  @Operation(
      summary = "What a location was",
      description = "Every version of its definition, the newest first, with who made it.")
  public Page<Version> history(
      @PathParam("id") String id,
      @Parameter(description = "The next of the page before.") @QueryParam("after") String after,
      @Parameter(description = "1 to 500, default 50.") @QueryParam("limit") Integer limit) {
    return requests.run(work -> Definitions.history(work, Kind.LOCATION, id, after, limit));
  }

  private static Location location(Stored<LocationDefinition> stored) {
    return new Location(stored.id(), stored.body(), stored.version(), stored.changedAt());
  }
}

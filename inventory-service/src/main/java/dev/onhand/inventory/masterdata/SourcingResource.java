package dev.onhand.inventory.masterdata;

import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.masterdata.Definitions.Kind;
import dev.onhand.inventory.masterdata.Definitions.Stored;
import dev.onhand.inventory.masterdata.Definitions.Version;
import dev.onhand.inventory.sql.Sql;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The sourcing rules of a pool: who may serve which orders.
@Path("/pools/{pool}/sourcing")
@Tag(name = "Sourcing", description = "From where orders are served, and what is kept back.")
@RolesAllowed({
  Roles.PLANNER,
  Roles.WAREHOUSE,
  Roles.ORDER_CLERK,
  Roles.ANALYST,
  Roles.OPERATOR,
  Roles.ADMIN
})
public class SourcingResource {
  private final Requests requests;

  /// The rules as they are now.
  public record Sourcing(
      String pool, int version, Instant changedAt, SourcingDefinition definition) {}

  SourcingResource(Requests requests) {
    this.requests = requests;
  }

  @PUT
  @RolesAllowed({Roles.PLANNER, Roles.ADMIN})
  @Operation(
      summary = "Define who may serve which orders",
      description =
          "Replaces all rules of the pool, from the next reservation on. The same again changes"
              + " nothing. Each reservation names the version of sourcing it was decided by.")
  @APIResponse(responseCode = "200", description = "The rules as they are now.")
  public Sourcing define(@PathParam("pool") String pool, SourcingDefinition given) {
    Require.present("body", given);
    return requests.run(
        work -> {
          requirePool(work, pool);
          areThere(work, pool, given);
          if (Definitions.keep(work, Kind.SOURCING, pool, given).isPresent()) {
            StockCommands.send(
                work,
                "sourcing/" + pool,
                new StockCommand.ChangeSourcing(
                    StockCommands.BY_HEADERS, pool, given.toRules(), List.of(), List.of()));
          }
          return Definitions.newest(work, Kind.SOURCING, pool, SourcingDefinition.class)
              .map(SourcingResource::sourcing)
              .orElseThrow();
        });
  }

  static void requirePool(Work work, String pool) throws SQLException {
    var known =
        Sql.first(
            work.connection(),
            "select pool from pool where pool = ?",
            row -> row.getString(1),
            pool);
    if (known.isEmpty()) throw Problems.unknown("pool", pool);
  }

  private static void areThere(Work work, String pool, SourcingDefinition given)
      throws SQLException {
    Set<String> there =
        new HashSet<>(
            Sql.list(
                work.connection(),
                "select location_id from location where pool = ?",
                row -> row.getString(1),
                pool));
    given.locations(
        (field, location) -> {
          if (!there.contains(location)) {
            throw Problems.invalid(
                field, "pool " + pool + " has no location " + location + ": define it first");
          }
        });
  }

  @GET
  @Operation(summary = "Who may serve which orders")
  @APIResponse(responseCode = "200", description = "The rules as they are now.")
  @APIResponse(responseCode = "404", description = "No rules were ever defined for the pool.")
  public Sourcing get(@PathParam("pool") String pool) {
    return requests
        .run(work -> Definitions.newest(work, Kind.SOURCING, pool, SourcingDefinition.class))
        .map(SourcingResource::sourcing)
        .orElseThrow(() -> Problems.unknown("sourcing of pool", pool));
  }

  @GET
  @Path("/history")
  @Operation(
      summary = "Who might serve which orders when",
      description = "Every version of the rules, the newest first, with who made it.")
  public Page<Version> history(
      @PathParam("pool") String pool,
      @Parameter(description = "The next of the page before.") @QueryParam("after") String after,
      @Parameter(description = "1 to 500, default 50.") @QueryParam("limit") Integer limit) {
    return requests.run(work -> Definitions.history(work, Kind.SOURCING, pool, after, limit));
  }

  private static Sourcing sourcing(Stored<SourcingDefinition> stored) {
    return new Sourcing(stored.id(), stored.version(), stored.changedAt(), stored.body());
  }
}

package dev.onhand.inventory.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.inventory.sql.Sql;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What a reservation's rule version means: the changes of sourcing as the ledger numbers them.
@Path("/pools/{pool}/sourcing/versions")
@Tag(name = "Sourcing")
@RolesAllowed({
  Roles.PLANNER,
  Roles.WAREHOUSE,
  Roles.ORDER_CLERK,
  Roles.ANALYST,
  Roles.OPERATOR,
  Roles.ADMIN
})
public class SourcingVersionResource {
  private static final int BUILT_IN = 1;

  private final Requests requests;

  /// One change of sourcing. Version 1 is built in: every location, by its priority.
  ///
  /// @param rules that hold in this version
  /// @param safety what this change keeps back at locations; 0 no longer
  /// @param fences what this change keeps for channels; 0 no longer
  @Schema(description = "Sourcing from one change on. Version 1 is built in.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SourcingVersion(
      String pool,
      int version,
      @Schema(type = SchemaType.ARRAY, description = "That hold in this version.") JsonNode rules,
      @Schema(type = SchemaType.ARRAY, description = "That hold in this version.")
          JsonNode capacities,
      @Schema(type = SchemaType.ARRAY, description = "That this change set; 0 took it away.")
          JsonNode safety,
      @Schema(type = SchemaType.ARRAY, description = "That this change set; 0 took it away.")
          JsonNode fences,
      Instant changedAt) {}

  private static final String SELECT =
      """
      select v.pool, v.version, r.rules, r.capacities, v.safety, v.fences, v.changed_at
      from stock_sourcing v left join lateral (
        select rules, capacities from stock_sourcing
        where pool = v.pool and version <= v.version and rules is not null
        order by version desc limit 1) r on true
      """;

  SourcingVersionResource(Requests requests) {
    this.requests = requests;
  }

  @GET
  @Operation(
      summary = "How sourcing changed",
      description = "Every change of rules, safety stock and fences, the newest first.")
  public Page<SourcingVersion> list(
      @PathParam("pool") String pool,
      @Parameter(description = "The next of the page before.") @QueryParam("after") String after,
      @Parameter(description = "1 to 500, default 50.") @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    long last = Keyset.number(Keyset.read(after, 1).getFirst());
    var rows =
        requests.run(
            work ->
                Sql.list(
                    work.connection(),
                    SELECT + "where v.pool = ? and v.version < ? order by v.version desc limit ?",
                    SourcingVersionResource::row,
                    pool,
                    last == 0 ? Long.MAX_VALUE : last,
                    size + 1));
    return Page.of(rows, size, row -> Keyset.write(Integer.toString(row.version())));
  }

  @GET
  @Path("/{version}")
  @Operation(
      summary = "By which rules a promise was made",
      description = "The version that a reservation names.")
  @APIResponse(responseCode = "200", description = "The version.")
  @APIResponse(responseCode = "404", description = "The ledger has no such version.")
  public SourcingVersion get(@PathParam("pool") String pool, @PathParam("version") int version) {
    if (version == BUILT_IN) return new SourcingVersion(pool, 1, null, null, null, null, null);
    return requests
        .run(
            work ->
                Sql.first(
                    work.connection(),
                    SELECT + "where v.pool = ? and v.version = ?",
                    SourcingVersionResource::row,
                    pool,
                    version))
        .orElseThrow(() -> Problems.unknown("version of sourcing", Integer.toString(version)));
  }

  private static SourcingVersion row(ResultSet row) throws SQLException {
    return new SourcingVersion(
        row.getString(1),
        row.getInt(2),
        Sql.json(row, 3),
        Sql.json(row, 4),
        Sql.json(row, 5),
        Sql.json(row, 6),
        Sql.instant(row, 7));
  }
}

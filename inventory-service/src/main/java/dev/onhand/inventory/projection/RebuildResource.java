package dev.onhand.inventory.projection;

import dev.onhand.inventory.projection.Rebuilds.Status;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The operator's hand on the projection.
@Path("/projection/rebuild")
@Tag(
    name = "Projection",
    description = "Rebuild the tables that queries read, beside the live ones.")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
public class RebuildResource {
  private final Requests requests;
  private final Rebuilds rebuilds;

  RebuildResource(Requests requests, Rebuilds rebuilds) {
    this.requests = requests;
    this.rebuilds = rebuilds;
  }

  @POST
  @Operation(
      summary = "Rebuild the projection beside the live one",
      description =
          "Reads the whole log of the stock ledger into tables of their own and compares them with"
              + " the live ones, which go on. Takes minutes; look at the Location.")
  @APIResponse(
      responseCode = "202",
      description = "Begun.",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Status.class)))
  @APIResponse(responseCode = "409", description = "One is under way.")
  public Response start() {
    rebuilds.start(requests.actor());
    return Response.accepted(get()).location(URI.create("/projection/rebuild")).build();
  }

  @GET
  @Operation(
      summary = "How the rebuild is doing",
      description =
          "Progress with pace and estimate; then, per table, how many rows differ and which is the"
              + " first.")
  @APIResponse(responseCode = "200", description = "As it is now.")
  @APIResponse(responseCode = "404", description = "There never was one.")
  public Status get() {
    return rebuilds.status().orElseThrow(() -> Problems.unknown("rebuild", "of the projection"));
  }

  @POST
  @Path("/swap")
  @Operation(
      summary = "Make the rebuilt projection live",
      description =
          "Whether or not it differs. Queries wait for a moment. The former tables are kept in the"
              + " schema replaced until the next rebuild.")
  @APIResponse(responseCode = "200", description = "Done.")
  @APIResponse(responseCode = "409", description = "None was rebuilt and compared.")
  public Status swap() {
    rebuilds.swap();
    return get();
  }

  @DELETE
  @Operation(
      summary = "Drop the rebuilt tables",
      description = "And those that were swapped away. The live ones stay as they are.")
  @APIResponse(responseCode = "200", description = "Done.")
  @APIResponse(responseCode = "404", description = "There never was a rebuild.")
  @APIResponse(responseCode = "409", description = "One is under way.")
  public Status discard() {
    rebuilds.discard();
    return get();
  }
}

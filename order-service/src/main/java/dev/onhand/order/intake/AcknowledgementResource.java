package dev.onhand.order.intake;

import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

/// What X12 partners are answered, for adapters that fetch rather than listen.
@Path("/x12-acknowledgements/{shop}")
public class AcknowledgementResource {
  private final Requests requests;

  AcknowledgementResource(Requests requests) {
    this.requests = requests;
  }

  /// The 997 or TA1 of each interchange that came, oldest first.
  @GET
  @RolesAllowed({Roles.CHANNEL, Roles.OPERATOR, Roles.ORDER_CLERK})
  public Page<X12Answers.KeptAnswer> list(
      @PathParam("shop") String shop,
      @QueryParam("controlNumber") String controlNumber,
      @QueryParam("after") Long after,
      @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    return requests.run(
        work -> X12Answers.list(work.connection(), shop, controlNumber, after, size));
  }
}

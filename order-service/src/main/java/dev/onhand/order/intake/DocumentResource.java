package dev.onhand.order.intake;

import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;

/// What came from the channels and what became of it.
@Path("/channel-documents")
public class DocumentResource {
  private final Requests requests;

  DocumentResource(Requests requests) {
    this.requests = requests;
  }

  /// Newest first. Bodies are not shown: what was refused is in the dead letters.
  @GET
  @RolesAllowed({Roles.ORDER_CLERK, Roles.OPERATOR})
  public Page<ChannelDocuments.DocumentRow> list(
      @QueryParam("outcome") Outcome.Kind outcome,
      @QueryParam("orderId") UUID orderId,
      @QueryParam("after") Long after,
      @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    var order = orderId == null ? null : orderId.toString();
    return requests.run(
        work -> ChannelDocuments.list(work.connection(), outcome, order, after, size));
  }
}

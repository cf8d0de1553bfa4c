package dev.onhand.returns.order;

import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.returns.Field;
import dev.onhand.returns.policy.PolicyInForce;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;

/// What of an order may still come back: the question before every return.
@Path("/orders")
public class ReturnableResource {
  private final Requests requests;

  ReturnableResource(Requests requests) {
    this.requests = requests;
  }

  /// @param returnable quantity that a return may ask for now
  /// @param until when the last shipped piece of the line can be asked for; null before shipping
  record LineView(
      String lineId,
      String sku,
      long ordered,
      long shipped,
      long inReturns,
      long returnable,
      Instant until) {}

  record Returnable(String orderId, List<LineView> lines) {}

  @GET
  @Path("/{id}/returnable")
  @RolesAllowed({
    Roles.ORDER_CLERK,
    Roles.CHANNEL,
    Roles.WAREHOUSE,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  public Returnable returnable(@PathParam("id") String id) {
    Field.id("id", id);
    return requests.run(
        work -> {
          var order = work.state(OrderDecider.STREAM, id);
          if (!order.isKnown()) throw Problems.unknown("accepted order", id);
          var window = PolicyInForce.of(work).policy().window();
          var lines =
              order.lines().values().stream()
                  .map(
                      line -> {
                        var lineId = line.sold().lineId();
                        long inTime = order.within(lineId, window, work.now());
                        return new LineView(
                            lineId,
                            line.sold().sku(),
                            line.sold().quantity(),
                            line.shipped(),
                            line.claimed(),
                            Math.min(line.claimable(), inTime),
                            order.until(lineId, window));
                      })
                  .toList();
          return new Returnable(id, lines);
        });
  }
}

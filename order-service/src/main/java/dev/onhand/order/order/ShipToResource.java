package dev.onhand.order.order;

import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Addresses for warehouses, once more. They are in no event, so republishing events cannot bring
/// them back when a replication slot was lost: this reads them from the vault again.
@Path("/ship-to")
public class ShipToResource {
  private final Requests requests;

  ShipToResource(Requests requests) {
    this.requests = requests;
  }

  /// How many orders' addresses were sent, and after which order to go on; null at the end.
  public record Sent(int orders, String next) {}

  /// Sends ShipToProvided again for orders that are released and not wholly shipped. Warehouses
  /// join it by order, so one more does no harm. Call again with `after` until `next` is null.
  @POST
  @Path("/republish")
  @RolesAllowed(Roles.OPERATOR)
  public Sent republish(@QueryParam("after") String after, @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    return requests.run(
        work -> {
          var orders = released(work, after == null ? "" : after, size);
          for (var id : orders) Orders.provideAddress(work, id, released(work, id));
          return new Sent(orders.size(), orders.size() < size ? null : orders.getLast());
        });
  }

  private static List<Allocation> released(Work work, String id) {
    var releases = work.state(OrderStream.ORDER, id).fulfilment().releases();
    return releases.stream().flatMap(r -> r.allocations().stream()).toList();
  }

  private static List<String> released(Work work, String after, int limit) throws SQLException {
    var sql =
        """
        select order_id from orders where state in ('RELEASED', 'PARTIALLY_SHIPPED')
          and order_id > ? order by order_id limit ?
        """;
    try (var statement = work.connection().prepareStatement(sql)) {
      statement.setString(1, after);
      statement.setInt(2, limit);
      var orders = new ArrayList<String>();
      try (var row = statement.executeQuery()) {
        while (row.next()) orders.add(row.getString(1));
      }
      return orders;
    }
  }
}

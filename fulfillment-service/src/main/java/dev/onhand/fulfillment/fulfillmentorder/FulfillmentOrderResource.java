package dev.onhand.fulfillment.fulfillmentorder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderProjection.Filter;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderProjection.Row;
import dev.onhand.platform.event.EventStore;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Json;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Fulfilment orders, to read.
@Path("/fulfillment-orders")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
  Roles.WAREHOUSE,
  Roles.ORDER_CLERK,
  Roles.PLANNER,
  Roles.ANALYST,
  Roles.OPERATOR,
  Roles.ADMIN
})
public class FulfillmentOrderResource {
  private final Requests requests;

  FulfillmentOrderResource(Requests requests) {
    this.requests = requests;
  }

  /// One event of the history. `event` is private to this service and may change shape.
  record Entry(
      long version,
      String type,
      Instant occurredAt,
      String actor,
      String correlationId,
      String causationId,
      JsonNode event) {}

  /// A fulfilment order with its whole history.
  record Detail(
      FulfillmentOrderView fulfillmentOrder,
      Instant requestedAt,
      Instant changedAt,
      List<Entry> timeline) {}

  /// In order of arrival; `after` is the `next` of the page before.
  @GET
  public Page<Row> list(
      @QueryParam("orderId") String orderId,
      @QueryParam("state") String state,
      @QueryParam("location") String location,
      @QueryParam("after") String after,
      @QueryParam("limit") Integer limit) {
    int rowsMax = Page.limit(limit);
    var filter =
        new Filter(orderId == null ? null : id("orderId", orderId), stage(state), location);
    long number = number(after);
    return requests.run(
        work -> {
          var connection = work.connection();
          var rows = FulfillmentOrderProjection.list(connection, filter, number, rowsMax + 1);
          return Page.of(rows, rowsMax, row -> String.valueOf(row.number()));
        });
  }

  /// One fulfilment order with its timeline.
  @GET
  @Path("/{id}")
  public Detail get(@PathParam("id") String id) {
    return requests.run(work -> detail(id("id", id), work));
  }

  private static Detail detail(UUID id, Work work) throws SQLException {
    var rows = FulfillmentOrderProjection.one(work.connection(), id);
    if (rows.isEmpty()) throw Problems.unknown("fulfillment order", id.toString());
    var stream = FulfillmentOrders.ref(id).toString();
    var timeline =
        EventStore.after(work.connection(), Map.of(stream, 0L)).stream()
            .map(FulfillmentOrderResource::entry)
            .toList();
    var row = rows.getFirst();
    return new Detail(row.fulfillmentOrder(), row.requestedAt(), row.changedAt(), timeline);
  }

  private static Entry entry(EventStore.Row row) {
    return new Entry(
        row.version(),
        row.type(),
        row.occurredAt(),
        row.actor(),
        row.correlationId(),
        row.causationId(),
        Json.read(row.data().getBytes(StandardCharsets.UTF_8), JsonNode.class));
  }

  static UUID id(String field, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw new InvalidMessage("INVALID_ID", field, "send a UUID");
    }
  }

  private static FulfillmentOrder.Stage stage(String text) {
    if (text == null) return null;
    return Arrays.stream(FulfillmentOrder.Stage.values())
        .filter(stage -> stage.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Problems.invalid(
                    "state", "send one of " + List.of(FulfillmentOrder.Stage.values())));
  }

  private static long number(String after) {
    if (after == null) return 0;
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException _) {
      throw Problems.invalid("after", "send the next of the page before");
    }
  }
}

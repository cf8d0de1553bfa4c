package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Known;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.AnswerCancellation;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmPick;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.Packed;
import dev.onhand.fulfillment.fulfillmentorder.Received.ToldLine;
import dev.onhand.fulfillment.fulfillmentorder.Received.ToldPackage;
import dev.onhand.platform.event.Decision;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Answer;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What a warehouse system would publish, told by hand: for locations that have none. All are
/// facts and repeatable; the answer is the fulfilment order as it is then.
@Path("/fulfillment-orders/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.WAREHOUSE, Roles.ADMIN})
public class ConfirmationResource {
  private final Requests requests;
  private final FulfillmentOrders orders;

  ConfirmationResource(Requests requests, FulfillmentOrders orders) {
    this.requests = requests;
    this.orders = orders;
  }

  /// Without lines, all that was asked for was picked; without a time, now.
  record Pick(List<ToldLine> lines, Instant pickedAt) {}

  record Pack(List<ToldPackage> packages, Instant packedAt) {
    Pack {
      packages = Require.some("packages", packages);
    }
  }

  /// Without lines, all that remains was shipped; without a time, now.
  record Ship(String carrier, String trackingNumber, List<ToldLine> lines, Instant shippedAt) {
    Ship {
      Received.text("carrier", carrier, Received.ID_LENGTH_MAX);
      Received.text("trackingNumber", trackingNumber, Received.ID_LENGTH_MAX);
      if (lines != null) lines = Received.shippedLines(lines);
    }
  }

  record CancellationAnswer(Boolean cancelled) {
    CancellationAnswer {
      Require.present("cancelled", cancelled);
    }
  }

  /// The goods were picked.
  @POST
  @Path("/confirm-pick")
  public Response confirmPick(@PathParam("id") String id, Pick body) {
    return told(
        id,
        body,
        (known, work) -> {
          var request = known.request();
          var lines = body.lines() == null ? request.lines() : Received.lines(body.lines());
          var at = orNow(body.pickedAt(), work);
          return FulfillmentOrders.handle(
              request.fulfillmentOrderId(), new ConfirmPick(request.locationId(), lines, at), work);
        });
  }

  /// The packages are closed.
  @POST
  @Path("/confirm-pack")
  public Response confirmPack(@PathParam("id") String id, Pack body) {
    return told(
        id,
        body,
        (known, work) -> {
          var packages =
              body.packages().stream()
                  .map(p -> new Packed(p.packageId(), p.weightGrams()))
                  .toList();
          var at = orNow(body.packedAt(), work);
          return orders.pack(known.request().fulfillmentOrderId(), packages, at, work);
        });
  }

  /// A shipment left the building.
  @POST
  @Path("/confirm-ship")
  public Response confirmShip(@PathParam("id") String id, Ship body) {
    return told(
        id,
        body,
        (known, work) ->
            FulfillmentOrders.ship(
                known.request().fulfillmentOrderId(),
                body.carrier(),
                body.trackingNumber(),
                shippedLines(known, body),
                orNow(body.shippedAt(), work),
                work));
  }

  /// Whether the pick could be cancelled.
  @POST
  @Path("/answer-cancellation")
  public Response answerCancellation(@PathParam("id") String id, CancellationAnswer body) {
    return told(
        id,
        body,
        (known, work) ->
            FulfillmentOrders.handle(
                known.request().fulfillmentOrderId(),
                new AnswerCancellation(body.cancelled(), work.now()),
                work));
  }

  @FunctionalInterface
  private interface Fact {
    Decision<FulfillmentOrderEvent> tell(Known known, Work work) throws SQLException;
  }

  private Response told(String id, Object body, Fact fact) {
    if (body == null) throw new InvalidMessage("MALFORMED_JSON", "", "send a JSON object");
    var fulfillmentOrderId = FulfillmentOrderResource.id("id", id);
    return requests.post(
        body,
        work -> {
          Problems.orThrow(fact.tell(known(fulfillmentOrderId, work), work));
          return Answer.ok(FulfillmentOrderView.of(known(fulfillmentOrderId, work)));
        });
  }

  private static Known known(UUID id, Work work) {
    return FulfillmentOrders.find(id, work)
        .orElseThrow(() -> Problems.unknown("fulfillment order", id.toString()));
  }

  private static List<Line> shippedLines(Known known, Ship body) {
    if (body.lines() != null) return Received.lines(body.lines());
    var id = known.request().fulfillmentOrderId();
    var before = known.shipment(FulfillmentIds.shipment(id, body.trackingNumber()));
    var lines = before.map(FulfillmentOrder.Shipment::lines).orElseGet(known::remaining);
    if (lines.isEmpty()) {
      throw Problems.invalid("lines", "nothing remains to be shipped: name what was shipped");
    }
    return lines;
  }

  private static Instant orNow(Instant at, Work work) {
    return at == null ? work.now() : at;
  }
}

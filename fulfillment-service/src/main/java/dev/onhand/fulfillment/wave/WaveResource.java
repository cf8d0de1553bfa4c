package dev.onhand.fulfillment.wave;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrders;
import dev.onhand.fulfillment.wave.Waves.Member;
import dev.onhand.fulfillment.wave.Waves.Numbered;
import dev.onhand.fulfillment.wave.Waves.Pick;
import dev.onhand.fulfillment.wave.Waves.Wave;
import dev.onhand.platform.event.RejectionReason;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Answer;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// Makes waves, shows their pick lists, and takes the word that everything was picked.
@Path("/waves")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.WAREHOUSE, Roles.ADMIN})
public class WaveResource {
  static final int ORDERS_MAX = 500;
  private static final int ORDERS_DEFAULT = 50;

  private final Requests requests;

  WaveResource(Requests requests) {
    this.requests = requests;
  }

  private enum Rejection implements RejectionReason {
    NOTHING_TO_PICK
  }

  /// `serviceLevel` null takes any; `ordersMax` null takes 50.
  record Make(String locationId, String serviceLevel, Integer ordersMax) {
    Make {
      Require.text("locationId", locationId);
      if (ordersMax != null && (ordersMax < 1 || ordersMax > ORDERS_MAX)) {
        throw new InvalidMessage("OUT_OF_RANGE", "ordersMax", "send 1 to " + ORDERS_MAX);
      }
    }
  }

  record Detail(Wave wave, List<Member> fulfillmentOrders, List<Pick> pickList) {}

  record Picked(UUID waveId, int fulfillmentOrdersPicked) {}

  /// Takes waiting fulfilment orders in order of arrival.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response make(Make body) {
    Require.present("locationId", body);
    return requests.post(
        body,
        work -> {
          var wave =
              new Wave(
                  work.newId(),
                  body.locationId(),
                  body.serviceLevel(),
                  work.cause().actor(),
                  work.now());
          int max = body.ordersMax() == null ? ORDERS_DEFAULT : body.ordersMax();
          if (Waves.create(work.connection(), wave, max) == 0) {
            throw Problems.rejected(
                Rejection.NOTHING_TO_PICK,
                "No fulfilment order of " + body.locationId() + " waits for a wave.");
          }
          return Answer.created("/waves/" + wave.waveId(), detail(wave, work));
        });
  }

  /// In order of making; `after` is the `next` of the page before.
  @GET
  public Page<Numbered> list(
      @QueryParam("location") String location,
      @QueryParam("after") Long after,
      @QueryParam("limit") Integer limit) {
    int rowsMax = Page.limit(limit);
    long number = after == null ? 0 : after;
    return requests.run(
        work ->
            Page.of(
                Waves.list(work.connection(), location, number, rowsMax + 1),
                rowsMax,
                row -> String.valueOf(row.number())));
  }

  /// A wave with its members and what is still to be picked.
  @GET
  @Path("/{id}")
  public Detail get(@PathParam("id") String id) {
    return requests.run(work -> detail(wave(id, work), work));
  }

  /// All that the members asked for was picked; those picked or cancelled before stay as they are.
  @POST
  @Path("/{id}/confirm-pick")
  public Response confirmPick(@PathParam("id") String id) {
    return requests.post(
        "",
        work -> {
          var wave = wave(id, work);
          int picked = 0;
          for (var member : Waves.members(work.connection(), wave.waveId())) {
            if (FulfillmentOrders.pickedAsAsked(member.fulfillmentOrderId(), work)) picked++;
          }
          return Answer.ok(new Picked(wave.waveId(), picked));
        });
  }

  private static Detail detail(Wave wave, Work work) throws SQLException {
    var connection = work.connection();
    return new Detail(
        wave, Waves.members(connection, wave.waveId()), Waves.pickList(connection, wave.waveId()));
  }

  private static Wave wave(String text, Work work) throws SQLException {
    UUID id;
    try {
      id = UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw Problems.invalid("id", "send a UUID");
    }
    var found = Waves.one(work.connection(), id);
    if (found.isEmpty()) throw Problems.unknown("wave", text);
    return found.getFirst().wave();
  }
}

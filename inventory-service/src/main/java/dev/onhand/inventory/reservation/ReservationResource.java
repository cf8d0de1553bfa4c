package dev.onhand.inventory.reservation;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.masterdata.Pools;
import dev.onhand.inventory.query.Keyset;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.Require;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Reservations: asked for, looked at, given back.
@Path("/reservations")
@Tag(name = "Reservations", description = "Promises of units to orders.")
public class ReservationResource {
  private final Requests requests;
  private final Asking asking;
  private final Decisions decisions;

  ReservationResource(Requests requests, Asking asking, Decisions decisions) {
    this.requests = requests;
    this.asking = asking;
    this.decisions = decisions;
  }

  @POST
  @Blocking
  @RolesAllowed({Roles.CHANNEL, Roles.ORDER_CLERK, Roles.ADMIN})
  @Operation(
      summary = "Reserve units for an order",
      description =
          "Policy ship-complete: all units or none; ship-available: what is there; backorder and"
              + " preorder: what is there, and the rest when it comes. The id follows from the"
              + " caller and the Idempotency-Key: the same again answers the same and reserves"
              + " nothing more.")
  @APIResponse(
      responseCode = "201",
      description = "Promised.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Reservation.class)))
  @APIResponse(
      responseCode = "202",
      description = "Not known in the time the caller would wait: look at the Location.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Reservation.class)))
  @APIResponse(responseCode = "409", description = "Nothing is promised: reason and shortages.")
  @APIResponse(responseCode = "422", description = "The key was used for another request.")
  public CompletionStage<Response> reserve(
      @Parameter(description = "The same in every repeat; 1 to 200 characters.", required = true)
          @HeaderParam(RequestKey.HEADER)
          String key,
      @Parameter(description = "wait=SECONDS: how long to wait for the answer, 10 at most.")
          @HeaderParam(Preference.HEADER)
          String prefer,
      ReservationRequest request) {
    Require.present("body", request);
    var actor = requests.actor();
    var id = RequestKey.id(actor, RequestKey.required(key));
    var wait = Preference.wait(prefer);
    var digest = RequestKey.digest(request);
    var cause = requests.cause();
    record Known(
        Reservations.Asked asked, Optional<Reservation> decided, ReservationRequest wanted) {}
    var known =
        requests.run(
            work -> {
              Pools.require(work, request.pool());
              return new Known(
                  Reservations.claim(work, id, request, digest, actor),
                  Reservations.decided(work, id),
                  request.inBaseUnits(work));
            });
    if (!known.asked().bodyHash().equals(digest)) {
      throw Problems.of(
          422, "Idempotency-Key reused", "The key was used for another request; use a new key.");
    }
    if (known.decided().isPresent()) {
      return CompletableFuture.completedFuture(ReservationAnswers.decided(known.decided().get()));
    }
    var command =
        known
            .wanted()
            .command(id, cause(id, actor, cause.correlationId(), known.asked().askedAt()));
    var deadline = Instant.now().plus(wait);
    var requested = Reservation.requested(id, request.pool(), request.orderId());
    return asking
        .ask(command, id, command.cause(), wait)
        .thenCompose(reply -> decisions.answer(reply, requested, deadline))
        .exceptionally(ReservationAnswers::notTold);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({
    Roles.CHANNEL,
    Roles.PLANNER,
    Roles.WAREHOUSE,
    Roles.ORDER_CLERK,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  @Operation(
      summary = "Look at a reservation",
      description =
          "With its explanation: which locations were looked at, and what became of each.")
  @APIResponse(responseCode = "200", description = "The reservation as it is now.")
  @APIResponse(responseCode = "404", description = "There is no such reservation.")
  public Reservation get(@PathParam("id") String id) {
    return requests
        .run(work -> Reservations.find(work, id))
        .orElseThrow(() -> Problems.unknown("reservation", id));
  }

  @GET
  @RolesAllowed({
    Roles.PLANNER,
    Roles.WAREHOUSE,
    Roles.ORDER_CLERK,
    Roles.ANALYST,
    Roles.OPERATOR,
    Roles.ADMIN
  })
  @Operation(
      summary = "List reservations",
      description = "Of an order, of a pool, in a state; by id. Name an order or a pool.")
  public Page<Reservation> list(
      @QueryParam("order") String orderId,
      @QueryParam("pool") String pool,
      @QueryParam("state") String state,
      @Parameter(description = "The next of the page before.") @QueryParam("after") String after,
      @Parameter(description = "1 to 500, default 50.") @QueryParam("limit") Integer limit) {
    if (orderId == null && pool == null) {
      throw Problems.invalid("order", "name an order or a pool");
    }
    int size = Page.limit(limit);
    var from = Keyset.read(after, 2);
    return requests.run(
        work ->
            Page.of(
                Reservations.list(work, orderId, pool, state, from, size + 1),
                size,
                row -> Keyset.write(row.reservationId() + "\n" + row.pool())));
  }

  private static Cause cause(
      String messageId, String actor, String correlationId, Instant issuedAt) {
    return new Cause(messageId, correlationId, actor, issuedAt.toEpochMilli());
  }
}

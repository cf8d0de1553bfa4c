package dev.onhand.inventory.reservation;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.partition.Reply;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What is done with reservations that are there. Each answers 200 with the outcome to who waits
/// (`Prefer: wait=2`), 202 to who does not, 409 when it cannot be done. With an `Idempotency-Key`
/// the same again is the same command.
@Path("/reservations/{id}")
@Tag(name = "Reservations")
@Blocking
@RolesAllowed({Roles.CHANNEL, Roles.ORDER_CLERK, Roles.ADMIN})
@APIResponse(
    responseCode = "200",
    description = "What became of it.",
    content =
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = ReservationChangeResource.Told.class)))
@APIResponse(responseCode = "202", description = "Not known in time: look at the Location.")
public class ReservationChangeResource {
  private static final int CONFLICT = 409;

  private final Requests requests;
  private final Asking asking;

  /// What is to become of a reservation.
  private sealed interface Change {
    StockCommand command(Cause cause, Reservation of);
  }

  /// @param reason shown in the history
  public record Release(String reason) implements Change {
    public Release {
      Require.text("reason", reason);
    }

    @Override
    public StockCommand command(Cause cause, Reservation of) {
      return new StockCommand.ReleaseReservation(
          cause, of.pool(), of.reservationId(), of.orderId(), reason);
    }
  }

  private record Commitment() implements Change {
    @Override
    public StockCommand command(Cause cause, Reservation of) {
      return new StockCommand.CommitReservation(cause, of.pool(), of.reservationId(), of.orderId());
    }
  }

  /// @param expiresAt later than it is now
  public record Extension(Instant expiresAt) implements Change {
    public Extension {
      Require.present("expiresAt", expiresAt);
    }

    @Override
    public StockCommand command(Cause cause, Reservation of) {
      return new StockCommand.ExtendReservation(
          cause, of.pool(), of.reservationId(), of.orderId(), expiresAt.toEpochMilli());
    }
  }

  /// @param priority 0 is the most important
  public record Priority(Integer priority) implements Change {
    public Priority {
      if (priority == null || priority < 0) {
        throw new InvalidMessage("SCHEMA_VIOLATION", "priority", "send 0 or more");
      }
    }

    @Override
    public StockCommand command(Cause cause, Reservation of) {
      return new StockCommand.ChangePriority(
          cause, of.pool(), of.reservationId(), of.orderId(), priority);
    }
  }

  /// @param locationId that the units are to leave
  public record Reallocation(String locationId, String reason) implements Change {
    public Reallocation {
      Require.text("locationId", locationId);
    }

    @Override
    public StockCommand command(Cause cause, Reservation of) {
      var why = Objects.requireNonNullElse(reason, "");
      return new StockCommand.ReallocateReservation(
          cause, of.pool(), of.reservationId(), of.orderId(), locationId, why);
    }
  }

  /// @param inboundId as of the purchase order or the transfer
  public record Peg(String inboundId) implements Change {
    public Peg {
      Require.text("inboundId", inboundId);
    }

    @Override
    public StockCommand command(Cause cause, Reservation of) {
      return new StockCommand.PegInbound(
          cause, of.pool(), of.reservationId(), of.orderId(), inboundId);
    }
  }

  /// @param outcome what became of the command
  @Schema(name = "ReservationOutcome", description = "What became of it.")
  public record Told(
      String reservationId,
      @Schema(
              description =
                  "RELEASED, NOTHING_RESERVED, COMMITTED, EXTENDED, PRIORITY_CHANGED,"
                      + " REALLOCATED or PEGGED.")
          String outcome) {}

  ReservationChangeResource(Requests requests, Asking asking) {
    this.requests = requests;
    this.asking = asking;
  }

  @POST
  @Path("/release")
  @Operation(
      summary = "Give a reservation back",
      description = "Frees what is still reserved, and waits for nothing any longer.")
  public CompletionStage<Response> release(
      @PathParam("id") String id,
      @HeaderParam(RequestKey.HEADER) String key,
      @HeaderParam(Preference.HEADER) String prefer,
      Release given) {
    return ask(id, "release", key, prefer, given);
  }

  @POST
  @Path("/commit")
  @Operation(
      summary = "Make a hold firm",
      description = "It does not expire any longer. 409 when it is not open any more.")
  public CompletionStage<Response> commit(
      @PathParam("id") String id,
      @HeaderParam(RequestKey.HEADER) String key,
      @HeaderParam(Preference.HEADER) String prefer) {
    return ask(id, "commit", key, prefer, new Commitment());
  }

  @POST
  @Path("/extend")
  @Operation(
      summary = "Let a hold end later",
      description = "409 when it is firm, ends later already, or is not open any more.")
  public CompletionStage<Response> extend(
      @PathParam("id") String id,
      @HeaderParam(RequestKey.HEADER) String key,
      @HeaderParam(Preference.HEADER) String prefer,
      Extension given) {
    return ask(id, "extend", key, prefer, given);
  }

  @POST
  @Path("/priority")
  @RolesAllowed({Roles.ORDER_CLERK, Roles.PLANNER, Roles.ADMIN})
  @Operation(
      summary = "Make a reservation more important, or less",
      description = "Who waits is served by priority, and whose promise breaks last has 0.")
  public CompletionStage<Response> prioritize(
      @PathParam("id") String id,
      @HeaderParam(RequestKey.HEADER) String key,
      @HeaderParam(Preference.HEADER) String prefer,
      Priority given) {
    return ask(id, "priority", key, prefer, given);
  }

  @POST
  @Path("/reallocate")
  @RolesAllowed({Roles.ORDER_CLERK, Roles.PLANNER, Roles.WAREHOUSE, Roles.ADMIN})
  @Operation(
      summary = "Promise from other locations",
      description =
          "All that the reservation has at a location comes from others, or it stays; 409 when no"
              + " others have it, or nothing is there.")
  public CompletionStage<Response> reallocate(
      @PathParam("id") String id,
      @HeaderParam(RequestKey.HEADER) String key,
      @HeaderParam(Preference.HEADER) String prefer,
      Reallocation given) {
    return ask(id, "reallocate", key, prefer, given);
  }

  @POST
  @Path("/peg")
  @RolesAllowed({Roles.ORDER_CLERK, Roles.PLANNER, Roles.ADMIN})
  @Operation(
      summary = "Serve what waits from an inbound",
      description =
          "When the inbound arrives, the order is served before all others; 409 when it waits for"
              + " nothing.")
  public CompletionStage<Response> peg(
      @PathParam("id") String id,
      @HeaderParam(RequestKey.HEADER) String key,
      @HeaderParam(Preference.HEADER) String prefer,
      Peg given) {
    return ask(id, "peg", key, prefer, given);
  }

  private CompletionStage<Response> ask(
      String id, String what, String key, String prefer, Change change) {
    Require.present("body", change);
    var found =
        requests
            .run(work -> Reservations.find(work, id))
            .orElseThrow(() -> Problems.unknown("reservation", id));
    var cause = cause(id, what, key);
    return asking
        .ask(change.command(cause, found), id, cause, Preference.wait(prefer))
        .thenApply(reply -> told(found, reply))
        .exceptionally(ReservationAnswers::notTold);
  }

  /// A repeat with the same key is the same command.
  private Cause cause(String id, String what, String key) {
    var actor = requests.actor();
    var messageId =
        key == null
            ? UUID.randomUUID().toString()
            : RequestKey.id(actor, what + "/" + id, RequestKey.required(key));
    return new Cause(
        messageId, requests.cause().correlationId(), actor, Instant.now().toEpochMilli());
  }

  private static Response told(Reservation found, Optional<Reply> reply) {
    if (reply.isEmpty()) return ReservationAnswers.unknownYet(found);
    if (!ReservationAnswers.isDecided(reply.get())) return ReservationAnswers.refused(reply.get());
    var outcome = reply.get().outcome();
    return switch (outcome) {
      case "NOT_OPEN" -> conflict(outcome, "The reservation has ended; make a new one.");
      case "NOT_EXTENDED" -> conflict(outcome, "It is firm, or ends later already.");
      case "REALLOCATION_REFUSED" -> conflict(outcome, "No other locations have all of it.");
      case "NOTHING_WAITED_FOR" -> conflict(outcome, "It waits for nothing.");
      case "NOTHING_THERE" -> conflict(outcome, "It has nothing open at that location.");
      default -> Response.ok(new Told(found.reservationId(), outcome)).build();
    };
  }

  private static Response conflict(String outcome, String detail) {
    return ReservationAnswers.problem(CONFLICT, "Refused: " + outcome, detail, outcome);
  }
}

package dev.onhand.inventory.reservation;

import dev.onhand.inventory.codec.FrameReader;
import dev.onhand.inventory.ledger.StockOutcome;
import dev.onhand.inventory.partition.Reply;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jboss.logging.Logger;

/// What the ledger said, as HTTP. Made in whatever thread the answer came, without the request.
final class ReservationAnswers {
  private static final Logger LOG = Logger.getLogger(ReservationAnswers.class);
  private static final MediaType PROBLEM = new MediaType("application", "problem+json");
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  private ReservationAnswers() {}

  static String location(String reservationId) {
    return "/reservations/" + reservationId;
  }

  /// 201 with the promise, or 409 with the reason why there is none.
  static Response decided(Reservation reservation) {
    if (reservation.state().equals(Reservation.REJECTED)) return rejected(reservation);
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, location(reservation.reservationId()))
        .entity(reservation)
        .build();
  }

  /// 202: the ledger has been told, and nothing is known yet.
  static Response unknownYet(Reservation requested) {
    return Response.accepted(requested)
        .header(HttpHeaders.LOCATION, location(requested.reservationId()))
        .header(HttpHeaders.RETRY_AFTER, 1)
        .build();
  }

  /// 503: the ledger could not be told. Asking again with the same key is safe.
  static Response notTold(Throwable failure) {
    LOG.warn("the stock ledger could not be told", failure);
    return Response.status(Response.Status.SERVICE_UNAVAILABLE)
        .type(PROBLEM)
        .header(HttpHeaders.RETRY_AFTER, 1)
        .entity(
            body(
                Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
                "Not told",
                "The stock ledger cannot be reached; ask again with the same Idempotency-Key.",
                "NOT_TOLD"))
        .build();
  }

  /// What the entry in a reply says about the reservation; empty when it bears none.
  static Optional<Reservation> reservation(Reply reply) {
    if (reply.frame().length == 0) return Optional.empty();
    var frame = FrameReader.read(reply.frame());
    return Reservation.decided(frame.pool(), frame.entries().getFirst());
  }

  /// Whether the ledger decided the command, now or before, rather than put it aside.
  static boolean isDecided(Reply reply) {
    for (var outcome : StockOutcome.values()) {
      if (outcome.name().equals(reply.outcome())) {
        return outcome.kind != StockOutcome.Kind.REFUSED;
      }
    }
    return false;
  }

  /// The ledger put the command aside.
  static Response refused(Reply reply) {
    boolean reused = reply.outcome().equals(StockOutcome.ID_REUSED.name());
    var detail = reused ? "The key was used for another request; use a new key." : reply.detail();
    return problem(
        reused ? UNPROCESSABLE : CONFLICT, "Refused: " + reply.outcome(), detail, reply.outcome());
  }

  private static Response rejected(Reservation reservation) {
    var body =
        body(
            CONFLICT,
            "Refused: " + reservation.reason(),
            "Nothing is reserved. Ask for less, or again with a new Idempotency-Key later.",
            reservation.reason());
    body.put("reservationId", reservation.reservationId());
    body.put("shortages", reservation.shortages());
    if (reservation.explanation() != null) body.put("explanation", reservation.explanation());
    return Response.status(CONFLICT)
        .type(PROBLEM)
        .header(HttpHeaders.LOCATION, location(reservation.reservationId()))
        .entity(body)
        .build();
  }

  static Response problem(int status, String title, String detail, String reason) {
    return Response.status(status)
        .type(PROBLEM)
        .entity(body(status, title, detail, reason))
        .build();
  }

  private static LinkedHashMap<String, Object> body(
      int status, String title, String detail, String reason) {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "about:blank");
    body.put("status", status);
    body.put("title", title);
    body.put("detail", detail);
    body.put("reason", reason);
    return body;
  }
}

package dev.onhand.inventory.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.ledger.StockEvent;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.Candidate;
import dev.onhand.inventory.ledger.StockEvent.ItemDefined;
import dev.onhand.inventory.ledger.StockEvent.LocationDefined;
import dev.onhand.inventory.ledger.StockEvent.PoolOpened;
import dev.onhand.inventory.ledger.StockEvent.ReservationBroken;
import dev.onhand.inventory.ledger.StockEvent.ReservationExpired;
import dev.onhand.inventory.ledger.StockEvent.ReservationRejected;
import dev.onhand.inventory.ledger.StockEvent.ReservationReleased;
import dev.onhand.inventory.ledger.StockEvent.ReservationShipped;
import dev.onhand.inventory.ledger.StockEvent.Shortage;
import dev.onhand.inventory.ledger.StockEvent.StockMoved;
import dev.onhand.inventory.ledger.StockEvent.StockReserved;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The one place where events of the stock ledger become messages of the contract.
final class StockMessages {
  private static final long FIRST = 1;

  private StockMessages() {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reserved(
      String reservationId,
      String orderId,
      String pool,
      List<Allocation> allocations,
      int ruleVersion,
      List<Candidate> explanation,
      Instant expiresAt,
      Instant reservedAt) {}

  record Rejected(
      String reservationId,
      String orderId,
      String pool,
      String reason,
      List<Shortage> shortages,
      Instant rejectedAt) {}

  record Released(
      String reservationId,
      String orderId,
      String pool,
      String reason,
      List<Allocation> lines,
      Instant releasedAt) {}

  record Expired(
      String reservationId,
      String orderId,
      String pool,
      List<Allocation> lines,
      Instant expiredAt) {}

  record Broken(
      String reservationId,
      String orderId,
      String pool,
      String reason,
      List<Allocation> lines,
      Instant brokenAt) {}

  record Shipped(
      String reservationId,
      String orderId,
      String pool,
      String shipmentId,
      boolean complete,
      List<Allocation> lines,
      Instant shippedAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Moved(
      String movementId,
      String pool,
      String sku,
      String locationId,
      String kind,
      long quantity,
      String status,
      String reason,
      String referenceType,
      String referenceId,
      String orderId,
      Long discrepancy,
      Instant occurredAt,
      Instant recordedAt) {}

  /// The message that tells of an event; empty for those nobody outside needs.
  static Optional<StockMessage> of(String pool, StockEvent event, Instant at) {
    return switch (event) {
      case PoolOpened _, ItemDefined _, LocationDefined _ -> Optional.empty();
      case StockReserved e ->
          reservation(
              e.orderId(),
              e.reservationId(),
              "StockReserved",
              FIRST,
              new Reserved(
                  e.reservationId(),
                  e.orderId(),
                  pool,
                  e.allocations(),
                  e.ruleVersion(),
                  e.explanation(),
                  e.expiresAtMs() == 0 ? null : Instant.ofEpochMilli(e.expiresAtMs()),
                  at));
      case ReservationRejected e ->
          reservation(
              e.orderId(),
              e.reservationId(),
              "ReservationRejected",
              FIRST,
              new Rejected(
                  e.reservationId(), e.orderId(), pool, e.reason().name(), e.shortages(), at));
      case ReservationReleased e ->
          reservation(
              e.orderId(),
              e.reservationId(),
              "ReservationReleased",
              e.number(),
              new Released(e.reservationId(), e.orderId(), pool, e.reason(), e.freed(), at));
      case ReservationExpired e ->
          reservation(
              e.orderId(),
              e.reservationId(),
              "ReservationExpired",
              e.number(),
              new Expired(e.reservationId(), e.orderId(), pool, e.freed(), at));
      case ReservationBroken e ->
          reservation(
              e.orderId(),
              e.reservationId(),
              "ReservationBroken",
              e.number(),
              new Broken(e.reservationId(), e.orderId(), pool, e.reason().name(), e.freed(), at));
      case ReservationShipped e ->
          reservation(
              e.orderId(),
              e.reservationId(),
              "ReservationShipped",
              e.number(),
              new Shipped(
                  e.reservationId(),
                  e.orderId(),
                  pool,
                  e.shipmentId(),
                  e.complete(),
                  e.freed(),
                  at));
      case StockMoved e -> Optional.of(movement(pool, e, at));
    };
  }

  private static Optional<StockMessage> reservation(
      String orderId, String reservationId, String name, long sequence, Object payload) {
    return Optional.of(
        new StockMessage(Topics.RESERVATIONS, orderId, reservationId, name, sequence, payload));
  }

  private static StockMessage movement(String pool, StockMoved e, Instant at) {
    var subject = pool + "/" + e.sku();
    var occurredAt = e.occurredAtMs() == 0 ? at : Instant.ofEpochMilli(e.occurredAtMs());
    var moved =
        new Moved(
            subject + "/" + e.sequence(),
            pool,
            e.sku(),
            e.locationId(),
            e.kind().name(),
            e.quantity(),
            e.status().word,
            emptyToNull(e.reason()),
            e.referenceType().name(),
            e.referenceId(),
            emptyToNull(e.orderId()),
            e.discrepancy() == 0 ? null : e.discrepancy(),
            occurredAt,
            at);
    return new StockMessage(Topics.MOVEMENTS, e.sku(), subject, "StockMoved", e.sequence(), moved);
  }

  private static String emptyToNull(String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}

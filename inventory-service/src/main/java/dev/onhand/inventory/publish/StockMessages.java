package dev.onhand.inventory.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onhand.inventory.kafka.Topics;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.ledger.StockEvent;
import dev.onhand.inventory.ledger.StockEvent.*;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The one place where events of the stock ledger become messages of the contract.
final class StockMessages {
  private static final long FIRST = 1;

  record Pegged(
      String reservationId, String orderId, String pool, String inboundId, Instant peggedAt) {}

  record PegFreed(String reservationId, String orderId, String pool, Instant freedAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Recount(
      String countId,
      String pool,
      String sku,
      String locationId,
      String lot,
      String status,
      long counted,
      Instant requestedAt) {}

  /// A lot of an item.
  record Lot(String sku, String lot) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LotHeld(String pool, String sku, String lot, String reason, Instant heldAt) {}

  record LotReleased(String pool, String sku, String lot, Instant releasedAt) {}

  private static final Map<Class<?>, String> NAMES =
      Map.ofEntries(
          Map.entry(Reserved.class, "StockReserved"),
          Map.entry(Backordered.class, "StockBackordered"),
          Map.entry(Filled.class, "BackorderFilled"),
          Map.entry(Rejected.class, "ReservationRejected"),
          Map.entry(Committed.class, "ReservationCommitted"),
          Map.entry(Extended.class, "ReservationExtended"),
          Map.entry(Prioritized.class, "PriorityChanged"),
          Map.entry(Reallocated.class, "ReservationReallocated"),
          Map.entry(NotReallocated.class, "ReallocationRefused"),
          Map.entry(Released.class, "ReservationReleased"),
          Map.entry(Expired.class, "ReservationExpired"),
          Map.entry(Broken.class, "ReservationBroken"),
          Map.entry(Pegged.class, "InboundPegged"),
          Map.entry(PegFreed.class, "PegFreed"),
          Map.entry(Shipped.class, "ReservationShipped"));

  private StockMessages() {}

  /// Units that one line of an order waits for.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Awaited(String lineId, String sku, long quantity, Instant expectedAt) {}

  /// Units for one line of an order.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Units(String lineId, String sku, String locationId, String lot, long quantity) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reserved(
      String reservationId,
      String orderId,
      String pool,
      List<Units> allocations,
      List<Shortage> shortages,
      int ruleVersion,
      List<Candidate> explanation,
      Instant expiresAt,
      Instant reservedAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Backordered(
      String reservationId,
      String orderId,
      String pool,
      List<Awaited> waiting,
      int ruleVersion,
      Instant expiresAt,
      Instant backorderedAt) {}

  record Filled(
      String reservationId,
      String orderId,
      String pool,
      boolean complete,
      List<Units> allocations,
      int ruleVersion,
      List<Candidate> explanation,
      Instant filledAt) {}

  record Committed(String reservationId, String orderId, String pool, Instant committedAt) {}

  record Extended(
      String reservationId, String orderId, String pool, Instant expiresAt, Instant extendedAt) {}

  record Prioritized(
      String reservationId, String orderId, String pool, int priority, Instant changedAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reallocated(
      String reservationId,
      String orderId,
      String pool,
      String reason,
      List<Units> freed,
      List<Units> allocations,
      int ruleVersion,
      List<Candidate> explanation,
      Instant reallocatedAt) {}

  record NotReallocated(
      String reservationId,
      String orderId,
      String pool,
      String locationId,
      List<Shortage> shortages,
      Instant refusedAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Rejected(
      String reservationId,
      String orderId,
      String pool,
      String reason,
      List<Shortage> shortages,
      List<Candidate> explanation,
      Instant rejectedAt) {}

  record Released(
      String reservationId,
      String orderId,
      String pool,
      String reason,
      List<Units> lines,
      Instant releasedAt) {}

  record Expired(
      String reservationId, String orderId, String pool, List<Units> lines, Instant expiredAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Broken(
      String reservationId,
      String orderId,
      String pool,
      String reason,
      Lot heldLot,
      List<Units> lines,
      Instant brokenAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shipped(
      String reservationId,
      String orderId,
      String pool,
      String shipmentId,
      boolean complete,
      List<Units> lines,
      List<Awaited> got,
      Instant shippedAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Moved(
      String movementId,
      String pool,
      String sku,
      String locationId,
      String lot,
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

  /// The message that tells of an event of a decision; empty for those nobody outside needs.
  static Optional<StockMessage> of(String pool, LedgerEntry entry, StockEvent event) {
    var at = Instant.ofEpochMilli(entry.atMs());
    return switch (event) {
      case PoolOpened _, ItemDefined _, LocationDefined _, SourcingChanged _ -> Optional.empty();
      case StockEvent.Logistics e -> logistics(pool, entry, e, at);
      case StockMoved e -> Optional.of(movement(pool, e, at));
      case StockReserved e -> told(e.orderId(), e.reservationId(), FIRST, reserved(pool, e, at));
      case ReservationRejected e ->
          told(e.orderId(), e.reservationId(), FIRST, rejected(pool, e, at));
      case ReservationReleased e ->
          told(
              e.orderId(),
              e.reservationId(),
              e.number(),
              new Released(e.reservationId(), e.orderId(), pool, e.reason(), units(e.freed()), at));
      case ReservationExpired e ->
          told(
              e.orderId(),
              e.reservationId(),
              e.number(),
              new Expired(e.reservationId(), e.orderId(), pool, units(e.freed()), at));
      case ReservationBroken e ->
          told(e.orderId(), e.reservationId(), e.number(), broken(pool, entry, e, at));
      case ReservationShipped e ->
          told(e.orderId(), e.reservationId(), e.number(), shipped(pool, e, at));
      case StockBackordered e ->
          told(e.orderId(), e.reservationId(), e.number(), backordered(pool, e, at));
      case BackorderFilled e ->
          told(e.orderId(), e.reservationId(), e.number(), filled(pool, e, at));
      case ReservationCommitted e ->
          told(
              e.orderId(),
              e.reservationId(),
              e.number(),
              new Committed(e.reservationId(), e.orderId(), pool, at));
      case ReservationExtended e ->
          told(
              e.orderId(),
              e.reservationId(),
              e.number(),
              new Extended(e.reservationId(), e.orderId(), pool, time(e.expiresAtMs()), at));
      case PriorityChanged e ->
          told(
              e.orderId(),
              e.reservationId(),
              e.number(),
              new Prioritized(e.reservationId(), e.orderId(), pool, e.priority(), at));
      case ReservationReallocated e ->
          told(e.orderId(), e.reservationId(), e.number(), reallocated(pool, e, at));
      case ReallocationRefused e ->
          told(
              e.orderId(),
              e.reservationId(),
              e.number(),
              new NotReallocated(
                  e.reservationId(), e.orderId(), pool, e.locationId(), e.shortages(), at));
    };
  }

  private static Optional<StockMessage> logistics(
      String pool, LedgerEntry entry, StockEvent.Logistics event, Instant at) {
    return switch (event) {
      case LotHoldChanged e -> Optional.of(lot(pool, entry, e, at));
      case LotDefined _, KitDefined _ -> Optional.empty();
      case CountToleranceChanged _, InboundExpected _ -> Optional.empty();
      case InboundPegged e ->
          told(
              e.orderId(),
              e.reservationId(),
              e.number(),
              e.inboundId().isEmpty()
                  ? new PegFreed(e.reservationId(), e.orderId(), pool, at)
                  : new Pegged(e.reservationId(), e.orderId(), pool, e.inboundId(), at));
      case RecountRequested e -> Optional.of(recount(pool, e, at));
    };
  }

  /// A lot is held and freed again any number of times: each time is a subject of its own, or the
  /// ledger had to count them.
  private static StockMessage lot(String pool, LedgerEntry entry, LotHoldChanged e, Instant at) {
    var subject = String.join("/", "lot", pool, e.sku(), e.lot(), entry.commandId());
    return e.held()
        ? new StockMessage(
            Topics.RESERVATIONS,
            e.sku(),
            subject,
            "LotHeld",
            FIRST,
            new LotHeld(pool, e.sku(), e.lot(), emptyToNull(e.reason()), at))
        : new StockMessage(
            Topics.RESERVATIONS,
            e.sku(),
            subject,
            "LotReleased",
            FIRST,
            new LotReleased(pool, e.sku(), e.lot(), at));
  }

  private static Broken broken(String pool, LedgerEntry entry, ReservationBroken e, Instant at) {
    Lot held = null;
    for (var cause : entry.events()) {
      if (cause instanceof LotHoldChanged hold) held = new Lot(hold.sku(), hold.lot());
    }
    return new Broken(
        e.reservationId(), e.orderId(), pool, e.reason().name(), held, units(e.freed()), at);
  }

  private static StockMessage recount(String pool, RecountRequested e, Instant at) {
    var payload =
        new Recount(
            e.countId(),
            pool,
            e.sku(),
            e.locationId(),
            emptyToNull(e.lot()),
            e.status().word,
            e.counted(),
            at);
    var place = String.join("/", e.locationId(), e.status().word, e.lot());
    var subject = String.join("/", "recount", pool, e.sku(), e.countId(), place);
    return new StockMessage(Topics.MOVEMENTS, e.sku(), subject, "RecountRequested", FIRST, payload);
  }

  private static Rejected rejected(String pool, ReservationRejected e, Instant at) {
    return new Rejected(
        e.reservationId(),
        e.orderId(),
        pool,
        e.reason().name(),
        e.shortages(),
        e.explanation().isEmpty() ? null : e.explanation(),
        at);
  }

  private static Reserved reserved(String pool, StockReserved e, Instant at) {
    return new Reserved(
        e.reservationId(),
        e.orderId(),
        pool,
        units(e.allocations()),
        emptyToNull(e.shortages()),
        e.ruleVersion(),
        e.explanation(),
        time(e.expiresAtMs()),
        at);
  }

  private static Shipped shipped(String pool, ReservationShipped e, Instant at) {
    return new Shipped(
        e.reservationId(),
        e.orderId(),
        pool,
        e.shipmentId(),
        e.complete(),
        units(e.freed()),
        emptyToNull(awaited(e.got())),
        at);
  }

  private static Backordered backordered(String pool, StockBackordered e, Instant at) {
    return new Backordered(
        e.reservationId(),
        e.orderId(),
        pool,
        awaited(e.waiting()),
        e.ruleVersion(),
        time(e.expiresAtMs()),
        at);
  }

  private static Filled filled(String pool, BackorderFilled e, Instant at) {
    return new Filled(
        e.reservationId(),
        e.orderId(),
        pool,
        e.complete(),
        units(e.allocations()),
        e.ruleVersion(),
        e.explanation(),
        at);
  }

  private static Reallocated reallocated(String pool, ReservationReallocated e, Instant at) {
    return new Reallocated(
        e.reservationId(),
        e.orderId(),
        pool,
        emptyToNull(e.reason()),
        units(e.freed()),
        units(e.allocations()),
        e.ruleVersion(),
        e.explanation(),
        at);
  }

  private static Optional<StockMessage> told(
      String orderId, String reservationId, long sequence, Object payload) {
    var name = NAMES.get(payload.getClass());
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
            emptyToNull(e.lot()),
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

  private static List<Units> units(List<Allocation> allocations) {
    List<Units> units = new ArrayList<>(allocations.size());
    for (Allocation a : allocations) {
      units.add(new Units(a.lineId(), a.sku(), a.locationId(), emptyToNull(a.lot()), a.quantity()));
    }
    return units;
  }

  private static List<Awaited> awaited(List<Waiting> waiting) {
    return waiting.stream()
        .map(w -> new Awaited(w.lineId(), w.sku(), w.quantity(), time(w.expectedAtMs())))
        .toList();
  }

  private static Instant time(long ms) {
    return ms == 0 ? null : Instant.ofEpochMilli(ms);
  }

  private static <T> List<T> emptyToNull(List<T> list) {
    return list.isEmpty() ? null : list;
  }

  private static String emptyToNull(String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}

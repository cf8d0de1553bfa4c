package dev.onhand.inventory.projection;

import dev.onhand.inventory.ledger.StockEvent;
import dev.onhand.inventory.ledger.StockEvent.*;
import dev.onhand.inventory.ledger.StockStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a batch of events changes in the tables, coalesced: one change per position, however often
/// it moved.
final class Changes {
  /// An item at a location.
  record Place(String pool, String sku, String locationId) {}

  /// An item in its pool.
  record PoolItem(String pool, String sku) {}

  /// What is added to a position.
  static final class Delta {
    final long[] byStatus = new long[StockStatus.values().length];
    long reserved;

    /// When the last change was decided.
    long atMs;

    /// Where in its partition of the log.
    long offset;
  }

  record Movement(String pool, StockMoved event, long atMs) {}

  /// A reservation begins, reserved or waiting.
  record Opened(
      String pool,
      String reservationId,
      String orderId,
      String state,
      String channel,
      int priority,
      long expiresAtMs,
      int ruleVersion,
      List<Allocation> allocations,
      List<Candidate> explanation,
      List<Shortage> shortages,
      long atMs) {}

  record Refused(String pool, ReservationRejected event, long atMs) {}

  /// What becomes of a reservation that is open.
  ///
  /// @param state null: stays what it was
  record Moved(
      String pool, String reservationId, String state, String reason, int number, long atMs) {}

  private record ReservationKey(String pool, String reservationId) {}

  final Map<Place, Delta> positions = new LinkedHashMap<>();
  final List<Movement> movements = new ArrayList<>();
  final List<Opened> opened = new ArrayList<>();
  final List<Refused> refused = new ArrayList<>();
  final Details details = new Details();
  private final Map<ReservationKey, Moved> moved = new LinkedHashMap<>();
  private long offset;

  void add(String pool, StockEvent event, long atMs) {
    details.add(pool, event, atMs);
    switch (event) {
      case PoolOpened _, ItemDefined _, LocationDefined _, SourcingChanged _ -> {}
      case InboundPegged e -> same(pool, e.reservationId(), e.number(), atMs);
      case StockEvent.Logistics _ -> {}
      case StockMoved e -> {
        position(pool, e.sku(), e.locationId(), atMs).byStatus[e.status().ordinal()] +=
            e.quantity();
        movements.add(new Movement(pool, e, atMs));
      }
      case StockReserved e -> {
        reserve(pool, e.allocations(), 1, atMs);
        opened.add(opened(pool, e, atMs));
      }
      case StockBackordered e -> backordered(pool, e, atMs);
      case BackorderFilled e -> {
        reserve(pool, e.allocations(), 1, atMs);
        var state = e.complete() ? "RESERVED" : "BACKORDERED";
        move(new Moved(pool, e.reservationId(), state, null, e.number(), atMs));
      }
      case ReservationRejected e -> refused.add(new Refused(pool, e, atMs));
      case ReservationCommitted e -> same(pool, e.reservationId(), e.number(), atMs);
      case ReservationExtended e -> same(pool, e.reservationId(), e.number(), atMs);
      case PriorityChanged e -> same(pool, e.reservationId(), e.number(), atMs);
      case ReallocationRefused e -> same(pool, e.reservationId(), e.number(), atMs);
      case ReservationReallocated e -> {
        reserve(pool, e.freed(), -1, atMs);
        reserve(pool, e.allocations(), 1, atMs);
        same(pool, e.reservationId(), e.number(), atMs);
      }
      case ReservationReleased e -> {
        reserve(pool, e.freed(), -1, atMs);
        move(new Moved(pool, e.reservationId(), "RELEASED", e.reason(), e.number(), atMs));
      }
      case ReservationExpired e -> {
        reserve(pool, e.freed(), -1, atMs);
        move(new Moved(pool, e.reservationId(), "EXPIRED", null, e.number(), atMs));
      }
      case ReservationBroken e -> {
        reserve(pool, e.freed(), -1, atMs);
        move(new Moved(pool, e.reservationId(), "BROKEN", e.reason().name(), e.number(), atMs));
      }
      case ReservationShipped e -> {
        reserve(pool, e.freed(), -1, atMs);
        var state = e.complete() ? "SHIPPED" : "PARTIALLY_SHIPPED";
        move(new Moved(pool, e.reservationId(), state, null, e.number(), atMs));
      }
    }
  }

  /// The last state of each reservation, with the last reason given for one.
  Collection<Moved> moved() {
    return moved.values();
  }

  private void move(Moved next) {
    moved.merge(new ReservationKey(next.pool(), next.reservationId()), next, Changes::afterwards);
  }

  private static Moved afterwards(Moved before, Moved after) {
    return new Moved(
        after.pool(),
        after.reservationId(),
        after.state() == null ? before.state() : after.state(),
        after.reason() == null ? before.reason() : after.reason(),
        after.number(),
        after.atMs());
  }

  /// Where in its partition of the log the events added from now on were read.
  void readAt(long logOffset) {
    offset = logOffset;
  }

  /// Its state stays what it was.
  private void same(String pool, String reservationId, int number, long atMs) {
    move(new Moved(pool, reservationId, null, null, number, atMs));
  }

  private static Opened opened(String pool, StockReserved e, long atMs) {
    return new Opened(
        pool,
        e.reservationId(),
        e.orderId(),
        "RESERVED",
        e.channel(),
        e.priority(),
        e.expiresAtMs(),
        e.ruleVersion(),
        e.allocations(),
        e.explanation(),
        e.shortages(),
        atMs);
  }

  private void backordered(String pool, StockBackordered e, long atMs) {
    if (e.number() > 1) {
      move(new Moved(pool, e.reservationId(), "BACKORDERED", null, e.number(), atMs));
      return;
    }
    opened.add(
        new Opened(
            pool,
            e.reservationId(),
            e.orderId(),
            "BACKORDERED",
            e.channel(),
            e.priority(),
            e.expiresAtMs(),
            e.ruleVersion(),
            List.of(),
            List.of(),
            List.of(),
            atMs));
  }

  private void reserve(String pool, List<Allocation> allocations, int sign, long atMs) {
    for (var a : allocations) {
      position(pool, a.sku(), a.locationId(), atMs).reserved += sign * a.quantity();
    }
  }

  private Delta position(String pool, String sku, String locationId, long atMs) {
    var delta = positions.computeIfAbsent(new Place(pool, sku, locationId), _ -> new Delta());
    delta.atMs = atMs;
    delta.offset = offset;
    return delta;
  }
}

package dev.onhand.inventory.projection;

import dev.onhand.inventory.ledger.StockEvent;
import dev.onhand.inventory.ledger.StockEvent.*;
import dev.onhand.inventory.ledger.StockStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  final Map<Place, Delta> positions = new LinkedHashMap<>();
  final Set<PoolItem> items = new LinkedHashSet<>();
  final List<Movement> movements = new ArrayList<>();
  final List<Opened> opened = new ArrayList<>();
  final List<Refused> refused = new ArrayList<>();
  final List<Moved> moved = new ArrayList<>();
  final Details details = new Details();

  void add(String pool, StockEvent event, long atMs) {
    details.add(pool, event, atMs);
    switch (event) {
      case PoolOpened _, ItemDefined _, LocationDefined _, SourcingChanged _ -> {}
      case StockMoved e -> {
        position(pool, e.sku(), e.locationId()).byStatus[e.status().ordinal()] += e.quantity();
        movements.add(new Movement(pool, e, atMs));
      }
      case StockReserved e -> {
        reserve(pool, e.allocations(), 1);
        opened.add(opened(pool, e, atMs));
      }
      case StockBackordered e -> backordered(pool, e, atMs);
      case BackorderFilled e -> {
        reserve(pool, e.allocations(), 1);
        var state = e.complete() ? "RESERVED" : "BACKORDERED";
        moved.add(new Moved(pool, e.reservationId(), state, null, e.number(), atMs));
      }
      case ReservationRejected e -> refused.add(new Refused(pool, e, atMs));
      case ReservationCommitted e -> same(pool, e.reservationId(), e.number(), atMs);
      case ReservationExtended e -> same(pool, e.reservationId(), e.number(), atMs);
      case PriorityChanged e -> same(pool, e.reservationId(), e.number(), atMs);
      case ReallocationRefused e -> same(pool, e.reservationId(), e.number(), atMs);
      case ReservationReallocated e -> {
        reserve(pool, e.freed(), -1);
        reserve(pool, e.allocations(), 1);
        same(pool, e.reservationId(), e.number(), atMs);
      }
      case ReservationReleased e -> {
        reserve(pool, e.freed(), -1);
        moved.add(new Moved(pool, e.reservationId(), "RELEASED", e.reason(), e.number(), atMs));
      }
      case ReservationExpired e -> {
        reserve(pool, e.freed(), -1);
        moved.add(new Moved(pool, e.reservationId(), "EXPIRED", null, e.number(), atMs));
      }
      case ReservationBroken e -> {
        reserve(pool, e.freed(), -1);
        moved.add(
            new Moved(pool, e.reservationId(), "BROKEN", e.reason().name(), e.number(), atMs));
      }
      case ReservationShipped e -> {
        reserve(pool, e.freed(), -1);
        var state = e.complete() ? "SHIPPED" : "PARTIALLY_SHIPPED";
        moved.add(new Moved(pool, e.reservationId(), state, null, e.number(), atMs));
      }
    }
  }

  /// Its state stays what it was.
  private void same(String pool, String reservationId, int number, long atMs) {
    moved.add(new Moved(pool, reservationId, null, null, number, atMs));
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
      moved.add(new Moved(pool, e.reservationId(), "BACKORDERED", null, e.number(), atMs));
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

  private void reserve(String pool, List<Allocation> allocations, int sign) {
    for (var a : allocations) {
      position(pool, a.sku(), a.locationId()).reserved += sign * a.quantity();
    }
  }

  private Delta position(String pool, String sku, String locationId) {
    items.add(new PoolItem(pool, sku));
    return positions.computeIfAbsent(new Place(pool, sku, locationId), _ -> new Delta());
  }
}

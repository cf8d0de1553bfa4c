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

  /// A lot of an item at a location.
  record LotPlace(String pool, String sku, String locationId, String lot) {}

  /// An item, as far as it is promised to a channel.
  record ChannelItem(String pool, String sku, String channel) {}

  /// What is added to a position.
  static final class Delta {
    final long[] byStatus = new long[StockStatus.values().length];
    long reserved;
  }

  /// What is added to a lot's units at a location.
  static final class LotDelta {
    long sellable;
    long reserved;
  }

  /// Units promised to a reservation or no longer (negative), by an event that does not say which
  /// channel it is of.
  record Promised(ReservationKey reservation, String sku, long units) {}

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

  /// A reservation is known by its pool and its id.
  record ReservationKey(String pool, String reservationId) {}

  final Map<Place, Delta> positions = new LinkedHashMap<>();
  final Map<LotPlace, LotDelta> lots = new LinkedHashMap<>();
  final Map<ChannelItem, Long> channels = new LinkedHashMap<>();
  final List<Promised> promised = new ArrayList<>();
  final List<Movement> movements = new ArrayList<>();
  final List<Opened> opened = new ArrayList<>();
  final List<Refused> refused = new ArrayList<>();
  final Details details = new Details();
  private final Map<ReservationKey, Moved> moved = new LinkedHashMap<>();

  void add(String pool, StockEvent event, long atMs) {
    details.add(pool, event, atMs);
    switch (event) {
      case PoolOpened _, ItemDefined _, LocationDefined _, SourcingChanged _ -> {}
      case InboundPegged e -> same(pool, e.reservationId(), e.number(), atMs);
      case StockEvent.Logistics _ -> {}
      case StockMoved e -> {
        position(pool, e.sku(), e.locationId()).byStatus[e.status().ordinal()] += e.quantity();
        if (e.status() == StockStatus.SELLABLE && !e.lot().isEmpty()) {
          lot(pool, e.sku(), e.locationId(), e.lot()).sellable += e.quantity();
        }
        movements.add(new Movement(pool, e, atMs));
      }
      case StockReserved e -> {
        reserve(pool, e.allocations(), 1);
        for (var a : e.allocations()) {
          channels.merge(new ChannelItem(pool, a.sku(), e.channel()), a.quantity(), Long::sum);
        }
        opened.add(opened(pool, e, atMs));
      }
      case StockBackordered e -> backordered(pool, e, atMs);
      case BackorderFilled e -> {
        promise(pool, e.reservationId(), e.allocations(), 1);
        var state = e.complete() ? "RESERVED" : "BACKORDERED";
        move(new Moved(pool, e.reservationId(), state, null, e.number(), atMs));
      }
      case ReservationRejected e -> refused.add(new Refused(pool, e, atMs));
      case ReservationCommitted e -> same(pool, e.reservationId(), e.number(), atMs);
      case ReservationExtended e -> same(pool, e.reservationId(), e.number(), atMs);
      case PriorityChanged e -> same(pool, e.reservationId(), e.number(), atMs);
      case ReallocationRefused e -> same(pool, e.reservationId(), e.number(), atMs);
      case ReservationReallocated e -> {
        promise(pool, e.reservationId(), e.freed(), -1);
        promise(pool, e.reservationId(), e.allocations(), 1);
        same(pool, e.reservationId(), e.number(), atMs);
      }
      case ReservationReleased e -> {
        promise(pool, e.reservationId(), e.freed(), -1);
        move(new Moved(pool, e.reservationId(), "RELEASED", e.reason(), e.number(), atMs));
      }
      case ReservationExpired e -> {
        promise(pool, e.reservationId(), e.freed(), -1);
        move(new Moved(pool, e.reservationId(), "EXPIRED", null, e.number(), atMs));
      }
      case ReservationBroken e -> {
        promise(pool, e.reservationId(), e.freed(), -1);
        move(new Moved(pool, e.reservationId(), "BROKEN", e.reason().name(), e.number(), atMs));
      }
      case ReservationShipped e -> {
        promise(pool, e.reservationId(), e.freed(), -1);
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
    if (e.number() > 2) {
      same(pool, e.reservationId(), e.number(), atMs); // other dates
      return;
    }
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

  private void promise(String pool, String reservationId, List<Allocation> allocations, int sign) {
    reserve(pool, allocations, sign);
    var key = new ReservationKey(pool, reservationId);
    for (var a : allocations) promised.add(new Promised(key, a.sku(), sign * a.quantity()));
  }

  private void reserve(String pool, List<Allocation> allocations, int sign) {
    for (var a : allocations) {
      position(pool, a.sku(), a.locationId()).reserved += sign * a.quantity();
      if (!a.lot().isEmpty()) {
        lot(pool, a.sku(), a.locationId(), a.lot()).reserved += sign * a.quantity();
      }
    }
  }

  private LotDelta lot(String pool, String sku, String locationId, String lot) {
    return lots.computeIfAbsent(new LotPlace(pool, sku, locationId, lot), _ -> new LotDelta());
  }

  private Delta position(String pool, String sku, String locationId) {
    return positions.computeIfAbsent(new Place(pool, sku, locationId), _ -> new Delta());
  }
}

package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.OpenReservation.WaitingLines;
import dev.onhand.inventory.ledger.ReservationRows.Terms;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.BackorderFilled;
import dev.onhand.inventory.ledger.StockEvent.InboundPegged;
import dev.onhand.inventory.ledger.StockEvent.PriorityChanged;
import dev.onhand.inventory.ledger.StockEvent.ReservationReallocated;
import dev.onhand.inventory.ledger.StockEvent.ReservationShipped;
import dev.onhand.inventory.ledger.StockEvent.StockBackordered;
import dev.onhand.inventory.ledger.StockEvent.StockReserved;
import dev.onhand.inventory.ledger.StockEvent.Waiting;
import java.util.List;

/// How the events of reservations change what is promised and who waits. Part of [LedgerState], and
/// like it without rules but the invariants.
final class Promises {
  private final LedgerState state;
  private final Identity orderId = new Identity();

  Promises(LedgerState state) {
    this.state = state;
  }

  void reserve(StockReserved e) {
    Terms terms =
        new Terms(e.channel(), e.country(), e.serviceLevel(), e.priority(), e.expiresAtMs());
    add(open(e.reservationId(), e.orderId(), terms), e.allocations());
  }

  void backorder(StockBackordered e) {
    OpenReservation reservation;
    if (e.number() == 1) {
      Terms terms =
          new Terms(e.channel(), e.country(), e.serviceLevel(), e.priority(), e.expiresAtMs());
      reservation = open(e.reservationId(), e.orderId(), terms);
    } else {
      reservation = next(e.reservationId(), e.number());
    }
    List<Waiting> lines = e.waiting();
    WaitingLines waiting = new WaitingLines(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      waiting.lineIds[i] = lines.get(i).lineId();
      waiting.skus[i] = state.items.find(lines.get(i).sku());
      waiting.units[i] = lines.get(i).quantity();
    }
    if (reservation.waiting() != null) {
      state.backlog.leave(reservation); // it waited before, and is told other dates
    }
    reservation.setWaiting(waiting);
    state.backlog.enter(reservation);
  }

  void fill(BackorderFilled e) {
    OpenReservation reservation = next(e.reservationId(), e.number());
    state.backlog.leave(reservation);
    for (Allocation allocation : e.allocations()) {
      int sku = state.items.find(allocation.sku());
      reservation.waiting().take(allocation.lineId(), sku, allocation.quantity());
    }
    stillWaiting(reservation);
    add(reservation, e.allocations());
    if ((reservation.waiting() == null) != e.complete()) {
      throw new LedgerBroken("filled in full or not: " + e);
    }
  }

  void firm(String reservationId, int number) {
    state.reservations.endAt(next(reservationId, number), 0);
  }

  void extend(String reservationId, int number, long expiresAtMs) {
    state.reservations.endAt(next(reservationId, number), expiresAtMs);
  }

  void peg(InboundPegged e) {
    next(e.reservationId(), e.number()).setPeggedTo(e.inboundId());
  }

  void changePriority(PriorityChanged e) {
    OpenReservation reservation = next(e.reservationId(), e.number());
    if (reservation.waiting() == null) {
      reservation.setPriority(e.priority());
    } else {
      state.backlog.leave(reservation);
      reservation.setPriority(e.priority());
      state.backlog.enter(reservation);
    }
  }

  void reallocate(ReservationReallocated e) {
    OpenReservation reservation = free(e.reservationId(), e.number(), e.freed());
    add(reservation, e.allocations());
  }

  void ship(ReservationShipped e) {
    OpenReservation reservation = free(e.reservationId(), e.number(), e.freed());
    if (!e.got().isEmpty()) {
      state.backlog.leave(reservation);
      for (Waiting got : e.got()) {
        reservation.waiting().take(got.lineId(), state.items.find(got.sku()), got.quantity());
      }
      stillWaiting(reservation);
    }
    if (reservation.isEmpty() != e.complete()) {
      throw new LedgerBroken("shipped in full or not: " + e);
    }
    if (e.complete()) {
      state.reservations.close(reservation);
    }
  }

  /// Ends a reservation; what it waited for is forgotten.
  void end(String reservationId, int number, List<Allocation> freed) {
    OpenReservation reservation = free(reservationId, number, freed);
    if (reservation.waiting() != null) {
      state.backlog.leave(reservation);
      reservation.setWaiting(null);
    }
    if (!reservation.isEmpty()) {
      throw new LedgerBroken("ended with units reserved: " + reservationId);
    }
    state.reservations.close(reservation);
  }

  /// The reservation an event is about, if it is its next. Whatever changes one comes by here.
  OpenReservation next(String reservationId, int number) {
    OpenReservation reservation = state.reservations.find(reservationId);
    if (reservation == null || number != reservation.number() + 1) {
      throw new LedgerBroken("not open, or event " + number + " out of order: " + reservationId);
    }
    if (state.snapshot != null) {
      state.snapshot.beforeChange(reservation);
    }
    reservation.setNumber(number);
    return reservation;
  }

  private void stillWaiting(OpenReservation reservation) {
    if (reservation.waiting().units() == 0) {
      reservation.setWaiting(null);
    } else {
      state.backlog.enter(reservation);
    }
  }

  private OpenReservation open(String reservationId, String order, Terms terms) {
    state.identity.of(reservationId);
    orderId.of(order);
    return state.reservations.open(state.identity, orderId, terms);
  }

  private void add(OpenReservation to, List<Allocation> allocations) {
    int last = to.last();
    for (int i = 0; i < allocations.size(); i++) {
      Allocation allocation = allocations.get(i);
      int sku = state.items.find(allocation.sku());
      int place = state.places.find(allocation.locationId());
      int lot = state.lots.find(sku, allocation.lot());
      last = to.add(last, allocation.lineId(), sku, place, lot, allocation.quantity());
      addReserved(to, sku, place, lot, allocation.quantity());
    }
  }

  private OpenReservation free(String reservationId, int number, List<Allocation> freed) {
    OpenReservation reservation = next(reservationId, number);
    for (int i = 0; i < freed.size(); i++) {
      Allocation allocation = freed.get(i);
      int sku = state.items.find(allocation.sku());
      int place = state.places.find(allocation.locationId());
      int lot = state.lots.find(sku, allocation.lot());
      reservation.take(allocation, sku, place, lot);
      addReserved(reservation, sku, place, lot, -allocation.quantity());
      state.backlog.freed(sku);
    }
    return reservation;
  }

  /// The one place where reserved units change.
  void addReserved(OpenReservation whose, int sku, int place, int lot, long change) {
    state.positions.addReserved(sku, state.positions.row(sku, place, lot), change);
    state.places.addPromised(place, change);
    if (!state.positions.isPlain(sku) && state.fences.has(sku)) {
      state.fences.addReserved(sku, whose.channel(), change);
      // What a channel is promised from within its fence is kept from others no longer.
      state.backlog.freed(sku);
    }
  }
}

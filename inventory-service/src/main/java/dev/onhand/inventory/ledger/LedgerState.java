package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.ItemDefined;
import dev.onhand.inventory.ledger.StockEvent.LocationDefined;
import dev.onhand.inventory.ledger.StockEvent.PoolOpened;
import dev.onhand.inventory.ledger.StockEvent.ReservationBroken;
import dev.onhand.inventory.ledger.StockEvent.ReservationExpired;
import dev.onhand.inventory.ledger.StockEvent.ReservationRejected;
import dev.onhand.inventory.ledger.StockEvent.ReservationReleased;
import dev.onhand.inventory.ledger.StockEvent.ReservationShipped;
import dev.onhand.inventory.ledger.StockEvent.StockMoved;
import dev.onhand.inventory.ledger.StockEvent.StockReserved;
import java.util.List;

/// All that a pool's ledger knows, and the one way in which it changes: [#apply]. Holds no rules
/// but the invariants.
final class LedgerState {
  final Symbols items = new Symbols();
  final Places places = new Places();
  final Positions positions = new Positions();
  final Reservations reservations = new Reservations();
  final Outcomes outcomes;
  private final Identity identity = new Identity();
  boolean open;
  long lastAtMs;

  LedgerState(int outcomesMax) {
    outcomes = new Outcomes(outcomesMax);
  }

  void apply(StockEvent event) {
    switch (event) {
      case PoolOpened _ -> open = true;
      case ItemDefined e -> addItem(e.sku());
      case LocationDefined e -> {
        places.define(e.locationId(), e.country(), e.priority(), e.provisional());
        places.rankAgain();
      }
      case StockReserved e -> reserve(e);
      case ReservationRejected _ -> {}
      case ReservationReleased e -> end(e.reservationId(), e.number(), e.freed());
      case ReservationExpired e -> end(e.reservationId(), e.number(), e.freed());
      case ReservationBroken e -> end(e.reservationId(), e.number(), e.freed());
      case ReservationShipped e -> ship(e);
      case StockMoved e -> move(e);
    }
  }

  /// To be called once an entry's events were applied.
  void close(LedgerEntry entry) {
    identity.of(entry.commandId(), entry.outcome().ofReservation());
    close(entry, identity);
  }

  /// @param id the identity of the entry's command
  void close(LedgerEntry entry, Identity id) {
    if (entry.atMs() < lastAtMs) {
      throw new LedgerBroken("time ran backwards: " + entry.atMs() + " after " + lastAtMs);
    }
    lastAtMs = entry.atMs();
    if (!entry.commandId().isEmpty()) {
      long issuedAtMs = Math.min(entry.cause().issuedAtMs(), entry.atMs());
      outcomes.remember(id.high(), id.low(), entry.content(), issuedAtMs, entry.outcome());
    }
  }

  int addItem(String sku) {
    int known = items.size();
    int number = items.intern(sku);
    if (number == known) {
      positions.addItem(number);
    }
    return number;
  }

  private void reserve(StockReserved e) {
    List<Allocation> allocations = e.allocations();
    int count = allocations.size();
    OpenReservation made =
        new OpenReservation(
            e.reservationId(),
            e.orderId(),
            e.priority(),
            e.expiresAtMs(),
            reservations.nextOrdinal(),
            count);
    for (int i = 0; i < count; i++) {
      Allocation allocation = allocations.get(i);
      int sku = items.find(allocation.sku());
      int place = places.find(allocation.locationId());
      made.lineIds[i] = allocation.lineId();
      made.skus[i] = sku;
      made.locations[i] = place;
      made.units[i] = allocation.quantity();
      positions.addReserved(sku, positions.row(sku, place), allocation.quantity());
    }
    reservations.open(made);
  }

  private void ship(ReservationShipped e) {
    OpenReservation reservation = free(e.reservationId(), e.number(), e.freed());
    if (reservation.isEmpty() != e.complete()) {
      throw new LedgerBroken("shipped in full or not: " + e);
    }
    if (e.complete()) {
      reservations.close(reservation);
    }
  }

  private void end(String reservationId, int number, List<Allocation> freed) {
    OpenReservation reservation = free(reservationId, number, freed);
    if (!reservation.isEmpty()) {
      throw new LedgerBroken("ended with units reserved: " + reservationId);
    }
    reservations.close(reservation);
  }

  private OpenReservation free(String reservationId, int number, List<Allocation> freed) {
    OpenReservation reservation = reservations.find(reservationId);
    if (reservation == null || number != reservation.number + 1) {
      throw new LedgerBroken("not open, or event " + number + " out of order: " + reservationId);
    }
    reservation.number = number;
    for (Allocation allocation : freed) {
      int sku = items.find(allocation.sku());
      int place = places.find(allocation.locationId());
      positions.addReserved(sku, positions.row(sku, place), -allocation.quantity());
      take(reservation, allocation, sku, place);
    }
    return reservation;
  }

  private static void take(OpenReservation from, Allocation freed, int sku, int place) {
    for (int i = 0; i < from.units.length; i++) {
      if (from.skus[i] == sku
          && from.locations[i] == place
          && from.units[i] >= freed.quantity()
          && from.lineIds[i].equals(freed.lineId())) {
        from.units[i] -= freed.quantity();
        return;
      }
    }
    throw new LedgerBroken("not reserved: " + freed + " for " + from.id);
  }

  private void move(StockMoved e) {
    int sku = items.find(e.sku());
    int row = positions.rowOrNew(sku, places.find(e.locationId()));
    positions.setSequence(sku, e.sequence());
    positions.addUnits(sku, row, e.status(), e.quantity());
  }
}

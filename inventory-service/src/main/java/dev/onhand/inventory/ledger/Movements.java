package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockCommand.HoldLot;
import dev.onhand.inventory.ledger.StockEvent.ItemDefined;
import dev.onhand.inventory.ledger.StockEvent.LocationDefined;
import dev.onhand.inventory.ledger.StockEvent.LotDefined;
import dev.onhand.inventory.ledger.StockEvent.LotHoldChanged;
import dev.onhand.inventory.ledger.StockEvent.ReservationBroken;
import dev.onhand.inventory.ledger.StockEvent.StockMoved;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What facts do to the book. None is refused: items and locations nobody defined are assumed,
/// units the book does not know are found, promises that cannot be kept are broken, each with an
/// event that says so, before the movement itself.
final class Movements {
  /// The reason of the adjustment that finds units a fact moved and the book did not know.
  private static final String BEYOND_BOOK = "BEYOND_BOOK";

  private final LedgerState state;
  private final Consumer<StockEvent> happened;

  Movements(LedgerState state, Consumer<StockEvent> happened) {
    this.state = state;
    this.happened = happened;
  }

  /// What all movements of one fact have in common.
  record Fact(
      String locationId,
      MovementKind kind,
      String reason,
      ReferenceType referenceType,
      String referenceId,
      String orderId,
      long occurredAtMs) {}

  void assume(String sku, String locationId) {
    assumeItem(sku);
    assumePlace(locationId);
  }

  void assumeItem(String sku) {
    if (state.items.find(sku) < 0) {
      happened.accept(new ItemDefined(sku, sku, true));
    }
  }

  void assumePlace(String locationId) {
    if (state.places.find(locationId) < 0) {
      happened.accept(new LocationDefined(locationId, locationId, "", Integer.MAX_VALUE, true));
    }
  }

  /// @param expiresAtMs 0: as said before, or never
  void assumeLot(String sku, String lot, long expiresAtMs) {
    int item = state.items.find(sku);
    int known = state.lots.find(item, lot);
    boolean says = expiresAtMs != 0 && known > 0 && state.lots.expiresAtMs(known) != expiresAtMs;
    if (known < 0 || says) {
      happened.accept(new LotDefined(sku, lot, expiresAtMs));
    }
  }

  /// Units of one lot.
  record Piece(String lot, long units) {}

  /// Units of the status the book knows there, of one lot; if that is empty, of all.
  long book(String sku, String locationId, String lot, StockStatus status) {
    int item = state.items.find(sku);
    int place = state.places.find(locationId);
    if (!lot.isEmpty() || !state.positions.hasLots(item)) {
      int row = state.positions.row(item, place, state.lots.find(item, lot));
      return row < 0 ? 0 : state.positions.units(row, status);
    }
    long sum = 0;
    for (int row : state.positions.rowsFirstExpiredFirst(item, place)) {
      sum += state.positions.units(row, status);
    }
    return sum;
  }

  /// Of which lots units are that a fact takes without saying: first expired first, before units
  /// that are promised those that are not, and what the book does not know of no lot.
  List<Piece> pieces(String sku, String locationId, String lot, StockStatus status, long units) {
    int item = state.items.find(sku);
    if (!lot.isEmpty() || !state.positions.hasLots(item)) {
      return List.of(new Piece(lot, units));
    }
    int[] rows = state.positions.rowsFirstExpiredFirst(item, state.places.find(locationId));
    long[] taken = new long[rows.length];
    long left = units;
    for (boolean promisedToo : new boolean[] {false, true}) {
      for (int i = 0; i < rows.length; i++) {
        boolean free = status == StockStatus.SELLABLE && !promisedToo;
        long there = free ? state.positions.free(rows[i]) : state.positions.units(rows[i], status);
        long more = Math.min(left, there - taken[i]);
        taken[i] += more;
        left -= more;
      }
    }
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      if (state.positions.lot(rows[i]) == Lots.NONE) {
        taken[i] += left;
        left = 0;
      }
      if (taken[i] > 0) {
        pieces.add(new Piece(state.lots.id(state.positions.lot(rows[i])), taken[i]));
      }
    }
    if (left > 0) {
      pieces.add(new Piece("", left));
    }
    return pieces;
  }

  /// Units leave, whether the book knows them or not.
  void leave(Fact fact, String sku, String lot, StockStatus status, long quantity) {
    for (Piece piece : pieces(sku, fact.locationId(), lot, status, quantity)) {
      leave(fact, sku, piece, status);
    }
  }

  void leave(Fact fact, String sku, Piece piece, StockStatus status) {
    find(fact, sku, piece.lot(), status, piece.units());
    breakPromises(fact, sku, piece.lot(), status, piece.units());
    move(fact, sku, piece.lot(), -piece.units(), status, 0);
  }

  /// Units are corrected by no more than the book has.
  ///
  /// @param discrepancy as the last movement says
  void change(
      Fact fact, String sku, String lot, StockStatus status, long change, long discrepancy) {
    if (change >= 0) {
      move(fact, sku, lot, change, status, discrepancy);
      return;
    }
    List<Piece> pieces = pieces(sku, fact.locationId(), lot, status, -change);
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      breakPromises(fact, sku, piece.lot(), status, piece.units());
      boolean last = i == pieces.size() - 1;
      move(fact, sku, piece.lot(), -piece.units(), status, last ? discrepancy : 0);
    }
  }

  /// Units are about to leave: those the book does not know were there nevertheless.
  private void find(Fact fact, String sku, String lot, StockStatus status, long leaving) {
    int item = state.items.find(sku);
    int place = state.places.find(fact.locationId());
    int row = state.positions.row(item, place, state.lots.find(item, lot));
    long missing = leaving - (row < 0 ? 0 : state.positions.units(row, status));
    if (missing > 0) {
      Fact found =
          new Fact(
              fact.locationId(),
              MovementKind.ADJUSTMENT,
              BEYOND_BOOK,
              fact.referenceType(),
              fact.referenceId(),
              fact.orderId(),
              fact.occurredAtMs());
      move(found, sku, lot, missing, status, missing);
    }
  }

  /// Sellable units are about to leave: the least important promises that could not be kept without
  /// them end, each as a whole, until the rest can.
  private void breakPromises(Fact fact, String sku, String lot, StockStatus status, long leaving) {
    int item = state.items.find(sku);
    int place = state.places.find(fact.locationId());
    int ofLot = state.lots.find(item, lot);
    int row = state.positions.row(item, place, ofLot);
    if (status != StockStatus.SELLABLE || row < 0 || state.positions.free(row) >= leaving) {
      return;
    }
    for (OpenReservation victim : state.reservations.holding(item, place, ofLot)) {
      breakPromise(victim, BreakReason.of(fact.kind()));
      if (state.positions.free(row) >= leaving) {
        return;
      }
    }
    throw new LedgerBroken("reserved, but by nobody: " + sku + " at " + fact.locationId());
  }

  void move(
      Fact fact, String sku, String lot, long quantity, StockStatus status, long discrepancy) {
    happened.accept(
        new StockMoved(
            state.positions.sequence(state.items.find(sku)) + 1,
            sku,
            fact.locationId(),
            lot,
            fact.kind(),
            quantity,
            status,
            fact.reason(),
            fact.referenceType(),
            fact.referenceId(),
            fact.orderId(),
            discrepancy,
            fact.occurredAtMs()));
  }

  /// No unit of the lot is promised any longer, anywhere; or they can be promised again.
  StockOutcome hold(HoldLot c) {
    assumeItem(c.sku());
    assumeLot(c.sku(), c.lot(), 0);
    int sku = state.items.find(c.sku());
    int lot = state.lots.find(sku, c.lot());
    if (state.lots.isHeld(lot) != c.held()) {
      happened.accept(new LotHoldChanged(c.sku(), c.lot(), c.held(), c.reason()));
      if (c.held()) {
        for (OpenReservation victim : state.reservations.holding(sku, -1, lot)) {
          breakPromise(victim, BreakReason.LOT_HOLD);
        }
      }
    }
    return c.held() ? StockOutcome.LOT_HELD : StockOutcome.LOT_FREED;
  }

  private void breakPromise(OpenReservation victim, BreakReason reason) {
    happened.accept(
        new ReservationBroken(
            victim.id(), victim.orderId(), victim.number() + 1, reason, victim.open(state)));
  }
}

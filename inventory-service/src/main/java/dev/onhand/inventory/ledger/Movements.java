package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockEvent.ItemDefined;
import dev.onhand.inventory.ledger.StockEvent.LocationDefined;
import dev.onhand.inventory.ledger.StockEvent.ReservationBroken;
import dev.onhand.inventory.ledger.StockEvent.StockMoved;
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

  /// Units of the status the book knows there.
  long book(String sku, String locationId, StockStatus status) {
    int row = state.positions.row(state.items.find(sku), state.places.find(locationId));
    return row < 0 ? 0 : state.positions.units(row, status);
  }

  /// Units leave, whether the book knows them or not.
  void leave(Fact fact, String sku, StockStatus status, long quantity) {
    find(fact, sku, status, quantity);
    breakPromises(fact, sku, status, quantity);
    move(fact, sku, -quantity, status, 0);
  }

  /// Units are about to leave: those the book does not know were there nevertheless.
  private void find(Fact fact, String sku, StockStatus status, long leaving) {
    long missing = leaving - book(sku, fact.locationId(), status);
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
      move(found, sku, missing, status, missing);
    }
  }

  /// Sellable units are about to leave: the least important promises that could not be kept without
  /// them end, each as a whole, until the rest can.
  void breakPromises(Fact fact, String sku, StockStatus status, long leaving) {
    int item = state.items.find(sku);
    int place = state.places.find(fact.locationId());
    int row = state.positions.row(item, place);
    if (status != StockStatus.SELLABLE || row < 0 || state.positions.free(row) >= leaving) {
      return;
    }
    for (OpenReservation victim : state.reservations.holding(item, place)) {
      happened.accept(
          new ReservationBroken(
              victim.id,
              victim.orderId,
              victim.number + 1,
              BreakReason.of(fact.kind()),
              victim.open(state.items, state.places.ids)));
      if (state.positions.free(row) >= leaving) {
        return;
      }
    }
    throw new LedgerBroken("reserved, but by nobody: " + sku + " at " + fact.locationId());
  }

  void move(Fact fact, String sku, long quantity, StockStatus status, long discrepancy) {
    happened.accept(
        new StockMoved(
            state.positions.sequence(state.items.find(sku)) + 1,
            sku,
            fact.locationId(),
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
}

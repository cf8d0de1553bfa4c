package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockCommand.AdjustStock;
import dev.onhand.inventory.ledger.StockCommand.ChangeStockStatus;
import dev.onhand.inventory.ledger.StockCommand.ReceiveStock;
import dev.onhand.inventory.ledger.StockCommand.RecordCount;
import dev.onhand.inventory.ledger.StockCommand.ShipReservation;
import dev.onhand.inventory.ledger.StockCommand.Units;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.ItemDefined;
import dev.onhand.inventory.ledger.StockEvent.LocationDefined;
import dev.onhand.inventory.ledger.StockEvent.ReservationBroken;
import dev.onhand.inventory.ledger.StockEvent.ReservationShipped;
import dev.onhand.inventory.ledger.StockEvent.StockMoved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What is decided about facts. None is refused: items and locations nobody defined are assumed,
/// units the book does not know are found, promises that cannot be kept are broken, each with an
/// event that says so, before the movement itself.
final class Facts {
  /// The reason of the adjustment that finds units a fact moved and the book did not know.
  private static final String BEYOND_BOOK = "BEYOND_BOOK";

  private final LedgerState state;
  private final Consumer<StockEvent> happened;

  /// @param happened applies an event to the state and keeps it for the entry
  Facts(LedgerState state, Consumer<StockEvent> happened) {
    this.state = state;
    this.happened = happened;
  }

  /// What all movements of one fact have in common.
  private record Fact(
      String locationId,
      MovementKind kind,
      String reason,
      ReferenceType referenceType,
      String referenceId,
      String orderId,
      long occurredAtMs) {}

  StockOutcome receive(ReceiveStock c, long atMs) {
    MovementKind kind =
        c.referenceType() == ReferenceType.RETURN ? MovementKind.RETURN : MovementKind.RECEIPT;
    Fact fact =
        new Fact(
            c.locationId(),
            kind,
            "",
            c.referenceType(),
            c.referenceId(),
            c.orderId(),
            occurred(c.occurredAtMs(), atMs));
    assume(c.sku(), c.locationId());
    move(fact, c.sku(), c.quantity(), c.status(), 0);
    return StockOutcome.RECEIVED;
  }

  StockOutcome adjust(AdjustStock c, long atMs) {
    Fact fact =
        new Fact(
            c.locationId(),
            MovementKind.ADJUSTMENT,
            c.reason(),
            ReferenceType.ADJUSTMENT,
            c.referenceId(),
            "",
            occurred(c.occurredAtMs(), atMs));
    assume(c.sku(), c.locationId());
    long change = Math.max(c.quantity(), -book(c.sku(), c.locationId(), c.status()));
    breakPromises(fact, c.sku(), c.status(), -change);
    move(fact, c.sku(), change, c.status(), c.quantity() - change);
    return StockOutcome.ADJUSTED;
  }

  StockOutcome count(RecordCount c, long atMs) {
    Fact fact =
        new Fact(
            c.locationId(),
            MovementKind.COUNT,
            "",
            ReferenceType.COUNT,
            c.referenceId(),
            "",
            occurred(c.occurredAtMs(), atMs));
    assume(c.sku(), c.locationId());
    long change = c.counted() - book(c.sku(), c.locationId(), c.status());
    breakPromises(fact, c.sku(), c.status(), -change);
    move(fact, c.sku(), change, c.status(), change);
    return StockOutcome.COUNTED;
  }

  StockOutcome changeStatus(ChangeStockStatus c, long atMs) {
    Fact fact =
        new Fact(
            c.locationId(),
            MovementKind.STATUS_CHANGE,
            c.reason(),
            ReferenceType.STATUS_CHANGE,
            c.referenceId(),
            "",
            occurred(c.occurredAtMs(), atMs));
    assume(c.sku(), c.locationId());
    find(fact, c.sku(), c.from(), c.quantity());
    breakPromises(fact, c.sku(), c.from(), c.quantity());
    move(fact, c.sku(), -c.quantity(), c.from(), 0);
    move(fact, c.sku(), c.quantity(), c.to(), 0);
    return StockOutcome.STATUS_CHANGED;
  }

  /// The order's own promises are used up first, those at the location of the shipment before those
  /// elsewhere: the order has its goods, wherever they were promised from. What leaves beyond that
  /// is taken from units nobody was promised, then from other orders' promises, then from units the
  /// book did not know.
  StockOutcome ship(ShipReservation c, long atMs) {
    Fact fact =
        new Fact(
            c.locationId(),
            MovementKind.SHIPMENT,
            "",
            ReferenceType.SHIPMENT,
            c.shipmentId(),
            c.orderId(),
            occurred(c.occurredAtMs(), atMs));
    Map<String, Long> shipped = new LinkedHashMap<>();
    for (Units line : c.lines()) {
      shipped.merge(line.sku(), line.quantity(), Long::sum);
    }
    shipped.keySet().forEach(sku -> assume(sku, c.locationId()));
    OpenReservation own = state.reservations.find(c.reservationId());
    if (own != null) {
      useUp(own, c, shipped);
    }
    shipped.forEach(
        (sku, quantity) -> {
          find(fact, sku, StockStatus.SELLABLE, quantity);
          breakPromises(fact, sku, StockStatus.SELLABLE, quantity);
          move(fact, sku, -quantity, StockStatus.SELLABLE, 0);
        });
    return own == null ? StockOutcome.SHIPPED_UNRESERVED : StockOutcome.SHIPPED;
  }

  private void useUp(OpenReservation own, ShipReservation c, Map<String, Long> shipped) {
    int here = state.places.find(c.locationId());
    List<Allocation> used = new ArrayList<>();
    long open = 0;
    for (long units : own.units) {
      open += units;
    }
    for (Map.Entry<String, Long> line : shipped.entrySet()) {
      int sku = state.items.find(line.getKey());
      long left = use(own, sku, here, true, line.getValue(), used);
      use(own, sku, here, false, left, used);
    }
    for (Allocation allocation : used) {
      open -= allocation.quantity();
    }
    happened.accept(
        new ReservationShipped(
            own.id, own.orderId, own.number + 1, c.shipmentId(), open == 0, used));
  }

  private long use(
      OpenReservation own, int sku, int here, boolean atHere, long units, List<Allocation> used) {
    long left = units;
    for (int i = 0; i < own.units.length && left > 0; i++) {
      long taken = Math.min(left, own.units[i]);
      if (own.skus[i] == sku && own.locations[i] == here == atHere && taken > 0) {
        String place = state.places.ids.text(own.locations[i]);
        used.add(new Allocation(own.lineIds[i], state.items.text(sku), place, taken));
        left -= taken;
      }
    }
    return left;
  }

  private void assume(String sku, String locationId) {
    if (state.items.find(sku) < 0) {
      happened.accept(new ItemDefined(sku, sku, true));
    }
    if (state.places.find(locationId) < 0) {
      happened.accept(new LocationDefined(locationId, locationId, "", Integer.MAX_VALUE, true));
    }
  }

  private long book(String sku, String locationId, StockStatus status) {
    int row = state.positions.row(state.items.find(sku), state.places.find(locationId));
    return row < 0 ? 0 : state.positions.units(row, status);
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
  private void breakPromises(Fact fact, String sku, StockStatus status, long leaving) {
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
              fact.kind(),
              victim.open(state.items, state.places.ids)));
      if (state.positions.free(row) >= leaving) {
        return;
      }
    }
    throw new LedgerBroken("reserved, but by nobody: " + sku + " at " + fact.locationId());
  }

  private void move(Fact fact, String sku, long quantity, StockStatus status, long discrepancy) {
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

  private static long occurred(long occurredAtMs, long atMs) {
    return occurredAtMs == 0 ? atMs : occurredAtMs;
  }
}

package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.Movements.Fact;
import dev.onhand.inventory.ledger.Movements.Piece;
import dev.onhand.inventory.ledger.StockCommand.ShipReservation;
import dev.onhand.inventory.ledger.StockCommand.Units;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.ReservationShipped;
import dev.onhand.inventory.ledger.StockEvent.Waiting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What is decided about units that left for a customer.
final class Shipments {
  private final LedgerState state;
  private final Movements movements;
  private final Consumer<StockEvent> happened;

  Shipments(LedgerState state, Movements movements, Consumer<StockEvent> happened) {
    this.state = state;
    this.movements = movements;
    this.happened = happened;
  }

  /// The order's own promises are used up first, those at the location of the shipment before those
  /// elsewhere, then what it still waited for: the order has its goods, wherever they were promised
  /// from. What leaves beyond that is taken from units nobody was promised, then from other orders'
  /// promises, then from units the book did not know.
  StockOutcome ship(ShipReservation c, long atMs) {
    Fact fact =
        new Fact(
            c.locationId(),
            MovementKind.SHIPMENT,
            "",
            ReferenceType.SHIPMENT,
            c.shipmentId(),
            c.orderId(),
            Facts.occurred(c.occurredAtMs(), atMs));
    Map<String, Long> shipped = new LinkedHashMap<>();
    for (Units line : c.lines()) {
      shipped.merge(line.sku(), line.quantity(), Long::sum);
      movements.assume(line.sku(), c.locationId());
      movements.assumeLot(line.sku(), line.lot(), 0);
    }
    OpenReservation own = state.reservations.find(c.reservationId());
    List<Allocation> used = own == null ? List.of() : useUp(own, c, shipped);
    shipped.forEach((sku, quantity) -> leave(fact, c, sku, quantity, used));
    return own == null ? StockOutcome.SHIPPED_UNRESERVED : StockOutcome.SHIPPED;
  }

  private List<Allocation> useUp(
      OpenReservation own, ShipReservation c, Map<String, Long> shipped) {
    int here = state.places.find(c.locationId());
    List<Allocation> used = new ArrayList<>();
    List<Waiting> got = new ArrayList<>(0);
    long open = own.units() + (own.waiting() == null ? 0 : own.waiting().units());
    for (Map.Entry<String, Long> line : shipped.entrySet()) {
      int sku = state.items.find(line.getKey());
      long left = use(own, sku, here, true, line.getValue(), used);
      left = use(own, sku, here, false, left, used);
      for (Waiting waits : own.waitingFor(sku, state.items)) {
        long units = Math.min(left, waits.quantity());
        if (units > 0) {
          left -= units;
          open -= units;
          got.add(new Waiting(waits.lineId(), waits.sku(), units));
        }
      }
    }
    for (Allocation allocation : used) {
      open -= allocation.quantity();
    }
    happened.accept(
        new ReservationShipped(
            own.id(), own.orderId(), own.number() + 1, c.shipmentId(), open == 0, used, got));
    return used;
  }

  /// Units leave: of the lots the shipment names, then of those that were promised from there, then
  /// of whichever.
  private void leave(
      Fact fact, ShipReservation c, String sku, long quantity, List<Allocation> used) {
    long left = quantity;
    for (Units line : c.lines()) {
      if (line.sku().equals(sku) && !line.lot().isEmpty()) {
        movements.leave(fact, sku, new Piece(line.lot(), line.quantity()), StockStatus.SELLABLE);
        left -= line.quantity();
      }
    }
    for (Allocation allocation : used) {
      boolean here = allocation.locationId().equals(c.locationId());
      long units = Math.min(left, allocation.quantity());
      if (allocation.sku().equals(sku) && here && !allocation.lot().isEmpty() && units > 0) {
        movements.leave(fact, sku, new Piece(allocation.lot(), units), StockStatus.SELLABLE);
        left -= units;
      }
    }
    if (left > 0) {
      movements.leave(fact, sku, "", StockStatus.SELLABLE, left);
    }
  }

  private long use(
      OpenReservation own, int sku, int here, boolean atHere, long units, List<Allocation> used) {
    long left = units;
    for (int at = own.first(); at >= 0 && left > 0; at = own.next(at)) {
      long taken = Math.min(left, own.units(at));
      if (own.sku(at) == sku && own.location(at) == here == atHere && taken > 0) {
        used.add(own.allocation(at, taken, state));
        left -= taken;
      }
    }
    return left;
  }
}

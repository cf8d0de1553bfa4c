package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.Inbound.Supply;
import dev.onhand.inventory.ledger.Movements.Fact;
import dev.onhand.inventory.ledger.Movements.Piece;
import dev.onhand.inventory.ledger.StockCommand.DispatchTransfer;
import dev.onhand.inventory.ledger.StockCommand.ExpectInbound;
import dev.onhand.inventory.ledger.StockCommand.ReceiveTransfer;
import dev.onhand.inventory.ledger.StockCommand.Units;
import dev.onhand.inventory.ledger.StockEvent.InboundExpected;
import java.util.List;
import java.util.function.Consumer;

/// What is decided about goods on their way: expected from suppliers, and between locations. What
/// arrives beyond what was in transit, or never arrives, is a discrepancy.
final class Transfers {
  private final LedgerState state;
  private final Movements movements;
  private final Consumer<StockEvent> happened;

  Transfers(LedgerState state, Movements movements, Consumer<StockEvent> happened) {
    this.state = state;
    this.movements = movements;
    this.happened = happened;
  }

  StockOutcome expect(ExpectInbound c) {
    movements.assume(c.sku(), c.locationId());
    happened.accept(
        new InboundExpected(
            c.inboundId(), false, c.sku(), c.locationId(), "", c.quantity(), c.expectedAtMs()));
    return StockOutcome.INBOUND_EXPECTED;
  }

  /// Units that were expected from a supplier came: that many fewer are.
  void arrived(String inboundId, String sku, String locationId, long units) {
    int item = state.items.find(sku);
    int place = state.places.find(locationId);
    for (Supply supply : state.inbound.of(inboundId, false)) {
      if (supply.sku() == item && supply.place() == place) {
        stillToCome(supply, Math.max(0, supply.units() - units));
      }
    }
  }

  StockOutcome dispatch(DispatchTransfer c, long atMs) {
    Fact fact = fact(c.fromLocationId(), c.transferId(), c.occurredAtMs(), atMs);
    movements.assumePlace(c.fromLocationId());
    movements.assumePlace(c.toLocationId());
    for (Units line : c.lines()) {
      movements.assumeItem(line.sku());
      movements.assumeLot(line.sku(), line.lot(), 0);
      List<Piece> pieces =
          movements.pieces(
              line.sku(), c.fromLocationId(), line.lot(), StockStatus.SELLABLE, line.quantity());
      for (Piece piece : pieces) {
        movements.leave(fact, line.sku(), piece, StockStatus.SELLABLE);
        happened.accept(
            new InboundExpected(
                c.transferId(),
                true,
                line.sku(),
                c.toLocationId(),
                piece.lot(),
                inTransit(c, line.sku(), piece.lot()) + piece.units(),
                c.expectedAtMs()));
      }
    }
    return StockOutcome.DISPATCHED;
  }

  private long inTransit(DispatchTransfer c, String sku, String lot) {
    int item = state.items.find(sku);
    int place = state.places.find(c.toLocationId());
    long units = 0;
    for (Supply supply : state.inbound.of(c.transferId(), true)) {
      boolean same = supply.sku() == item && supply.place() == place && supply.lot().equals(lot);
      units += same ? supply.units() : 0;
    }
    return units;
  }

  StockOutcome receive(ReceiveTransfer c, long atMs) {
    Fact fact = fact(c.locationId(), c.transferId(), c.occurredAtMs(), atMs);
    movements.assumePlace(c.locationId());
    int place = state.places.find(c.locationId());
    for (Units line : c.lines()) {
      movements.assumeItem(line.sku());
      movements.assumeLot(line.sku(), line.lot(), 0);
      long left = line.quantity();
      int item = state.items.find(line.sku());
      for (Supply supply : state.inbound.of(c.transferId(), true)) {
        boolean same = supply.sku() == item && supply.place() == place;
        boolean ofLot = line.lot().isEmpty() || line.lot().equals(supply.lot());
        long units = same && ofLot ? Math.min(left, supply.units()) : 0;
        if (units > 0) {
          left -= units;
          movements.move(fact, line.sku(), supply.lot(), units, StockStatus.SELLABLE, 0);
          stillToCome(supply, supply.units() - units);
        }
      }
      if (left > 0) {
        movements.move(fact, line.sku(), line.lot(), left, StockStatus.SELLABLE, left);
      }
    }
    if (c.complete()) {
      lose(c, fact, place);
    }
    return StockOutcome.TRANSFER_RECEIVED;
  }

  /// What has not come to the location will not.
  private void lose(ReceiveTransfer c, Fact fact, int place) {
    for (Supply supply : state.inbound.of(c.transferId(), true)) {
      if (supply.place() == place) {
        String sku = state.items.text(supply.sku());
        movements.move(fact, sku, supply.lot(), 0, StockStatus.SELLABLE, -supply.units());
        stillToCome(supply, 0);
      }
    }
  }

  private void stillToCome(Supply supply, long units) {
    happened.accept(
        new InboundExpected(
            supply.id(),
            supply.inTransit(),
            state.items.text(supply.sku()),
            state.places.ids.text(supply.place()),
            supply.lot(),
            units,
            supply.expectedAtMs()));
  }

  private static Fact fact(String locationId, String transferId, long occurredAtMs, long atMs) {
    return new Fact(
        locationId,
        MovementKind.TRANSFER,
        "",
        ReferenceType.TRANSFER,
        transferId,
        "",
        Facts.occurred(occurredAtMs, atMs));
  }
}

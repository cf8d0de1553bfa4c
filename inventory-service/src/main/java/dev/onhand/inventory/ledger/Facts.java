package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.Movements.Fact;
import dev.onhand.inventory.ledger.StockCommand.AdjustStock;
import dev.onhand.inventory.ledger.StockCommand.ChangeStockStatus;
import dev.onhand.inventory.ledger.StockCommand.ReceiveStock;
import dev.onhand.inventory.ledger.StockCommand.RecordCount;

/// What is decided about units that arrived, were found, lost or counted, or changed status.
final class Facts {
  private final Movements movements;

  Facts(Movements movements) {
    this.movements = movements;
  }

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
    movements.assume(c.sku(), c.locationId());
    movements.move(fact, c.sku(), c.quantity(), c.status(), 0);
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
    movements.assume(c.sku(), c.locationId());
    long change = Math.max(c.quantity(), -movements.book(c.sku(), c.locationId(), c.status()));
    movements.breakPromises(fact, c.sku(), c.status(), -change);
    movements.move(fact, c.sku(), change, c.status(), c.quantity() - change);
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
    movements.assume(c.sku(), c.locationId());
    long change = c.counted() - movements.book(c.sku(), c.locationId(), c.status());
    movements.breakPromises(fact, c.sku(), c.status(), -change);
    movements.move(fact, c.sku(), change, c.status(), change);
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
    movements.assume(c.sku(), c.locationId());
    movements.leave(fact, c.sku(), c.from(), c.quantity());
    movements.move(fact, c.sku(), c.quantity(), c.to(), 0);
    return StockOutcome.STATUS_CHANGED;
  }

  /// A fact that does not say when it occurred occurs when it is decided.
  static long occurred(long occurredAtMs, long atMs) {
    return occurredAtMs == 0 ? atMs : occurredAtMs;
  }
}

package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.Movements.Fact;
import dev.onhand.inventory.ledger.Movements.Piece;
import dev.onhand.inventory.ledger.StockCommand.AdjustStock;
import dev.onhand.inventory.ledger.StockCommand.ChangeCountTolerance;
import dev.onhand.inventory.ledger.StockCommand.ChangeStockStatus;
import dev.onhand.inventory.ledger.StockCommand.ReceiveStock;
import dev.onhand.inventory.ledger.StockCommand.RecordCount;
import dev.onhand.inventory.ledger.StockEvent.CountToleranceChanged;
import dev.onhand.inventory.ledger.StockEvent.RecountRequested;
import java.util.function.Consumer;

/// What is decided about units that arrived, were found, lost or counted, or changed status.
final class Facts {
  private final CountRules rules;
  private final Movements movements;
  private final Transfers transfers;
  private final Consumer<StockEvent> happened;

  Facts(
      LedgerState state, Movements movements, Transfers transfers, Consumer<StockEvent> happened) {
    rules = state.countRules;
    this.movements = movements;
    this.transfers = transfers;
    this.happened = happened;
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
    movements.assumeLot(c.sku(), c.lot(), c.lotExpiresAtMs());
    movements.move(fact, c.sku(), c.lot(), c.quantity(), c.status(), 0);
    if (!c.inboundId().isEmpty()) {
      transfers.arrived(c.inboundId(), c.sku(), c.locationId(), c.quantity());
    }
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
    movements.assumeLot(c.sku(), c.lot(), 0);
    long book = movements.book(c.sku(), c.locationId(), c.lot(), c.status());
    long change = Math.max(c.quantity(), -book);
    movements.change(fact, c.sku(), c.lot(), c.status(), change, c.quantity() - change);
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
    movements.assumeLot(c.sku(), c.lot(), 0);
    long book = movements.book(c.sku(), c.locationId(), c.lot(), c.status());
    boolean isRecount = rules.isRecount(c.sku(), c.locationId(), c.status());
    if (!isRecount && !rules.isWithin(book, c.counted())) {
      happened.accept(
          new RecountRequested(
              c.referenceId(), c.sku(), c.locationId(), c.lot(), c.status(), c.counted()));
      return StockOutcome.RECOUNT_REQUESTED;
    }
    long change = c.counted() - book;
    movements.change(fact, c.sku(), c.lot(), c.status(), change, change);
    return StockOutcome.COUNTED;
  }

  StockOutcome changeTolerance(ChangeCountTolerance c) {
    happened.accept(new CountToleranceChanged(c.units(), c.percent()));
    return StockOutcome.COUNT_TOLERANCE_CHANGED;
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
    movements.assumeLot(c.sku(), c.lot(), 0);
    var pieces = movements.pieces(c.sku(), c.locationId(), c.lot(), c.from(), c.quantity());
    for (Piece piece : pieces) {
      movements.leave(fact, c.sku(), piece, c.from());
      movements.move(fact, c.sku(), piece.lot(), piece.units(), c.to(), 0);
    }
    return StockOutcome.STATUS_CHANGED;
  }

  /// A fact that does not say when it occurred occurs when it is decided.
  static long occurred(long occurredAtMs, long atMs) {
    return occurredAtMs == 0 ? atMs : occurredAtMs;
  }
}

package dev.onhand.inventory.intake;

import dev.onhand.inventory.ledger.ReferenceType;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockStatus;
import dev.onhand.inventory.masterdata.Pools;
import dev.onhand.inventory.masterdata.StockCommands;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.inbox.WaitsFor;
import dev.onhand.platform.work.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Objects;
import java.util.TreeMap;

/// Which fact becomes which command.
@ApplicationScoped
class StockIntake implements MessageHandlers {
  @Override
  public void declare(Declarations on) {
    on.message(
        "fulfillment.ShipmentShipped.v1",
        Facts.ShipmentShipped.class,
        (message, work) -> ship(message.payload(), work));
    on.message(
        "procurement.GoodsReceiptRecorded.v1",
        Facts.GoodsReceiptRecorded.class,
        (message, work) -> receive(message.payload(), work));
    on.message(
        "procurement.PurchaseOrderPlaced.v1",
        Facts.PurchaseOrderPlaced.class,
        (message, work) -> expect(message.payload(), work));
    on.message(
        "procurement.PurchaseOrderClosed.v1",
        Facts.PurchaseOrderClosed.class,
        (message, work) -> close(message.payload(), work));
    on.message(
        "returns.ReturnDispositioned.v1",
        Facts.ReturnDispositioned.class,
        (message, work) -> takeBack(message.payload(), work));
    on.message(
        "warehouse.StockAdjusted.v1",
        Facts.StockAdjusted.class,
        (message, work) -> adjust(message.payload(), work));
    on.message(
        "warehouse.CountRecorded.v1",
        Facts.CountRecorded.class,
        (message, work) -> count(message.payload(), work));
  }

  private static void ship(Facts.ShipmentShipped fact, Work work) {
    var lines =
        fact.lines().stream()
            .map(line -> new StockCommand.Units(line.sku(), line.quantity()))
            .toList();
    StockCommands.send(
        work,
        "shipment/" + fact.shipmentId(),
        new StockCommand.ShipReservation(
            StockCommands.BY_HEADERS,
            fact.pool(),
            fact.reservationId(),
            fact.orderId(),
            fact.shipmentId(),
            fact.locationId(),
            fact.shippedAt().toEpochMilli(),
            lines));
  }

  private static void receive(Facts.GoodsReceiptRecorded fact, Work work) {
    for (var line : fact.lines()) {
      var reference = fact.receiptId() + "/" + line.lineNumber();
      StockCommands.send(
          work,
          "receipt/" + reference,
          new StockCommand.ReceiveStock(
              StockCommands.BY_HEADERS,
              fact.pool(),
              fact.locationId(),
              line.sku(),
              line.quantity(),
              StockStatus.SELLABLE,
              ReferenceType.RECEIPT,
              reference,
              "",
              fact.receivedAt().toEpochMilli(),
              "",
              0,
              fact.purchaseOrderId()));
    }
  }

  /// Several lines of a purchase order may name one item: it is expected once, in their sum.
  private static void expect(Facts.PurchaseOrderPlaced fact, Work work) throws SQLException {
    var units = new TreeMap<String, Long>();
    fact.lines().forEach(line -> units.merge(line.sku(), line.quantity(), Long::sum));
    for (var line : units.entrySet()) {
      var expected =
          new Expected(fact.purchaseOrderId(), fact.pool(), fact.locationId(), line.getKey());
      expected.remember(work);
      expected.send(work, "inbound/", line.getValue(), fact.expectedAt().toEpochMilli());
    }
  }

  /// What has not come by then will not. The fact does not say what was ordered; that is kept.
  private static void close(Facts.PurchaseOrderClosed fact, Work work) throws SQLException {
    for (var expected : Expected.of(work, fact.purchaseOrderId())) {
      expected.send(work, "inbound-closed/", 0, 0);
    }
  }

  private static void takeBack(Facts.ReturnDispositioned fact, Work work) {
    for (var line : fact.lines()) {
      if (line.disposition() == Facts.Disposition.SCRAP) continue;
      boolean sellable = line.disposition() == Facts.Disposition.RESTOCK;
      var reference = fact.returnId() + "/" + line.lineId();
      StockCommands.send(
          work,
          "return/" + reference,
          new StockCommand.ReceiveStock(
              StockCommands.BY_HEADERS,
              fact.pool(),
              fact.locationId(),
              line.sku(),
              line.quantity(),
              sellable ? StockStatus.SELLABLE : StockStatus.QUARANTINE,
              ReferenceType.RETURN,
              reference,
              fact.orderId(),
              fact.dispositionedAt().toEpochMilli()));
    }
  }

  private static void adjust(Facts.StockAdjusted fact, Work work) throws SQLException {
    StockCommands.send(
        work,
        "adjustment/" + fact.adjustmentId(),
        new StockCommand.AdjustStock(
            StockCommands.BY_HEADERS,
            pool(work, fact.locationId()),
            fact.locationId(),
            fact.sku(),
            fact.quantity(),
            Facts.status(fact.status()),
            fact.reason(),
            fact.adjustmentId(),
            fact.adjustedAt().toEpochMilli(),
            Objects.requireNonNullElse(fact.lot(), "")));
  }

  private static void count(Facts.CountRecorded fact, Work work) throws SQLException {
    StockCommands.send(
        work,
        "count/" + fact.countId(),
        new StockCommand.RecordCount(
            StockCommands.BY_HEADERS,
            pool(work, fact.locationId()),
            fact.locationId(),
            fact.sku(),
            fact.counted(),
            Facts.status(fact.status()),
            fact.countId(),
            fact.countedAt().toEpochMilli(),
            Objects.requireNonNullElse(fact.lot(), "")));
  }

  /// The warehouse knows its location, not the pool. A fact of a location that nobody has defined
  /// yet waits for it.
  private static String pool(Work work, String locationId) throws SQLException {
    return Pools.ofLocation(work, locationId)
        .orElseThrow(() -> new WaitsFor("location", locationId));
  }
}

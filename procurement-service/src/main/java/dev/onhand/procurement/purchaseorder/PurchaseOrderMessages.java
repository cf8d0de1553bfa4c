package dev.onhand.procurement.purchaseorder;

import dev.onhand.platform.event.Effect;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;

/// Published messages about purchase orders, made from private events here and nowhere else.
final class PurchaseOrderMessages {
  static final String EVENTS = "procurement.events";
  static final String WAREHOUSE_REQUESTS = "warehouse.requests";

  /// The reason of a purchase order that closed by itself.
  static final String COMPLETE = "COMPLETE";

  private PurchaseOrderMessages() {}

  record CostedLine(int lineNumber, String sku, long quantity, Money unitCost) {}

  record CountedLine(int lineNumber, String sku, long quantity) {}

  record PurchaseOrderPlaced(
      String purchaseOrderId,
      String supplierId,
      String locationId,
      String pool,
      String currency,
      List<CostedLine> lines,
      Money total,
      Instant expectedAt,
      Instant placedAt) {}

  record ReceiptExpected(
      String purchaseOrderId,
      String supplierId,
      String locationId,
      List<CountedLine> lines,
      Instant expectedAt) {}

  record GoodsReceiptRecorded(
      String purchaseOrderId,
      String supplierId,
      UUID receiptId,
      String deliveryNote,
      String locationId,
      String pool,
      List<CostedLine> lines,
      Instant receivedAt) {}

  record SupplierInvoiceMatched(
      String purchaseOrderId,
      String supplierId,
      String invoiceId,
      Money amount,
      Money varianceAmount,
      Instant invoicedAt) {}

  record PurchaseOrderClosed(String purchaseOrderId, String reason, Instant closedAt) {}

  static Effect placed(String id, Terms terms, PurchaseOrderEvent.Placed event) {
    return publish(
        id,
        "PurchaseOrderPlaced",
        new PurchaseOrderPlaced(
            id,
            terms.supplierId(),
            terms.locationId(),
            terms.pool(),
            terms.currency(),
            costed(terms.lines()),
            terms.total(),
            terms.expectedAt(),
            event.placedAt()));
  }

  static Effect receiptExpected(String id, Terms terms) {
    var lines =
        terms.lines().stream()
            .map(line -> new CountedLine(line.number(), line.sku(), line.quantity()))
            .toList();
    return new Effect.Publish(
        WAREHOUSE_REQUESTS,
        terms.locationId(),
        id,
        "procurement.ReceiptExpected.v1",
        new ReceiptExpected(id, terms.supplierId(), terms.locationId(), lines, terms.expectedAt()));
  }

  static Effect received(String id, Terms terms, PurchaseOrderEvent.GoodsReceived event) {
    return publish(
        id,
        "GoodsReceiptRecorded",
        new GoodsReceiptRecorded(
            id,
            terms.supplierId(),
            event.receiptId(),
            event.deliveryNote(),
            event.locationId(),
            terms.pool(),
            costed(event.lines()),
            event.receivedAt()));
  }

  static Effect matched(String id, PurchaseOrderEvent.InvoiceMatched event) {
    var invoice = event.invoice();
    return publish(
        id,
        "SupplierInvoiceMatched",
        new SupplierInvoiceMatched(
            id,
            invoice.supplierId(),
            invoice.invoiceId(),
            invoice.total(),
            event.variance(),
            invoice.invoicedAt()));
  }

  static Effect closed(String id, PurchaseOrderEvent.Closed event) {
    return publish(
        id, "PurchaseOrderClosed", new PurchaseOrderClosed(id, event.reason(), event.closedAt()));
  }

  private static List<CostedLine> costed(List<Terms.Line> lines) {
    return lines.stream()
        .map(line -> new CostedLine(line.number(), line.sku(), line.quantity(), line.unitCost()))
        .toList();
  }

  private static Effect publish(String id, String name, Object payload) {
    return Effect.publish(EVENTS, id, "procurement." + name + ".v1", payload);
  }
}

package dev.onhand.ledger;

import dev.onhand.testkit.TestMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;

/// One order of two T-shirts at 11.90 and their purchase, with ids of their own.
///
/// Sold: net 20.00, tax 3.80, shipping 5.00 and 0.95 tax, together 29.75.
final class Trade {

  static final String NOON = "2026-03-02T12:00:00Z";

  final String pool = "pool-" + UUID.randomUUID();
  final String sku = "TEE-" + UUID.randomUUID();
  final String channel = "channel-" + UUID.randomUUID();
  final String order = UUID.randomUUID().toString();
  final String shipment = UUID.randomUUID().toString();
  final String receipt = UUID.randomUUID().toString();
  final String purchaseOrder = UUID.randomUUID().toString();
  private final Senders senders;
  private int movements;
  private String at = NOON;

  Trade(Senders senders) {
    this.senders = senders;
  }

  /// What is told from here on happened then.
  Trade on(String instant) {
    at = instant;
    return this;
  }

  TestMessage item(String standardCost) {
    return senders.tell(
        "inventory.items",
        "inventory.ItemDefined.v1",
        sku,
        Map.of("sku", sku, "standardCost", eur(standardCost)));
  }

  TestMessage received() {
    return fromOrders("order.OrderReceived.v1", Map.of("orderId", order, "channel", channel));
  }

  TestMessage accepted() {
    return fromOrders(
        "order.OrderAccepted.v1",
        Map.of(
            "orderId",
            order,
            "channel",
            channel,
            "currency",
            "EUR",
            "lines",
            List.of(
                Map.of(
                    "lineId",
                    "1",
                    "sku",
                    sku,
                    "quantity",
                    2,
                    "net",
                    eur("20.00"),
                    "tax",
                    eur("3.80"))),
            "shippingNet",
            eur("5.00"),
            "shippingTax",
            eur("0.95")));
  }

  TestMessage paid() {
    return fromOrders(
        "order.PaymentReceived.v1",
        Map.of(
            "orderId",
            order,
            "paymentId",
            "pay-" + order,
            "amount",
            eur("29.75"),
            "receivedAt",
            NOON));
  }

  TestMessage captured(String amount) {
    return senders.tell(
        Senders.PAYMENTS,
        "payment.PaymentCaptured.v1",
        order,
        Map.of(
            "orderId",
            order,
            "captureId",
            "cap-" + order,
            "amount",
            eur(amount),
            "fee",
            eur("0.60"),
            "capturedAt",
            NOON));
  }

  TestMessage refundGranted() {
    return fromOrders(
        "order.RefundGranted.v1",
        Map.of(
            "orderId",
            order,
            "refundId",
            "ref-" + order,
            "amount",
            eur("11.90"),
            "net",
            eur("10.00"),
            "tax",
            eur("1.90"),
            "reason",
            "RETURN"));
  }

  TestMessage refunded() {
    return senders.tell(
        Senders.PAYMENTS,
        "payment.PaymentRefunded.v1",
        order,
        Map.of(
            "orderId",
            order,
            "refundId",
            "ref-" + order,
            "amount",
            eur("11.90"),
            "refundedAt",
            NOON));
  }

  TestMessage shipped() {
    return senders.tell(
        "fulfillment.events",
        "fulfillment.ShipmentShipped.v1",
        shipment,
        Map.of(
            "orderId", order,
            "shipmentId", shipment,
            "lines", List.of(Map.of("lineId", "1", "sku", sku, "quantity", 2)),
            "shippedAt", at));
  }

  TestMessage receiptRecorded(String unitCost) {
    return senders.tell(
        "procurement.events",
        "procurement.GoodsReceiptRecorded.v1",
        purchaseOrder,
        Map.of(
            "receiptId",
            receipt,
            "lines",
            List.of(Map.of("lineNumber", 1, "unitCost", eur(unitCost)))));
  }

  TestMessage invoiced() {
    return senders.tell(
        "procurement.events",
        "procurement.SupplierInvoiceMatched.v1",
        purchaseOrder,
        Map.of(
            "purchaseOrderId",
            purchaseOrder,
            "invoiceId",
            "INV-1",
            "amount",
            eur("62.00"),
            "varianceAmount",
            eur("2.00"),
            "invoicedAt",
            NOON));
  }

  TestMessage goodsIn(long quantity) {
    return moved("RECEIPT", quantity, null, receipt + "/1", null);
  }

  TestMessage goodsOut(long quantity) {
    return moved("SHIPMENT", -quantity, null, shipment, order);
  }

  TestMessage goodsBack(long quantity) {
    return moved("RETURN", quantity, null, "R/1", order);
  }

  TestMessage opening(long quantity) {
    return moved("ADJUSTMENT", quantity, "OPENING_BALANCE", "opening", null);
  }

  private TestMessage moved(
      String kind, long quantity, String reason, String reference, String ofOrder) {
    Map<String, Object> moved = new HashMap<>();
    moved.put("movementId", pool + "/" + sku + "/" + ++movements);
    moved.put("pool", pool);
    moved.put("sku", sku);
    moved.put("kind", kind);
    moved.put("quantity", quantity);
    moved.put("reason", reason);
    moved.put("referenceId", reference);
    moved.put("orderId", ofOrder);
    moved.put("occurredAt", at);
    return senders.tell("inventory.movements", "inventory.StockMoved.v1", pool + "/" + sku, moved);
  }

  private TestMessage fromOrders(String type, Object payload) {
    return senders.tell("order.events", type, order, payload);
  }

  static Money eur(String amount) {
    return Money.parse("EUR " + amount);
  }
}

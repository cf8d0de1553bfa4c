package dev.onhand.ledger;

import dev.onhand.testkit.TestMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A small business day, made up from a seed: items, opening stock, purchases, orders paid early
/// or late, partial shipments, returns, cancellations, losses. The messages are in the order in
/// which they happened, each with the line (topic and subject) within which that order is kept.
final class RandomBusiness {

  private static final String NOON = "2026-03-02T12:00:00Z";
  private static final int SKUS = 3;
  private static final int KITS = 3;

  /// A message and where it travels.
  record Sent(String topic, TestMessage message) {
    String line() {
      return topic + "/" + message.subject();
    }
  }

  private final Random random;
  private final String pool;
  private final List<Sent> sent = new ArrayList<>();

  /// @param pool also in the names of the SKUs: days in different pools have nothing in common
  RandomBusiness(long seed, String pool) {
    random = new Random(seed);
    this.pool = pool;
  }

  static List<String> skus(String pool) {
    return List.of(pool + "-0", pool + "-1", pool + "-2");
  }

  List<Sent> messages(int steps) {
    for (String sku : skus(pool)) {
      boolean costed = random.nextInt(4) > 0;
      send(
          "inventory.items",
          "inventory.ItemDefined.v1",
          sku,
          costed ? Map.of("sku", sku, "standardCost", eur(100, 900)) : Map.of("sku", sku));
      move(sku, "ADJUSTMENT", random.nextInt(20), "OPENING_BALANCE", "opening", null);
    }
    for (int step = 0; step < steps; step++) {
      switch (random.nextInt(6)) {
        case 0 -> purchase();
        case 5 -> changeStatus();
        case 1 -> move(sku(), "COUNT", random.nextInt(-3, 4), "count", id(), null);
        default -> order();
      }
    }
    return sent;
  }

  private void purchase() {
    String receipt = id();
    String purchaseOrder = id();
    Map<Integer, String> lines = new HashMap<>();
    List<Object> told = new ArrayList<>();
    for (int line = 1; line <= 1 + random.nextInt(3); line++) {
      lines.put(line, sku());
      told.add(Map.of("lineNumber", line, "unitCost", eur(100, 900)));
    }
    send(
        "procurement.events",
        "procurement.GoodsReceiptRecorded.v1",
        purchaseOrder,
        Map.of("receiptId", receipt, "lines", told));
    lines.forEach(
        (line, sku) ->
            move(sku, "RECEIPT", 1 + random.nextInt(9), null, receipt + "/" + line, null));
    send(
        "procurement.events",
        "procurement.SupplierInvoiceMatched.v1",
        purchaseOrder,
        Map.of(
            "purchaseOrderId",
            purchaseOrder,
            "invoiceId",
            "INV-1",
            "amount",
            eur(1000, 9000),
            "varianceAmount",
            eur(-200, 200),
            "invoicedAt",
            NOON));
  }

  private void changeStatus() {
    String sku = sku();
    int units = random.nextInt(1, 5);
    move(sku, "STATUS_CHANGE", -units, "INSPECTED", "inspection", null);
    move(sku, "STATUS_CHANGE", units, "INSPECTED", "inspection", null);
  }

  private void order() {
    String order = id();
    send(
        "order.events",
        "order.OrderReceived.v1",
        order,
        Map.of("orderId", order, "channel", random.nextBoolean() ? "shopify" : "amazon"));
    boolean paidFirst = random.nextBoolean();
    if (paidFirst) {
      send(
          "order.events",
          "order.PaymentReceived.v1",
          order,
          Map.of(
              "orderId", order, "paymentId", id(), "amount", eur(100, 9000), "receivedAt", NOON));
    }
    if (random.nextInt(6) == 0) {
      refund(order, "CANCELLATION");
      return;
    }
    boolean kits = random.nextInt(3) == 0;
    accept(order, kits);
    if (kits) {
      releaseKits(order);
      shipKits(order);
    }
    ship(order);
    if (!paidFirst) {
      send(
          "payment.events",
          "payment.PaymentCaptured.v1",
          order,
          Map.of(
              "orderId", order,
              "captureId", id(),
              "amount", eur(100, 9000),
              "fee", eur(0, 90),
              "capturedAt", NOON));
    }
    if (random.nextInt(3) == 0) {
      refund(order, "RETURN");
    }
  }

  private void accept(String order, boolean kits) {
    List<Object> lines = new ArrayList<>();
    for (int line = 0; line < SKUS; line++) {
      lines.add(line("L" + line, pool + "-" + line, 4));
    }
    if (kits) {
      lines.add(line("K", pool + "-kit", KITS));
    }
    send(
        "order.events",
        "order.OrderAccepted.v1",
        order,
        Map.of(
            "orderId",
            order,
            "channel",
            "shopify",
            "currency",
            "EUR",
            "lines",
            lines,
            "shippingNet",
            eur(0, 500),
            "shippingTax",
            eur(0, 90)));
  }

  private Map<String, Object> line(String id, String sku, int quantity) {
    return Map.of(
        "lineId", id, "sku", sku, "quantity", quantity, "net", eur(0, 5000), "tax", eur(0, 900));
  }

  /// A kit is made of one of the first item and two of the second.
  private void releaseKits(String order) {
    var components =
        List.of(
            Map.of("sku", pool + "-0", "quantity", 1), Map.of("sku", pool + "-1", "quantity", 2));
    send(
        "order.events",
        "order.OrderReleased.v1",
        order,
        Map.of("orderId", order, "kits", List.of(Map.of("lineId", "K", "components", components))));
  }

  /// Now and then more than the kits need, and not always all of it.
  private void shipKits(String order) {
    int[] left = {KITS, 2 * KITS};
    for (int shipment = 0; shipment <= random.nextInt(5); shipment++) {
      int item = random.nextInt(2);
      int units = Math.max(1, Math.min(left[item], 1 + random.nextInt(4)));
      left[item] -= units;
      String shipmentId = id();
      send(
          "fulfillment.events",
          "fulfillment.ShipmentShipped.v1",
          shipmentId,
          Map.of(
              "orderId", order,
              "shipmentId", shipmentId,
              "lines", List.of(Map.of("lineId", "K", "sku", pool + "-" + item, "quantity", units)),
              "shippedAt", NOON));
      move(pool + "-" + item, "SHIPMENT", -units, null, shipmentId, order);
    }
  }

  private void ship(String order) {
    for (int shipment = 0; shipment <= random.nextInt(3); shipment++) {
      int line = random.nextInt(SKUS);
      int units = 1 + random.nextInt(3);
      String shipmentId = id();
      send(
          "fulfillment.events",
          "fulfillment.ShipmentShipped.v1",
          shipmentId,
          Map.of(
              "orderId", order,
              "shipmentId", shipmentId,
              "lines",
                  List.of(
                      Map.of("lineId", "L" + line, "sku", pool + "-" + line, "quantity", units)),
              "shippedAt", NOON));
      if (random.nextInt(5) == 0) {
        move(pool + "-" + line, "ADJUSTMENT", units, "BEYOND_BOOK", shipmentId, order);
      }
      move(pool + "-" + line, "SHIPMENT", -units, null, shipmentId, order);
      if (random.nextInt(3) == 0) {
        move(pool + "-" + line, "RETURN", 1 + random.nextInt(units + 1), null, id() + "/1", order);
      }
    }
  }

  private void refund(String order, String reason) {
    String refund = id();
    Money net = eur(0, 900);
    Money tax = eur(0, 90);
    send(
        "order.events",
        "order.RefundGranted.v1",
        order,
        Map.of(
            "orderId", order,
            "refundId", refund,
            "amount", net.plus(tax),
            "net", net,
            "tax", tax,
            "reason", reason));
    send(
        "payment.events",
        "payment.PaymentRefunded.v1",
        order,
        Map.of(
            "orderId", order,
            "refundId", refund,
            "amount", net.plus(tax),
            "refundedAt", NOON));
  }

  private void move(
      String sku, String kind, long quantity, String reason, String reference, String order) {
    Map<String, Object> moved = new HashMap<>();
    moved.put("movementId", id());
    moved.put("pool", pool);
    moved.put("sku", sku);
    moved.put("kind", kind);
    moved.put("quantity", quantity);
    moved.put("reason", reason);
    moved.put("referenceId", reference);
    moved.put("orderId", order);
    moved.put("occurredAt", NOON);
    send("inventory.movements", "inventory.StockMoved.v1", pool + "/" + sku, moved);
  }

  private void send(String topic, String type, String subject, Object payload) {
    sent.add(new Sent(topic, TestMessage.of(type, subject, payload)));
  }

  private String sku() {
    return pool + "-" + random.nextInt(SKUS);
  }

  private String id() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private Money eur(int from, int to) {
    return Money.ofMinor(CurrencyUnit.EUR, random.nextInt(from, to));
  }
}

package dev.onhand.reporting;

import static dev.onhand.reporting.Story.euro;
import static dev.onhand.reporting.Story.map;
import static dev.onhand.reporting.Story.posting;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/// One order's life, as the services tell it; each step is caused by the one before.
final class OrderStory {
  /// What is ordered, by whom and from where.
  record Choice(
      String number,
      String channel,
      String country,
      String location,
      String sku,
      BigDecimal price,
      long quantity) {}

  private final Story story;
  private final Choice of;
  private final Instant placed;
  private final String id;
  private final String reservation;
  private final String shipment;
  private final String fulfillment;
  private final BigDecimal net;
  private final BigDecimal tax;
  private final BigDecimal shippingNet = new BigDecimal("4.20");
  private Instant at;
  private String last;

  OrderStory(Story story, Instant placed, Choice of) {
    this.story = story;
    this.of = of;
    this.placed = placed;
    at = placed;
    id = story.uuid();
    reservation = story.uuid();
    shipment = story.uuid();
    fulfillment = story.uuid();
    net = of.price().multiply(BigDecimal.valueOf(of.quantity()));
    tax = net.multiply(new BigDecimal("0.19"));
  }

  private BigDecimal total() {
    return net.add(tax).add(shippingNet).add(new BigDecimal("0.80"));
  }

  private void say(String topic, String type, String key, String subject, Object body) {
    at = at.plusMillis(story.pause());
    last = story.tell(topic, type, key, subject, at, last, body);
  }

  private void order(String name, Object... pairs) {
    var body = map("orderId", id);
    body.putAll(map(pairs));
    say("order.events", "order." + name, id, id, body);
  }

  private Object[] facts() {
    return new Object[] {
      "channel",
      of.channel(),
      "shop",
      "demo.example",
      "channelOrderId",
      "ext-" + of.number(),
      "number",
      of.number(),
      "orderType",
      of.channel().equals("b2b") ? "wholesale" : "d2c",
      "customerId",
      "c-" + id,
      "country",
      of.country(),
      "currency",
      "EUR",
      "total",
      euro(total()),
      "placedAt",
      placed.toString()
    };
  }

  void received() {
    order("OrderReceived", facts());
  }

  void held(String reason, String detail) {
    order(
        "OrderHeld",
        "holdId",
        id + "-h",
        "reason",
        reason,
        "detail",
        detail,
        "owner",
        "order-clerk",
        "dueAt",
        at.plusSeconds(14_400).toString());
  }

  void accepted() {
    var body = map(facts());
    body.put("orderId", id);
    body.put("acceptedAt", at.toString());
    body.put("taxesIncluded", false);
    body.put(
        "lines",
        List.of(
            map(
                "lineId",
                "1",
                "sku",
                of.sku(),
                "quantity",
                of.quantity(),
                "unitPrice",
                euro(of.price()),
                "net",
                euro(net),
                "tax",
                euro(tax))));
    body.put("shippingNet", euro(shippingNet));
    body.put("shippingTax", euro(new BigDecimal("0.80")));
    body.put("paymentStatus", "paid");
    say("order.events", "order.OrderAccepted", id, id, body);
  }

  void outOfStock() {
    order(
        "OrderOutOfStock",
        "reservationId",
        reservation,
        "reason",
        "INSUFFICIENT_STOCK",
        "shortages",
        List.of(map("sku", of.sku(), "requested", of.quantity(), "available", 0)));
    held("OUT_OF_STOCK", "there is no " + of.sku() + " left to promise");
  }

  private List<Object> allocations() {
    return List.of(
        map(
            "lineId",
            "1",
            "sku",
            of.sku(),
            "locationId",
            of.location(),
            "quantity",
            of.quantity()));
  }

  private void reservation(String name, Object... pairs) {
    var body = map("reservationId", reservation, "orderId", id, "pool", "eu");
    body.putAll(map(pairs));
    say("inventory.reservations", "inventory." + name, id, reservation, body);
  }

  void allocated() {
    reservation("StockReserved", "allocations", allocations());
    order(
        "OrderAllocated", "reservationId", reservation, "pool", "eu", "allocations", allocations());
  }

  void cancelled() {
    order("OrderCancelled", "reason", "CUSTOMER_CHANGED_MIND", "cancelledAt", at.toString());
    reservation("ReservationReleased", "reason", "ORDER_CANCELLED");
  }

  private void fulfilled(String name, Object... pairs) {
    var body =
        map(
            "fulfillmentOrderId",
            fulfillment,
            "orderId",
            id,
            "locationId",
            of.location(),
            "pool",
            "eu",
            "reservationId",
            reservation);
    body.putAll(map(pairs));
    say("fulfillment.events", "fulfillment." + name, fulfillment, fulfillment, body);
  }

  private List<Object> lines() {
    return List.of(map("lineId", "1", "sku", of.sku(), "quantity", of.quantity()));
  }

  void released() {
    order(
        "OrderReleased",
        "reservationId",
        reservation,
        "pool",
        "eu",
        "channel",
        of.channel(),
        "releasedAt",
        at.toString(),
        "allocations",
        allocations());
    fulfilled("FulfillmentOrderCreated", "lines", lines());
  }

  void shipped() {
    at = at.plusSeconds(1500);
    fulfilled("Picked", "lines", lines());
    at = at.plusSeconds(600);
    fulfilled("Packed");
    at = at.plusSeconds(900);
    fulfilled(
        "ShipmentShipped",
        "shipmentId",
        shipment,
        "carrier",
        "DHL",
        "trackingNumber",
        "JJD" + Math.abs(id.hashCode()),
        "lines",
        lines(),
        "shippedAt",
        at.toString());
    var shippedMessage = last;
    story.entry(
        at.plusMillis(400),
        "fulfillment.ShipmentShipped",
        shipment,
        id,
        shippedMessage,
        List.of(
            posting("2200", "DEBIT", total(), of.channel()),
            posting("4000", "CREDIT", net, of.channel()),
            posting("4100", "CREDIT", shippingNet, of.channel()),
            posting("2400", "CREDIT", tax.add(new BigDecimal("0.80")), of.channel())));
    story.move(
        at.plusMillis(200),
        of.sku(),
        of.location(),
        "SHIPMENT",
        -of.quantity(),
        id,
        shipment,
        shippedMessage);
    reservation(
        "ReservationShipped", "shipmentId", shipment, "complete", true, "lines", allocations());
    order("OrderShipped", "shipmentId", shipment, "complete", true, "shippedAt", at.toString());
  }

  void delivered() {
    at = at.plusSeconds(72_000);
    fulfilled("ShipmentDelivered", "shipmentId", shipment, "deliveredAt", at.toString());
    order("OrderDelivered", "deliveredAt", at.toString());
    order("OrderCompleted", "completedAt", at.toString());
  }

  void returned() {
    var returnId = story.uuid();
    var line = map("lineId", "1", "sku", of.sku(), "quantity", 1);
    var asked = new LinkedHashMap<>(line);
    asked.put("reason", "TOO_SMALL");
    var judged = new LinkedHashMap<>(line);
    judged.put("disposition", "RESTOCK");
    var known = map("returnId", returnId, "orderId", id, "locationId", of.location(), "pool", "eu");
    for (var step :
        List.of(
            map("name", "ReturnAuthorized", "lines", List.of(asked)),
            map("name", "ReturnReceived", "lines", List.of(line)),
            map("name", "ReturnDispositioned", "lines", List.of(judged)),
            map(
                "name",
                "RefundRequested",
                "refundId",
                returnId + "-f",
                "amount",
                euro(of.price()),
                "lines",
                List.of(line)),
            map("name", "ReturnClosed", "outcome", "REFUNDED"))) {
      var body = new LinkedHashMap<>(known);
      body.putAll(step);
      say("returns.events", "returns." + step.get("name"), returnId, returnId, body);
    }
  }
}

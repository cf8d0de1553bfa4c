package dev.onhand.local.verify;

import static dev.onhand.local.verify.Rule.fields;
import static dev.onhand.local.verify.Rule.from;
import static dev.onhand.local.verify.Rule.lines;
import static dev.onhand.local.verify.Rule.where;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the platform promises to do about what it is told, message by message.
final class Rules {
  private static final List<String> SHIPMENT = List.of("shipmentId");

  /// The facts that bear value, with the field that identifies each.
  private static final Map<String, Rule.Keys> VALUE =
      Map.of(
          "order.PaymentReceived", fields("paymentId"),
          "order.RefundGranted", fields("refundId"),
          "order.RefundPaid", fields("refundId"),
          "payment.PaymentCaptured", fields("captureId"),
          "payment.PaymentRefunded", fields("refundId"),
          "fulfillment.ShipmentShipped", fields("shipmentId"),
          "inventory.StockMoved", fields("movementId"),
          "procurement.SupplierInvoiceMatched", fields("purchaseOrderId", "invoiceId"));

  private Rules() {}

  static List<Rule> all() {
    var rules = new ArrayList<Rule>();
    selling(rules);
    shipping(rules);
    supplying(rules);
    returning(rules);
    VALUE.forEach(
        (type, keys) ->
            rules.add(
                from("ledger", keys, type)
                    .to(
                        where("causeType", Set.of(type), fields("causeId")),
                        "ledger.JournalEntryPosted")
                    .andNeverWithout()));
    return rules;
  }

  private static void selling(List<Rule> rules) {
    rules.add(
        from("order", fields("channel", "shop", "externalId"), "channel.ChannelOrderPlaced")
            .to(fields("channel", "shop", "channelOrderId"), "order.OrderReceived"));
    rules.add(
        from("inventory", fields("reservationId"), "inventory.ReserveStock")
            .to(
                "inventory.StockReserved",
                "inventory.StockBackordered",
                "inventory.ReservationRejected"));
    rules.add(
        from(
                "fulfillment",
                lines("allocations", List.of("orderId"), "locationId"),
                "order.OrderReleased")
            .to(fields("orderId", "locationId"), "fulfillment.FulfillmentOrderCreated")
            .andNeverWithout());
  }

  private static void shipping(List<Rule> rules) {
    rules.add(
        from("fulfillment", fields("fulfillmentOrderId"), "fulfillment.FulfillmentOrderCreated")
            .to("fulfillment.PickRequested", "fulfillment.FulfillmentOrderCancelled"));
    rules.add(
        from("fulfillment", fields("fulfillmentOrderId"), "warehouse.ShipConfirmed")
            .to("fulfillment.ShipmentShipped"));
    rules.add(
        from("inventory", lines("lines", SHIPMENT, "sku"), "fulfillment.ShipmentShipped")
            .to(
                where("kind", Set.of("SHIPMENT"), fields("referenceId", "sku")),
                "inventory.StockMoved")
            .andNeverWithout());
    rules.add(
        from("order", fields("shipmentId"), "fulfillment.ShipmentShipped")
            .to("order.OrderShipped")
            .andNeverWithout());
    rules.add(
        from("fulfillment", fields("fulfillmentOrderId"), "carrier.ShipmentDelivered")
            .to("fulfillment.ShipmentDelivered"));
  }

  private static void supplying(List<Rule> rules) {
    rules.add(
        from("procurement", fields("purchaseOrderId"), "warehouse.GoodsReceived")
            .to("procurement.GoodsReceiptRecorded"));
    rules.add(
        from(
                "inventory",
                lines("lines", List.of("receiptId"), "lineNumber"),
                "procurement.GoodsReceiptRecorded")
            .to(where("kind", Set.of("RECEIPT"), fields("referenceId")), "inventory.StockMoved"));
    rules.add(
        from(
                "procurement",
                fields("purchaseOrderId", "invoiceId"),
                "invoice.SupplierInvoiceReceived")
            .to("procurement.SupplierInvoiceMatched"));
    rules.add(
        from("inventory", fields("adjustmentId"), "warehouse.StockAdjusted")
            .to(
                where("kind", Set.of("ADJUSTMENT"), fields("referenceId")),
                "inventory.StockMoved"));
  }

  private static void returning(List<Rule> rules) {
    rules.add(
        from("returns", fields("returnId"), "warehouse.ReturnReceived")
            .to("returns.ReturnReceived"));
    rules.add(
        from("returns", fields("returnId"), "warehouse.ReturnInspected")
            .to("returns.ReturnDispositioned"));
    rules.add(
        from("inventory", Rules::restocked, "returns.ReturnDispositioned")
            .to(
                where("kind", Set.of("RETURN"), fields("referenceId", "sku")),
                "inventory.StockMoved")
            .andNeverWithout());
    rules.add(
        from("order", fields("refundId"), "returns.RefundRequested")
            .to("order.RefundGranted", "order.RefundRefused"));
  }

  /// Lines that go back into stock; what is scrapped does not.
  private static List<String> restocked(com.fasterxml.jackson.databind.JsonNode data) {
    return Rule.elements(data.path("lines"))
        .filter(line -> !line.path("disposition").asText().equals("SCRAP"))
        .map(
            line ->
                String.join(
                    "/",
                    data.path("returnId").asText(),
                    line.path("lineId").asText(),
                    line.path("sku").asText()))
        .distinct()
        .toList();
  }
}

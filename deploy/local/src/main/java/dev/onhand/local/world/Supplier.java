package dev.onhand.local.world;

import java.time.Duration;

/// Sends the invoice for every purchase order, at the agreed prices. The goods arrive at the
/// warehouse, which tells.
final class Supplier implements Party {
  private static final Duration INVOICES_AFTER = Duration.ofMillis(800);

  private final Facts facts;

  Supplier(Facts facts) {
    this.facts = facts;
  }

  @Override
  public void hear(Message message, Agenda agenda) {
    if (message.type().equals("procurement.PurchaseOrderPlaced.v1")) {
      agenda.in(INVOICES_AFTER, () -> invoice(message));
    }
  }

  private void invoice(Message order) {
    var id = order.text("purchaseOrderId");
    var currency = order.text("currency");
    var total = java.math.BigDecimal.ZERO;
    for (var line : order.payload().path("lines")) {
      var cost = new java.math.BigDecimal(line.at("/unitCost/amount").asText("0"));
      total =
          total.add(cost.multiply(java.math.BigDecimal.valueOf(line.path("quantity").asLong())));
    }
    var invoice = Json.object().put("invoiceId", "INV-" + id);
    invoice.put("supplierId", order.text("supplierId")).put("purchaseOrderId", id);
    invoice.set("lines", order.payload().path("lines"));
    invoice.putObject("total").put("amount", total.toPlainString()).put("currency", currency);
    invoice.put("invoicedAt", Message.now());
    facts.publish(
        "supplier",
        "invoice.events",
        id,
        "invoice.SupplierInvoiceReceived.v1",
        "INV-" + id,
        invoice);
  }
}

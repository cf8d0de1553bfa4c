package dev.onhand.procurement.purchaseorder;

import dev.onhand.procurement.purchaseorder.PurchaseOrder.Facts;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.InvoiceState;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Known;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Status;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Unknown;
import java.util.HashMap;
import java.util.Map;

/// The purchase order after an event: total over all events, in any order, and without rules.
final class PurchaseOrderHistory {
  private PurchaseOrderHistory() {}

  static PurchaseOrder evolve(PurchaseOrder order, PurchaseOrderEvent event) {
    var facts = order.facts();
    return switch (event) {
      case PurchaseOrderEvent.Requested e ->
          new Known(Status.AWAITING_APPROVAL, e.terms(), e.requestedBy(), null, null, facts);
      case PurchaseOrderEvent.ApprovalRequired _ -> order;
      case PurchaseOrderEvent.Approved _ -> order;
      case PurchaseOrderEvent.Declined _ -> in(order, Status.DECLINED);
      case PurchaseOrderEvent.Placed e -> {
        var status = facts.received().isEmpty() ? Status.PLACED : Status.PARTIALLY_RECEIVED;
        yield order instanceof Known k ? k.placed(status, e.placedAt()) : order;
      }
      case PurchaseOrderEvent.DeliveryReported e -> with(order, facts.withReport(e.delivery()));
      case PurchaseOrderEvent.GoodsReceived e ->
          received(with(order, facts.withReceived(e.lines())));
      case PurchaseOrderEvent.UnexpectedGoodsReceived _ -> order;
      case PurchaseOrderEvent.ReceiptQuestioned _ -> order;
      case PurchaseOrderEvent.FullyReceived e ->
          order instanceof Known k ? k.received(e.at()) : order;
      case PurchaseOrderEvent.DeliveryOverdue _ -> order;
      case PurchaseOrderEvent.InvoiceHeld e ->
          with(
              order,
              facts.withInvoice(
                  e.invoice(), new InvoiceState.Held(e.invoice(), e.reason(), e.detail())));
      case PurchaseOrderEvent.InvoiceMatched e ->
          with(
              order,
              facts
                  .withInvoice(e.invoice(), new InvoiceState.Matched(e.invoice(), e.variance()))
                  .withInvoiced(quantities(order, e.invoice())));
      case PurchaseOrderEvent.InvoiceDeclined e ->
          with(order, declined(facts, e.invoiceId(), e.reason()));
      case PurchaseOrderEvent.InvoiceNumberReused e -> with(order, facts.withReused(e.invoice()));
      case PurchaseOrderEvent.Closed _ -> in(order, Status.CLOSED);
    };
  }

  private static PurchaseOrder with(PurchaseOrder order, Facts facts) {
    return switch (order) {
      case Unknown _ -> new Unknown(facts);
      case Known k -> k.with(facts);
    };
  }

  private static PurchaseOrder in(PurchaseOrder order, Status status) {
    return switch (order) {
      case Unknown u -> u;
      case Known k -> k.in(status);
    };
  }

  private static PurchaseOrder received(PurchaseOrder order) {
    return order instanceof Known k && k.status() == Status.PLACED
        ? in(order, Status.PARTIALLY_RECEIVED)
        : order;
  }

  private static Facts declined(Facts facts, String invoiceId, String reason) {
    var invoice = facts.invoices().get(invoiceId).invoice();
    return facts.withInvoice(invoice, new InvoiceState.Declined(invoice, reason));
  }

  /// Invoiced quantities by line of the purchase order.
  static Map<Integer, Long> quantities(PurchaseOrder order, SupplierInvoice invoice) {
    var sums = new HashMap<Integer, Long>();
    if (order instanceof Known k) {
      for (var line : invoice.lines()) {
        k.terms()
            .line(line.number(), line.sku())
            .ifPresent(known -> sums.merge(known.number(), line.quantity(), Math::addExact));
      }
    }
    return sums;
  }
}

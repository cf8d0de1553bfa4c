package dev.onhand.procurement.purchaseorder;

import static dev.onhand.platform.event.Decision.accept;
import static dev.onhand.platform.event.Decision.reject;

import dev.onhand.platform.event.Decision;
import dev.onhand.procurement.policy.PurchasingPolicy;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.InvoiceState;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Known;
import dev.onhand.procurement.purchaseorder.PurchaseOrderEvent.HoldReason;
import java.time.Instant;
import java.util.List;

/// Invoices are facts, too: matched when all three sides agree, held until they do, or until a
/// person approves or declines them. A held invoice is looked at again with every receipt.
final class InvoiceDecider {
  private InvoiceDecider() {}

  static Decision<PurchaseOrderEvent> record(
      PurchaseOrderCommand.RecordInvoice c, PurchaseOrder order) {
    var known = order.facts().invoices().get(c.invoice().invoiceId());
    if (known != null) {
      return known.invoice().equals(c.invoice()) || order.facts().reused().contains(c.invoice())
          ? accept()
          : accept(new PurchaseOrderEvent.InvoiceNumberReused(c.invoice(), c.at()));
    }
    var story = new Story(order);
    InvoiceMatch.hold(c.invoice(), order, c.policy())
        .ifPresentOrElse(
            hold -> story.tell(held(c.invoice(), hold, null, c.at())),
            () -> story.tell(matched(c.invoice(), order, null, null, c.at())));
    return PurchaseOrderDecider.closeIfComplete(story, c.at()).end();
  }

  /// Tries the held invoices again, in order of arrival.
  static void matchHeld(Story story, PurchasingPolicy policy, Instant at) {
    for (var state : List.copyOf(story.order().facts().invoices().values())) {
      if (!(state instanceof InvoiceState.Held held)) continue;
      InvoiceMatch.hold(held.invoice(), story.order(), policy)
          .ifPresentOrElse(
              hold -> {
                if (hold.reason() != held.reason()) {
                  story.tell(held(held.invoice(), hold, held.reason(), at));
                }
              },
              () -> story.tell(matched(held.invoice(), story.order(), null, held.reason(), at)));
    }
  }

  static Decision<PurchaseOrderEvent> approve(
      PurchaseOrderCommand.ApproveInvoice c, PurchaseOrder order) {
    return switch (order.facts().invoices().get(c.invoiceId())) {
      case null -> unknownInvoice(c.invoiceId());
      case InvoiceState.Matched _ -> accept();
      case InvoiceState.Declined _ ->
          reject(Refusal.INVOICE_ALREADY_DECLINED, "ask the supplier for another invoice");
      case InvoiceState.Held held -> approve(c, order, held);
    };
  }

  private static Decision<PurchaseOrderEvent> approve(
      PurchaseOrderCommand.ApproveInvoice c, PurchaseOrder order, InvoiceState.Held held) {
    // held for one thing, it may meanwhile lack another: its goods may be paid for already
    var hold = InvoiceMatch.hold(held.invoice(), order, c.policy()).orElse(null);
    switch (hold == null ? held.reason() : hold.reason()) {
      case UNKNOWN_PURCHASE_ORDER,
          PURCHASE_ORDER_NOT_PLACED,
          SUPPLIER_DIFFERS,
          CURRENCY_DIFFERS,
          LINE_NOT_ORDERED,
          AMOUNT_OUT_OF_RANGE,
          NOT_RECEIVED -> {
        var why = hold == null ? held.detail() : hold.detail();
        return reject(Refusal.INVOICE_CANNOT_BE_APPROVED, why);
      }
      case TOTAL_DIFFERS, PRICE_DIFFERS -> {}
    }
    if (order instanceof Known known && known.requestedBy().equals(c.by())) {
      return reject(
          Refusal.FOUR_EYES, "%s asked for the goods: another must approve".formatted(c.by()));
    }
    var story =
        new Story(order).tell(matched(held.invoice(), order, c.by(), held.reason(), c.at()));
    return PurchaseOrderDecider.closeIfComplete(story, c.at()).end();
  }

  static Decision<PurchaseOrderEvent> decline(
      PurchaseOrderCommand.DeclineInvoice c, PurchaseOrder order) {
    return switch (order.facts().invoices().get(c.invoiceId())) {
      case null -> unknownInvoice(c.invoiceId());
      case InvoiceState.Matched _ ->
          reject(Refusal.INVOICE_ALREADY_MATCHED, "it is owed: ask the supplier for a credit note");
      case InvoiceState.Declined _ -> accept();
      case InvoiceState.Held held -> {
        var story =
            new Story(order)
                .tell(
                    new PurchaseOrderEvent.InvoiceDeclined(
                        c.invoiceId(), c.by(), c.reason(), held.reason(), c.at()));
        yield PurchaseOrderDecider.closeIfComplete(story, c.at()).end();
      }
    };
  }

  private static Decision<PurchaseOrderEvent> unknownInvoice(String invoiceId) {
    return reject(
        Refusal.UNKNOWN_INVOICE, "no invoice %s came for this purchase order".formatted(invoiceId));
  }

  private static PurchaseOrderEvent held(
      SupplierInvoice invoice, InvoiceMatch.Hold hold, HoldReason before, Instant at) {
    return new PurchaseOrderEvent.InvoiceHeld(invoice, hold.reason(), hold.detail(), before, at);
  }

  private static PurchaseOrderEvent matched(
      SupplierInvoice invoice,
      PurchaseOrder order,
      String approvedBy,
      HoldReason heldFor,
      Instant at) {
    var expected = InvoiceMatch.expected(invoice, ((Known) order).terms());
    return new PurchaseOrderEvent.InvoiceMatched(
        invoice, invoice.total().minus(expected), approvedBy, heldFor, at);
  }
}

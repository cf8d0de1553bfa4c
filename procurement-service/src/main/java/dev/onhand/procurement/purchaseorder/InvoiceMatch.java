package dev.onhand.procurement.purchaseorder;

import dev.onhand.procurement.policy.PurchasingPolicy;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Known;
import dev.onhand.procurement.purchaseorder.PurchaseOrder.Unknown;
import dev.onhand.procurement.purchaseorder.PurchaseOrderEvent.HoldReason;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The three-way match: what was ordered, what was received, what is invoiced.
///
/// Quantities are compared over all matched invoices of the purchase order, so that the same goods
/// are never paid twice; prices line by line, so that one difference cannot hide another.
final class InvoiceMatch {
  private InvoiceMatch() {}

  record Hold(HoldReason reason, String detail) {}

  /// The first thing that stands in the way, if anything does.
  static Optional<Hold> hold(
      SupplierInvoice invoice, PurchaseOrder order, PurchasingPolicy policy) {
    return switch (order) {
      case Unknown _ ->
          hold(HoldReason.UNKNOWN_PURCHASE_ORDER, "no purchase order with this id is known here");
      case Known known -> hold(invoice, known, policy);
    };
  }

  private static Optional<Hold> hold(
      SupplierInvoice invoice, Known order, PurchasingPolicy policy) {
    switch (order.status()) {
      case AWAITING_APPROVAL, DECLINED -> {
        return hold(
            HoldReason.PURCHASE_ORDER_NOT_PLACED, "the purchase order is " + order.status());
      }
      case PLACED, PARTIALLY_RECEIVED, RECEIVED, CLOSED -> {}
    }
    var terms = order.terms();
    if (!invoice.supplierId().equals(terms.supplierId())) {
      return hold(
          HoldReason.SUPPLIER_DIFFERS,
          "invoiced by %s, ordered from %s".formatted(invoice.supplierId(), terms.supplierId()));
    }
    if (!invoice.isIn(terms.currency())) {
      return hold(
          HoldReason.CURRENCY_DIFFERS,
          "invoiced in %s, ordered in %s"
              .formatted(invoice.total().getCurrencyUnit(), terms.currency()));
    }
    for (var line : invoice.lines()) {
      if (terms.line(line.number(), line.sku()).isEmpty()) {
        return hold(
            HoldReason.LINE_NOT_ORDERED,
            "line %d, %s, is not on the purchase order".formatted(line.number(), line.sku()));
      }
    }
    var expected = expected(invoice, terms);
    if (expected.getAmount().compareTo(PurchaseOrderDecider.TOTAL_MAX) > 0) {
      return hold(
          HoldReason.AMOUNT_OUT_OF_RANGE,
          "the quantities cost %s by the order".formatted(expected));
    }
    return notReceived(invoice, order).or(() -> prices(invoice, terms, policy));
  }

  private static Optional<Hold> notReceived(SupplierInvoice invoice, Known order) {
    for (var entry : PurchaseOrderHistory.quantities(order, invoice).entrySet()) {
      int number = entry.getKey();
      long open = order.facts().received(number) - order.facts().invoiced(number);
      if (entry.getValue() > open) {
        return hold(
            HoldReason.NOT_RECEIVED,
            "line %d: invoiced %d, received and not invoiced yet %d"
                .formatted(number, entry.getValue(), open));
      }
    }
    return Optional.empty();
  }

  private static Optional<Hold> prices(
      SupplierInvoice invoice, Terms terms, PurchasingPolicy policy) {
    var expected = expected(invoice, terms);
    var sum = sum(invoice, terms);
    if (!policy.nearEnough(sum.minus(invoice.total()).plus(expected), expected)) {
      return hold(
          HoldReason.TOTAL_DIFFERS,
          "the lines add up to %s, the total says %s".formatted(sum, invoice.total()));
    }
    for (var line : invoice.lines()) {
      var ordered = terms.line(line.number(), line.sku()).orElseThrow();
      if (!policy.nearEnough(line.unitCost(), ordered.unitCost())) {
        return hold(
            HoldReason.PRICE_DIFFERS,
            "line %d: invoiced at %s, ordered at %s"
                .formatted(ordered.number(), line.unitCost(), ordered.unitCost()));
      }
    }
    return Optional.empty();
  }

  /// What the invoiced quantities cost by the purchase order: what their receipts were booked at.
  static Money expected(SupplierInvoice invoice, Terms terms) {
    var sum = Money.zero(CurrencyUnit.of(terms.currency()));
    for (var line : invoice.lines()) {
      var ordered = terms.line(line.number(), line.sku()).orElseThrow();
      sum = sum.plus(ordered.unitCost().multipliedBy(line.quantity()));
    }
    return sum;
  }

  private static Money sum(SupplierInvoice invoice, Terms terms) {
    return invoice.lines().stream()
        .map(SupplierInvoice.InvoicedLine::amount)
        .reduce(Money.zero(CurrencyUnit.of(terms.currency())), Money::plus);
  }

  private static Optional<Hold> hold(HoldReason reason, String detail) {
    return Optional.of(new Hold(reason, detail));
  }
}

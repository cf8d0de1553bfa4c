package dev.onhand.procurement.purchaseorder;

import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/// An invoice as the supplier sent it, under the supplier's own number.
record SupplierInvoice(
    String invoiceId,
    String supplierId,
    List<InvoicedLine> lines,
    Money total,
    Instant invoicedAt) {

  record InvoicedLine(int number, String sku, long quantity, Money unitCost) {
    Money amount() {
      return unitCost.multipliedBy(quantity);
    }
  }

  SupplierInvoice {
    lines = List.copyOf(lines);
  }

  /// One currency throughout.
  boolean isIn(String currency) {
    return total.getCurrencyUnit().getCode().equals(currency)
        && lines.stream()
            .allMatch(line -> line.unitCost().getCurrencyUnit().getCode().equals(currency));
  }
}

package dev.onhand.ledger.payable;

import dev.onhand.ledger.journal.Cause;
import dev.onhand.ledger.journal.Fact;
import dev.onhand.ledger.journal.Journal;
import dev.onhand.ledger.journal.Journal.Booked;
import dev.onhand.ledger.rules.Booking;
import dev.onhand.ledger.rules.BookingKind;
import dev.onhand.ledger.rules.Part;
import dev.onhand.platform.inbox.Declarations;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/// Books matched supplier invoices: what was received without an invoice becomes payable.
@ApplicationScoped
class SupplierInvoiceInbox implements MessageHandlers {

  /// procurement.SupplierInvoiceMatched.v1: `varianceAmount` is what the invoice charges above the
  /// cost of the receipts, negative when it charges less.
  record SupplierInvoiceMatched(
      String purchaseOrderId,
      String invoiceId,
      Money amount,
      Money varianceAmount,
      Instant invoicedAt) {
    SupplierInvoiceMatched {
      Require.text("purchaseOrderId", purchaseOrderId);
      Require.text("invoiceId", invoiceId);
      Require.present("amount", amount);
      Require.present("varianceAmount", varianceAmount);
      Require.present("invoicedAt", invoicedAt);
      if (!varianceAmount.isSameCurrency(amount)) {
        throw new InvalidMessage(
            "MIXED_CURRENCIES", "varianceAmount", "send " + amount.getCurrencyUnit());
      }
    }

    /// Suppliers number their own invoices: only with the purchase order is it one of a kind.
    Cause cause() {
      return new Cause("procurement.SupplierInvoiceMatched", purchaseOrderId + "/" + invoiceId);
    }

    Booking booking() {
      return Booking.of(BookingKind.SUPPLIER_INVOICE, Part.PAYABLE, amount)
          .and(Part.RECEIVED, amount.minus(varianceAmount))
          .and(Part.VARIANCE, varianceAmount);
    }
  }

  private final Journal journal;

  SupplierInvoiceInbox(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void declare(Declarations on) {
    on.messages(
        "procurement.SupplierInvoiceMatched.v1",
        SupplierInvoiceMatched.class,
        m -> Journal.streams(m.cause()),
        (message, work) -> matched(message.payload(), work));
  }

  private void matched(SupplierInvoiceMatched m, Work work) {
    var fact = Fact.of(m.cause(), null, m.invoicedAt(), List.of(m.amount(), m.varianceAmount()));
    journal.once(work, fact, () -> new Booked(m.booking(), null));
  }
}

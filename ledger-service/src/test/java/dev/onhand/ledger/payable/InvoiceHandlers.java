package dev.onhand.ledger.payable;

import dev.onhand.ledger.journal.Journal;
import dev.onhand.platform.inbox.MessageHandlers;

/// Lets tests of the whole service have this package's handlers.
public final class InvoiceHandlers {

  private InvoiceHandlers() {}

  public static MessageHandlers of(Journal journal) {
    return new SupplierInvoiceInbox(journal);
  }
}

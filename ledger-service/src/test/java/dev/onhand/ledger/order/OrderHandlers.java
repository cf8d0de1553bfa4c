package dev.onhand.ledger.order;

import dev.onhand.ledger.journal.Journal;
import dev.onhand.platform.inbox.MessageHandlers;

/// Lets tests of the whole service have this package's handlers.
public final class OrderHandlers {

  private OrderHandlers() {}

  public static MessageHandlers of(Journal journal) {
    return new OrderInbox(journal);
  }
}

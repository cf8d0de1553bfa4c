package dev.onhand.ledger.stock;

import dev.onhand.ledger.journal.Journal;
import dev.onhand.platform.inbox.MessageHandlers;
import dev.onhand.platform.work.Work;
import org.joda.money.Money;

/// Lets tests of the whole service have this package's handlers and its state.
public final class StockHandlers {

  private StockHandlers() {}

  public static MessageHandlers of(Journal journal) {
    return new StockInbox(journal);
  }

  public static String stock(Work work, String pool, String sku) {
    StockValue stock = work.state(StockStream.STOCK, pool + "/" + sku);
    return stock.quantity() + " worth " + stock.value();
  }

  public static Money value(Work work, String pool, String sku) {
    return work.state(StockStream.STOCK, pool + "/" + sku).value();
  }
}

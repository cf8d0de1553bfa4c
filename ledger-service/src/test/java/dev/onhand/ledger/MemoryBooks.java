package dev.onhand.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.ledger.RandomBusiness.Sent;
import dev.onhand.ledger.journal.Journal;
import dev.onhand.ledger.journal.JournalEntry;
import dev.onhand.ledger.journal.JournalEvent.EntryPosted;
import dev.onhand.ledger.journal.Posting;
import dev.onhand.ledger.order.OrderHandlers;
import dev.onhand.ledger.payable.InvoiceHandlers;
import dev.onhand.ledger.stock.StockHandlers;
import dev.onhand.platform.inbox.DirectDelivery;
import dev.onhand.platform.inbox.WaitsFor;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The service in memory, with the inbox's parking.
final class MemoryBooks {

  private static final Money ZERO = Money.zero(CurrencyUnit.EUR);

  private final String pool;
  final MemoryWork work = new MemoryWork();
  private final DirectDelivery delivery;
  private final Map<String, Deque<Sent>> parked = new LinkedHashMap<>();
  private final Map<String, String> waitsFor = new HashMap<>();

  MemoryBooks(String pool) {
    this.pool = pool;
    Journal journal = new Journal();
    delivery =
        new DirectDelivery(
            OrderHandlers.of(journal), StockHandlers.of(journal), InvoiceHandlers.of(journal));
  }

  void deliver(Sent sent) throws SQLException {
    Deque<Sent> behind = parked.get(sent.line());
    if (behind != null) {
      behind.add(sent);
      return;
    }
    handle(sent);
    resume();
  }

  private void handle(Sent sent) throws SQLException {
    int before = work.recorded().size();
    try {
      delivery.deliver(sent.message(), work);
    } catch (WaitsFor waits) {
      assertEquals(before, work.recorded().size(), "waits after it has decided");
      parked.computeIfAbsent(sent.line(), _ -> new ArrayDeque<>()).addFirst(sent);
      waitsFor.put(sent.line(), DirectDelivery.key(waits));
    }
  }

  private void resume() throws SQLException {
    for (Set<String> came = work.takeArrivals(); !came.isEmpty(); came = work.takeArrivals()) {
      for (String line : List.copyOf(parked.keySet())) {
        if (came.contains(waitsFor.get(line))) {
          Deque<Sent> messages = parked.remove(line);
          waitsFor.remove(line);
          while (!messages.isEmpty() && !parked.containsKey(line)) {
            handle(messages.poll());
          }
          if (parked.containsKey(line)) {
            parked.get(line).addAll(messages);
          }
        }
      }
    }
  }

  private List<JournalEntry> entries() {
    return work.recorded().stream()
        .filter(recorded -> recorded.event() instanceof EntryPosted)
        .map(recorded -> ((EntryPosted) recorded.event()).entry())
        .toList();
  }

  Set<Object> causes() {
    Set<Object> causes = new HashSet<>();
    entries().forEach(entry -> causes.add(entry.cause()));
    return causes;
  }

  Map<String, Money> balances() {
    Map<String, Money> balances = new TreeMap<>();
    for (JournalEntry entry : entries()) {
      for (Posting posting : entry.postings()) {
        String account = posting.account() + " " + posting.channel();
        balances.merge(account, posting.signed(), Money::plus);
      }
    }
    balances.values().removeIf(Money::isZero);
    return balances;
  }

  private Money account(String code) {
    return balances().entrySet().stream()
        .filter(balance -> balance.getKey().startsWith(code))
        .map(Map.Entry::getValue)
        .reduce(ZERO, Money::plus);
  }

  void assertSound(String where) {
    assertTrue(parked.isEmpty(), () -> where + " still parked: " + waitsFor);
    assertEquals(ZERO, balances().values().stream().reduce(ZERO, Money::plus), where + " balanced");
    Money stock = ZERO;
    for (String sku : RandomBusiness.skus(pool)) {
      stock = stock.plus(StockHandlers.value(work, pool, sku));
    }
    assertEquals(stock, account("1300"), where + " inventory");
    assertEquals(causes().size(), entries().size(), where + " causes");
    assertTrue(!account("2200").isPositive(), where + " deposits are owed, not owned");
    assertTrue(!account("1200").isNegative(), where + " receivables are owned, not owed");
    work.recorded().stream()
        .filter(recorded -> recorded.event() instanceof EntryPosted)
        .forEach(r -> assertEquals(1, r.version(), where + " one event per entry"));
  }
}

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
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// A made-up business day, run once as it happened and once with its messages shuffled across
/// topics and repeated. Order holds only within one topic and subject; the books must come out the
/// same.
class BooksSimulationTest {

  private static final int RUNS = 150;
  private static final int STEPS = 40;
  private static final Money ZERO = Money.zero(CurrencyUnit.EUR);

  @Test
  void the_books_do_not_depend_on_how_topics_interleave_or_on_repeats() throws SQLException {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + RUNS; seed++) {
      List<Sent> day = new RandomBusiness(seed).messages(STEPS);
      Books asItHappened = new Books();
      for (Sent sent : day) {
        asItHappened.deliver(sent);
      }
      Books shuffled = new Books();
      for (Sent sent : shuffled(day, new Random(seed))) {
        shuffled.deliver(sent);
      }
      String where = "seed " + seed;
      asItHappened.assertSound(where);
      shuffled.assertSound(where);
      assertEquals(asItHappened.balances(), shuffled.balances(), where);
      for (String sku : RandomBusiness.skus()) {
        assertEquals(
            StockHandlers.stock(asItHappened.work, "eu", sku),
            StockHandlers.stock(shuffled.work, "eu", sku),
            where);
      }
      assertEquals(asItHappened.causes(), shuffled.causes(), where);
    }
  }

  /// Any interleaving that keeps the order within each topic and subject, with repeats of what was
  /// sent before.
  private static List<Sent> shuffled(List<Sent> day, Random random) {
    Map<String, Deque<Sent>> lines = new LinkedHashMap<>();
    day.forEach(sent -> lines.computeIfAbsent(sent.line(), _ -> new ArrayDeque<>()).add(sent));
    List<Deque<Sent>> open = new ArrayList<>(lines.values());
    List<Sent> order = new ArrayList<>();
    while (!open.isEmpty()) {
      if (!order.isEmpty() && random.nextInt(4) == 0) {
        order.add(order.get(random.nextInt(order.size())));
        continue;
      }
      Deque<Sent> line = open.get(random.nextInt(open.size()));
      order.add(line.poll());
      if (line.isEmpty()) {
        open.remove(line);
      }
    }
    return order;
  }

  /// The service in memory, with the inbox's parking.
  private static final class Books {

    private final MemoryWork work = new MemoryWork();
    private final DirectDelivery delivery;
    private final Map<String, Deque<Sent>> parked = new LinkedHashMap<>();
    private final Map<String, String> waitsFor = new HashMap<>();

    private Books() {
      Journal journal = new Journal();
      delivery =
          new DirectDelivery(
              OrderHandlers.of(journal), StockHandlers.of(journal), InvoiceHandlers.of(journal));
    }

    private void deliver(Sent sent) throws SQLException {
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

    private Set<Object> causes() {
      Set<Object> causes = new HashSet<>();
      entries().forEach(entry -> causes.add(entry.cause()));
      return causes;
    }

    private Map<String, Money> balances() {
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

    private void assertSound(String where) {
      assertTrue(parked.isEmpty(), () -> where + " still parked: " + waitsFor);
      assertEquals(
          ZERO, balances().values().stream().reduce(ZERO, Money::plus), where + " balanced");
      Money stock = ZERO;
      for (String sku : RandomBusiness.skus()) {
        stock = stock.plus(StockHandlers.value(work, "eu", sku));
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
}

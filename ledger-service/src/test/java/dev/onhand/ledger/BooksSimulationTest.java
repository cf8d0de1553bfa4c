package dev.onhand.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.ledger.RandomBusiness.Sent;
import dev.onhand.ledger.stock.StockHandlers;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A made-up business day, run once as it happened and once with its messages shuffled across
/// topics and repeated. Order holds only within one topic and subject; the books must come out the
/// same.
class BooksSimulationTest {

  private static final int RUNS = 150;
  private static final int STEPS = 40;

  @Test
  void the_books_do_not_depend_on_how_topics_interleave_or_on_repeats() throws SQLException {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + RUNS; seed++) {
      List<Sent> day = new RandomBusiness(seed, "eu").messages(STEPS);
      MemoryBooks asItHappened = new MemoryBooks("eu");
      for (Sent sent : day) {
        asItHappened.deliver(sent);
      }
      MemoryBooks shuffled = new MemoryBooks("eu");
      for (Sent sent : Shuffle.of(day, new Random(seed))) {
        shuffled.deliver(sent);
      }
      String where = "seed " + seed;
      asItHappened.assertSound(where);
      shuffled.assertSound(where);
      assertEquals(asItHappened.balances(), shuffled.balances(), where);
      for (String sku : RandomBusiness.skus("eu")) {
        assertEquals(
            StockHandlers.stock(asItHappened.work, "eu", sku),
            StockHandlers.stock(shuffled.work, "eu", sku),
            where);
      }
      assertEquals(asItHappened.causes(), shuffled.causes(), where);
    }
  }
}

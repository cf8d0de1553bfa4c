package dev.onhand.ledger.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.ledger.journal.Posting;
import dev.onhand.ledger.rules.Booking;
import dev.onhand.ledger.rules.BookingKind;
import dev.onhand.ledger.rules.BookingText;
import dev.onhand.ledger.rules.RuleBook;
import dev.onhand.ledger.rules.TextTable;
import dev.onhand.ledger.stock.StockEvent.Valued;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// How one SKU moves, and what the books say. Accounts: 1300 inventory, 2100 goods received not
/// invoiced, 3000 opening balance equity, 5000 cost of goods sold, 5200 shrinkage.
class StockValuationTest {

  private StockValue stock = StockValue.NONE;
  private Money standardCost;
  private Valued last;

  @Test
  void goods_come_in_at_their_cost_and_go_out_at_average() {
    check(
        """
        receive 10 at 5.00 -> Dr 1300 50.00, Cr 2100 50.00
        receive 10 at 7.00 -> Dr 1300 70.00, Cr 2100 70.00
        ship 5             -> Dr 5000 30.00, Cr 1300 30.00
        stock              -> 15 worth 90.00
        """);
  }

  @Test
  void the_last_unit_takes_the_remainder() {
    check(
        """
        receive 2 at 3.33 -> Dr 1300 6.66, Cr 2100 6.66
        receive 1 at 3.34 -> Dr 1300 3.34, Cr 2100 3.34
        ship 1            -> Dr 5000 3.33, Cr 1300 3.33
        ship 1            -> Dr 5000 3.34, Cr 1300 3.34
        ship 1            -> Dr 5000 3.33, Cr 1300 3.33
        stock             -> 0 worth 0.00
        """);
  }

  @Test
  void returned_goods_come_back_at_the_cost_they_went_out_at() {
    check(
        """
        receive 10 at 5.00    -> Dr 1300 50.00, Cr 2100 50.00
        ship 2                -> Dr 5000 10.00, Cr 1300 10.00
        receive 8 at 7.00     -> Dr 1300 56.00, Cr 2100 56.00
        return 2 costed 10.00 -> Dr 1300 10.00, Cr 5000 10.00
        stock                 -> 18 worth 106.00
        """);
  }

  @Test
  void what_comes_back_without_a_known_shipment_comes_at_average() {
    check(
        """
        receive 10 at 5.00           -> Dr 1300 50.00, Cr 2100 50.00
        return 1                     -> Dr 1300 5.00, Cr 5000 5.00
        return 2 costed 6.00 units 1 -> Dr 1300 11.00, Cr 5000 11.00
        """);
  }

  @Test
  void the_books_begin_at_standard_cost() {
    standardCost = eur("4.20");
    check(
        """
        open 10     -> Dr 1300 42.00, Cr 3000 42.00
        receive 10 at 5.00 -> Dr 1300 50.00, Cr 2100 50.00
        open 10     -> Dr 1300 42.00, Cr 3000 42.00
        open -1     -> Dr 3000 4.47, Cr 1300 4.47   # 134.00 / 30
        """);
  }

  @Test
  void what_is_lost_or_found_is_shrinkage_at_average() {
    check(
        """
        receive 10 at 5.00 -> Dr 1300 50.00, Cr 2100 50.00
        adjust -2          -> Dr 5200 10.00, Cr 1300 10.00
        adjust 1           -> Dr 1300 5.00, Cr 5200 5.00
        adjust 0           -> nothing                        # a change of status
        adjust -9          -> Dr 5200 45.00, Cr 1300 45.00
        adjust 3           -> Dr 1300 15.00, Cr 5200 15.00   # found at the last known average
        """);
  }

  @Test
  void what_leaves_beyond_the_stock_goes_at_the_last_average() {
    check(
        """
        receive 3 at 5.00 -> Dr 1300 15.00, Cr 2100 15.00
        ship 5            -> Dr 5000 25.00, Cr 1300 25.00
        stock             -> -2 worth -10.00
        ship 1            -> Dr 5000 5.00, Cr 1300 5.00
        stock             -> -3 worth -15.00
        """);
  }

  @Test
  void a_receipt_first_replaces_what_left_beyond_the_stock_and_trues_up_its_cost() {
    check(
        """
        receive 3 at 5.00  -> Dr 1300 15.00, Cr 2100 15.00
        ship 5             -> Dr 5000 25.00, Cr 1300 25.00
        receive 10 at 6.00 -> Dr 1300 60.00, Dr 5000 2.00, Cr 2100 60.00, Cr 1300 2.00
        stock              -> 8 worth 48.00
        """);
  }

  @Test
  void a_cheaper_receipt_gives_cost_of_goods_back() {
    check(
        """
        receive 1 at 5.00 -> Dr 1300 5.00, Cr 2100 5.00
        ship 4            -> Dr 5000 20.00, Cr 1300 20.00
        receive 2 at 4.00 -> Dr 1300 10.00, Cr 2100 8.00, Cr 5000 2.00   # 8.00 in, 2.00 back
        stock             -> -1 worth -5.00
        receive 1 at 5.00 -> Dr 1300 5.00, Cr 2100 5.00
        stock             -> 0 worth 0.00
        """);
  }

  @Test
  void goods_that_never_had_a_cost_move_at_zero_until_a_receipt_tells_it() {
    check(
        """
        ship 2            -> nothing
        stock             -> -2 worth 0.00
        receive 5 at 3.00 -> Dr 1300 15.00, Dr 5000 6.00, Cr 2100 15.00, Cr 1300 6.00
        stock             -> 3 worth 9.00
        """);
  }

  @Test
  void a_move_without_any_cost_says_so() {
    apply("ship 2");
    assertTrue(last.uncosted());
    apply("receive 5 at 3.00");
    assertFalse(last.uncosted());
  }

  @Test
  void goods_that_never_had_a_cost_move_at_standard_cost_if_there_is_one() {
    standardCost = eur("2.50");
    check(
        """
        ship 2            -> Dr 5000 5.00, Cr 1300 5.00
        receive 5 at 3.00 -> Dr 1300 15.00, Dr 5000 1.00, Cr 2100 15.00, Cr 1300 1.00
        stock             -> 3 worth 9.00
        """);
  }

  @Test
  void goods_sent_back_to_the_supplier_take_their_receipt_out_again() {
    check(
        """
        receive 10 at 5.00 -> Dr 1300 50.00, Cr 2100 50.00
        receive 10 at 7.00 -> Dr 1300 70.00, Cr 2100 70.00
        receive -2 at 7.00 -> Dr 2100 14.00, Dr 1300 2.00, Cr 1300 14.00, Cr 5000 2.00
        stock              -> 18 worth 108.00
        """);
  }

  @Test
  void whatever_moves_no_quantity_means_no_value_and_the_account_follows_the_stock() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      stock = StockValue.NONE;
      standardCost = random.nextBoolean() ? eur("2.49") : null;
      long account = 0;
      long quantity = 0;
      List<String> history = new ArrayList<>();
      for (int step = 0; step < 60; step++) {
        String happens = randomMovement(random);
        history.add(happens);
        apply(happens);
        account += inventoryOf(last.booking());
        quantity += last.quantity();
        String where = "seed " + seed + " after " + history;
        long value = stock.value().getAmountMinorLong();
        assertEquals(quantity, stock.quantity(), where);
        assertEquals(account, value, where);
        assertTrue(quantity != 0 || value == 0, where);
        assertTrue(Long.signum(value) * Long.signum(quantity) >= 0, where);
      }
    }
  }

  private static String randomMovement(Random random) {
    int units = 1 + random.nextInt(9);
    return switch (random.nextInt(7)) {
      case 0, 1 -> "receive " + units + " at " + random.nextInt(9) + "." + random.nextInt(10, 99);
      case 2, 3 -> "ship " + units;
      case 4 -> "return 1 costed " + random.nextInt(5) + ".01";
      case 5 -> "adjust " + (random.nextBoolean() ? units : -units);
      default -> "adjust 0";
    };
  }

  private static long inventoryOf(Booking booking) {
    return RuleBook.load().at(Instant.EPOCH).postings(booking, null).stream()
        .filter(posting -> posting.account().equals("1300"))
        .map(Posting::signed)
        .mapToLong(Money::getAmountMinorLong)
        .sum();
  }

  private void check(String table) {
    TextTable.check(table, this::apply);
  }

  private String apply(String line) {
    String[] words = line.split("\\s+");
    long units = words.length > 1 ? Long.parseLong(words[1]) : 0;
    return switch (words[0]) {
      case "receive" ->
          book(
              BookingKind.GOODS_RECEIPT,
              units,
              Math.abs(units),
              eur(words[3]).multipliedBy(Math.abs(units)));
      case "ship" -> book(BookingKind.GOODS_ISSUE, -units, 0, null);
      case "return" ->
          words.length < 3
              ? book(BookingKind.GOODS_RETURN, units, 0, null)
              : book(
                  BookingKind.GOODS_RETURN,
                  units,
                  words.length < 5 ? units : Long.parseLong(words[5]),
                  eur(words[3]));
      case "adjust" -> book(BookingKind.ADJUSTMENT, units, 0, null);
      case "open" ->
          units > 0
              ? book(BookingKind.OPENING_BALANCE, units, units, standardCost.multipliedBy(units))
              : book(BookingKind.OPENING_BALANCE, units, 0, null);
      case "stock" -> stock.quantity() + " worth " + stock.value().getAmount();
      default -> throw new IllegalArgumentException(line);
    };
  }

  private String book(BookingKind kind, long quantity, long costed, Money cost) {
    var movement =
        new StockMovement("M", kind, quantity, costed, cost, standardCost, CurrencyUnit.EUR);
    last = (Valued) StockDecider.decide(movement, stock).eventsOrNone().getFirst();
    stock = StockValue.evolve(stock, last);
    return BookingText.postings(last.booking());
  }

  private static Money eur(String amount) {
    return Money.parse("EUR " + amount);
  }
}

package dev.onhand.ledger.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.ledger.order.OrderEvent.ShipmentBooked;
import dev.onhand.ledger.rules.BookingText;
import dev.onhand.ledger.rules.TextTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// What happens to an order, and what the books say. Accounts: 1100 payment clearing, 1200
/// receivable, 2200 deposits, 2300 refund liability, 2400 tax payable, 4000 revenue, 4100 shipping
/// revenue, 4900 sales returns, 6000 fees.
class OrderPostingTest {

  private OrderBooks books = OrderBooks.NONE;
  private OrderEvent last;

  @Test
  void a_paid_order_is_earned_from_its_deposit() {
    check(
        """
        order A:2:33.60:6.38 B:1:4.55:0.86 shipping 2.52:0.48 -> nothing
        paid 48.39     -> Dr 1100 48.39, Cr 2200 48.39
        ship A:2 B:1   -> Dr 2200 48.39, Cr 4000 38.15, Cr 2400 7.72, Cr 4100 2.52
        deposit        -> 0.00
        receivable     -> 0.00
        """);
  }

  @Test
  void an_order_shipped_before_it_is_paid_is_receivable() {
    check(
        """
        order A:1:100.00:19.00 shipping 0.00:0.00 -> nothing
        ship A:1             -> Dr 1200 119.00, Cr 4000 100.00, Cr 2400 19.00
        receivable           -> 119.00
        paid 119.00 fee 2.38 -> Dr 1100 116.62, Dr 6000 2.38, Cr 1200 119.00
        receivable           -> 0.00
        deposit              -> 0.00
        """);
  }

  @Test
  void a_part_payment_is_taken_first_and_the_rest_is_receivable() {
    check(
        """
        order A:1:100.00:19.00 shipping 0.00:0.00 -> nothing
        paid 50.00  -> Dr 1100 50.00, Cr 2200 50.00
        ship A:1    -> Dr 2200 50.00, Dr 1200 69.00, Cr 4000 100.00, Cr 2400 19.00
        paid 70.00  -> Dr 1100 70.00, Cr 1200 69.00, Cr 2200 1.00   # one euro too much
        deposit     -> 1.00
        """);
  }

  @Test
  void all_shipments_of_a_line_sum_exactly_to_the_line() {
    check(
        """
        order A:3:10.00:1.90 shipping 4.99:0.95 -> nothing
        ship A:1   -> Dr 1200 9.90, Cr 4000 3.33, Cr 2400 1.58, Cr 4100 4.99
        ship A:1   -> Dr 1200 3.98, Cr 4000 3.34, Cr 2400 0.64
        ship A:1   -> Dr 1200 3.96, Cr 4000 3.33, Cr 2400 0.63
        receivable -> 17.84   # 10.00 + 1.90 + 4.99 + 0.95
        """);
  }

  @Test
  void two_lines_of_one_sku_are_charged_at_their_own_prices() {
    check(
        """
        order A:1:8.00:0.00 B:1:6.00:0.00 shipping 0.00:0.00 -> nothing
        ship B:1 -> Dr 1200 6.00, Cr 4000 6.00
        ship A:1 -> Dr 1200 8.00, Cr 4000 8.00
        """);
  }

  @Test
  void a_kit_is_charged_once_for_all_its_components() {
    check(
        """
        order A:2:20.00:3.80 B:1:5.00:0.95 shipping 4.00:0.76 -> nothing
        kit A TEA:1 MUG:2       -> nothing
        ship A/MUG:4 A/TEA:2 B:1 -> Dr 1200 34.51, Cr 4000 25.00, Cr 2400 5.51, Cr 4100 4.00
        """);
    var booked = (ShipmentBooked) last;
    assertEquals(List.of(), booked.excess());
    assertEquals(
        List.of(new OrderFact.Units("B", "SKU-B", 1), new OrderFact.Units("A", "SKU-A", 2)),
        booked.lines());
  }

  @Test
  void a_kit_in_two_parcels_is_charged_with_the_one_that_makes_it_whole() {
    check(
        """
        order A:3:10.00:1.90 shipping 0.00:0.00 -> nothing
        kit A TEA:1 MUG:2    -> nothing
        ship A/MUG:5         -> nothing
        ship A/TEA:1         -> Dr 1200 3.96, Cr 4000 3.33, Cr 2400 0.63
        ship A/TEA:2 A/MUG:1 -> Dr 1200 7.94, Cr 4000 6.67, Cr 2400 1.27
        receivable           -> 11.90
        """);
  }

  @Test
  void what_no_kit_of_the_order_needs_is_shipped_without_revenue() {
    check(
        """
        order A:1:8.00:0.00 shipping 0.00:0.00 -> nothing
        kit A TEA:1 MUG:2           -> nothing
        ship A/MUG:3 A/TEA:1 A/CAP:1 -> Dr 1200 8.00, Cr 4000 8.00
        """);
    assertEquals(
        List.of(new OrderFact.Units("A", "MUG", 1), new OrderFact.Units("A", "CAP", 1)),
        ((ShipmentBooked) last).excess());
  }

  @Test
  void a_kit_that_was_made_up_before_is_charged_like_any_line() {
    check(
        """
        order A:2:8.00:0.00 shipping 0.00:0.00 -> nothing
        kit A TEA:1 MUG:2    -> nothing
        ship A:1             -> Dr 1200 4.00, Cr 4000 4.00
        ship A/TEA:1 A/MUG:2 -> Dr 1200 4.00, Cr 4000 4.00
        """);
  }

  @Test
  void kits_told_anew_are_never_charged_twice() {
    check(
        """
        order A:2:8.00:0.00 shipping 0.00:0.00 -> nothing
        kit A TEA:1 MUG:2    -> nothing
        ship A/TEA:1 A/MUG:2 -> Dr 1200 4.00, Cr 4000 4.00
        kit A TEA:1 CUP:1    -> nothing
        ship A/TEA:1 A/CUP:1 -> Dr 1200 4.00, Cr 4000 4.00
        ship A/TEA:1 A/CUP:1 -> nothing
        """);
  }

  @Test
  void however_kits_are_spread_over_parcels_their_revenue_is_the_line() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      books = OrderBooks.NONE;
      int kits = 1 + random.nextInt(9);
      apply("order A:" + kits + ":99.97:18.99 shipping 0.00:0.00");
      int mugs = 1 + random.nextInt(4);
      apply("kit A TEA:1 MUG:" + mugs);
      int[] left = {kits, kits * mugs};
      while (left[0] + left[1] > 0) {
        int which = random.nextInt(2);
        int units = Math.min(left[which], 1 + random.nextInt(5));
        if (units == 0) continue;
        left[which] -= units;
        apply("ship A/" + (which == 0 ? "TEA:" : "MUG:") + units);
        String where = "seed " + seed + " run " + run;
        long whole = Math.min(kits - left[0], (kits * mugs - left[1]) / mugs);
        assertEquals(whole, books.shipped().getOrDefault("A", 0L), where);
        assertEquals(List.of(), ((ShipmentBooked) last).excess(), where);
      }
      assertEquals("118.96", apply("receivable"), "seed " + seed + " run " + run);
    }
  }

  @Test
  void a_gift_order_posts_nothing() {
    check(
        """
        order A:1:0.00:0.00 shipping 0.00:0.00 -> nothing
        ship A:1 -> nothing
        """);
  }

  @Test
  void what_the_order_does_not_have_is_shipped_without_revenue() {
    check(
        """
        order A:1:8.00:0.00 shipping 0.00:0.00 -> nothing
        ship A:3 C:1 -> Dr 1200 8.00, Cr 4000 8.00
        """);
    assertEquals(
        List.of(new OrderFact.Units("A", "SKU-A", 2), new OrderFact.Units("C", "SKU-C", 1)),
        ((ShipmentBooked) last).excess());
  }

  @Test
  void a_return_goes_from_revenue_to_refund_liability_and_is_paid_out() {
    check(
        """
        order A:2:33.60:6.38 shipping 0.00:0.00 -> nothing
        paid 39.98                        -> Dr 1100 39.98, Cr 2200 39.98
        ship A:2                          -> Dr 2200 39.98, Cr 4000 33.60, Cr 2400 6.38
        return 19.99 net 16.80 tax 3.19   -> Dr 4900 16.80, Dr 2400 3.19, Cr 2300 19.99
        payout 19.99                      -> Dr 2300 19.99, Cr 1100 19.99
        """);
  }

  @Test
  void a_refund_that_does_not_add_up_is_booked_at_its_amount() {
    check(
        """
        order A:1:10.00:1.90 shipping 0.00:0.00 -> nothing
        return 12.00 net 10.00 tax 1.90 -> Dr 4900 10.10, Dr 2400 1.90, Cr 2300 12.00
        """);
    assertTrue(((OrderEvent.RefundBooked) last).disputed());
  }

  @Test
  void a_cancellation_gives_the_deposit_back() {
    check(
        """
        order A:1:10.00:1.90 shipping 0.00:0.00 -> nothing
        paid 11.90    -> Dr 1100 11.90, Cr 2200 11.90
        cancel 11.90  -> Dr 2200 11.90, Cr 2300 11.90
        payout 11.90  -> Dr 2300 11.90, Cr 1100 11.90
        deposit       -> 0.00
        """);
  }

  @Test
  void a_cancellation_told_before_its_payment_comes_out_even() {
    check(
        """
        cancel 11.90 -> Dr 1200 11.90, Cr 2300 11.90
        paid 11.90   -> Dr 1100 11.90, Cr 1200 11.90
        deposit      -> 0.00
        receivable   -> 0.00
        """);
  }

  @Test
  void a_refund_paid_before_it_was_told_comes_out_even() {
    check(
        """
        order A:1:10.00:1.90 shipping 0.00:0.00 -> nothing
        payout 11.90                    -> Dr 2300 11.90, Cr 1100 11.90
        return 11.90 net 10.00 tax 1.90 -> Dr 4900 10.00, Dr 2400 1.90, Cr 2300 11.90
        """);
  }

  @Test
  void returned_goods_take_their_own_cost_back_to_the_cent() {
    check(
        """
        cost A 3 10.00 -> nothing
        costOf A 1     -> 1 at 3.33
        cost A -1 3.33 -> nothing
        costOf A 5     -> 2 at 6.67
        cost A -2 6.67 -> nothing
        costOf A 1     -> none
        """);
  }

  @Test
  void deposits_and_receivables_are_never_negative_and_never_both_open() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      books = OrderBooks.NONE;
      apply("order A:7:99.97:18.99 B:5:1.03:0.20 shipping 3.33:0.63");
      long net = 0;
      for (int step = 0; step < 20; step++) {
        String happens =
            switch (random.nextInt(4)) {
              case 0 -> "paid " + random.nextInt(60) + ".07 fee 0.01";
              case 1 -> "cancel " + random.nextInt(30) + ".11";
              default -> "ship A:" + (1 + random.nextInt(3)) + " B:" + (1 + random.nextInt(2));
            };
        apply(happens);
        long deposit = books.deposit(CurrencyUnit.EUR).getAmountMinorLong();
        long receivable = books.receivable(CurrencyUnit.EUR).getAmountMinorLong();
        String where = "seed " + seed + " after " + happens;
        assertTrue(deposit >= 0 && receivable >= 0, where);
        assertTrue(deposit == 0 || receivable == 0, where);
        net = deposit - receivable;
      }
      assertTrue(Math.abs(net) < 1_000_000, "seed " + seed);
    }
  }

  private void check(String table) {
    TextTable.check(table, this::apply);
  }

  private String apply(String line) {
    String[] words = line.split("\\s+");
    return switch (words[0]) {
      case "order" -> book(new OrderFact.Accepted(terms(words)));
      case "kit" -> book(new OrderFact.KitsMade(Map.of(words[1], components(words))));
      case "paid" ->
          book(new OrderFact.Paid(eur(words[1]), eur(words.length > 3 ? words[3] : "0.00")));
      case "ship" -> book(new OrderFact.Shipped("S", units(words)));
      case "return" ->
          book(new OrderFact.ReturnRefunded("R", eur(words[1]), eur(words[3]), eur(words[5])));
      case "cancel" -> book(new OrderFact.CancellationRefunded(eur(words[1])));
      case "payout" -> book(new OrderFact.RefundPaid(eur(words[1])));
      case "cost" ->
          book(new OrderFact.CostMoved(words[1], Long.parseLong(words[2]), eur(words[3])));
      case "costOf" -> cost(books.costOfReturn(words[1], Long.parseLong(words[2])));
      case "deposit" -> books.deposit(CurrencyUnit.EUR).getAmount().toString();
      case "receivable" -> books.receivable(CurrencyUnit.EUR).getAmount().toString();
      default -> throw new IllegalArgumentException(line);
    };
  }

  private String book(OrderFact fact) {
    last = OrderDecider.decide(fact, books).eventsOrNone().getFirst();
    books = OrderBooks.evolve(books, last);
    return last.booking() == null ? "nothing" : BookingText.postings(last.booking());
  }

  private static String cost(OrderBooks.Cost cost) {
    return cost == null ? "none" : cost.quantity() + " at " + cost.cost().getAmount();
  }

  private static OrderTerms terms(String[] words) {
    List<OrderTerms.Line> lines = new ArrayList<>();
    int i = 1;
    for (; !words[i].equals("shipping"); i++) {
      String[] p = words[i].split(":");
      lines.add(
          new OrderTerms.Line(p[0], "SKU-" + p[0], Long.parseLong(p[1]), eur(p[2]), eur(p[3])));
    }
    String[] shipping = words[i + 1].split(":");
    return new OrderTerms("EUR", lines, eur(shipping[0]), eur(shipping[1]));
  }

  private static List<OrderFact.Units> units(String[] words) {
    List<OrderFact.Units> units = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      String[] p = words[i].split("[:/]");
      String sku = p.length == 3 ? p[1] : "SKU-" + p[0];
      units.add(new OrderFact.Units(p[0], sku, Long.parseLong(p[p.length - 1])));
    }
    return units;
  }

  private static Map<String, Long> components(String[] words) {
    Map<String, Long> components = new HashMap<>();
    for (int i = 2; i < words.length; i++) {
      String[] p = words[i].split(":");
      components.put(p[0], Long.parseLong(p[1]));
    }
    return components;
  }

  private static Money eur(String amount) {
    return Money.parse("EUR " + amount);
  }
}

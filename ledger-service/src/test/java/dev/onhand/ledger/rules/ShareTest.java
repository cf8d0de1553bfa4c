package dev.onhand.ledger.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ShareTest {

  @Test
  void ten_euros_over_three_units_are_three_shares_that_sum_to_ten() {
    Money total = Money.parse("EUR 10.00");
    assertEquals(Money.parse("EUR 3.33"), Share.between(total, 0, 1, 3));
    assertEquals(Money.parse("EUR 3.34"), Share.between(total, 1, 2, 3));
    assertEquals(Money.parse("EUR 3.33"), Share.between(total, 2, 3, 3));
  }

  @Test
  void yen_have_no_cents_to_share() {
    Money total = Money.parse("JPY 100");
    assertEquals(Money.parse("JPY 33"), Share.between(total, 0, 1, 3));
    assertEquals(Money.parse("JPY 34"), Share.between(total, 1, 2, 3));
    assertEquals(Money.parse("JPY 33"), Share.between(total, 2, 3, 3));
  }

  @Test
  void large_amounts_do_not_overflow() {
    Money total = Money.ofMinor(org.joda.money.CurrencyUnit.EUR, 9_000_000_000_000_000L);
    assertEquals(
        Money.ofMinor(total.getCurrencyUnit(), 8_999_999_991_000_000L),
        Share.of(total, 999_999_999, 1_000_000_000));
  }

  @Test
  void shares_sum_to_the_total_in_whatever_pieces_they_are_taken() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int run = 0; run < 2_000; run++) {
      long whole = 1 + random.nextInt(500);
      Money total = Money.ofMinor(org.joda.money.CurrencyUnit.EUR, random.nextInt(100_000));
      Money sum = total.multipliedBy(0);
      for (long taken = 0; taken < whole; ) {
        long next = Math.min(whole, taken + 1 + random.nextInt(50));
        sum = sum.plus(Share.between(total, taken, next, whole));
        taken = next;
      }
      assertEquals(total, sum, "seed " + seed);
    }
  }
}

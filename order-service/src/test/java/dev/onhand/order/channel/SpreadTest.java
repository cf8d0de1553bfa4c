package dev.onhand.order.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class SpreadTest {

  private static List<Long> minor(long amount, Long... weights) {
    return Spread.over(Money.ofMinor(CurrencyUnit.EUR, amount), List.of(weights)).stream()
        .map(Money::getAmountMinorLong)
        .toList();
  }

  @Test
  void the_largest_remainders_get_the_spare_units() {
    assertEquals(List.of(34L, 33L, 33L), minor(100, 1L, 1L, 1L));
    assertEquals(List.of(17L, 33L, 50L), minor(100, 1L, 2L, 3L));
  }

  @Test
  void without_weight_all_parts_are_equal() {
    assertEquals(List.of(4L, 3L), minor(7, 0L, 0L));
  }

  @Test
  void parts_always_add_up_and_are_less_than_a_unit_off() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      long amount = random.nextLong(1_000_000_000_000_000L);
      var weights = new ArrayList<Long>();
      for (int i = random.nextInt(1, 20); i > 0; i--) {
        weights.add(random.nextLong(1, 1_000_000_000_000L));
      }
      var parts = minor(amount, weights.toArray(Long[]::new));
      var sum = weights.stream().mapToLong(w -> w).sum();
      assertEquals(amount, parts.stream().mapToLong(p -> p).sum(), "seed " + seed);
      for (int i = 0; i < parts.size(); i++) {
        // |part * sum - amount * weight| < sum, in exact integers
        var exact = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(weights.get(i)));
        var given = BigInteger.valueOf(parts.get(i)).multiply(BigInteger.valueOf(sum));
        var off = given.subtract(exact).abs();
        assertTrue(off.compareTo(BigInteger.valueOf(sum)) < 0, "seed " + seed);
      }
    }
  }
}

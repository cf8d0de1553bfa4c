package dev.onhand.inventory.masterdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RatioTest {
  @Test
  void packs_of_packs_multiply() throws Exception {
    var inner = Ratio.ONE.times(6, 1);
    var pallet = inner.times(4, 1).times(60, 1);
    assertEquals(new Ratio(1440, 1), pallet);
    assertEquals(2880, pallet.toBase(2));
  }

  @Test
  void a_measure_with_a_remainder_is_refused_and_the_step_without_one_is_named() throws Exception {
    var yard = Ratio.ONE.times(9144, 10); // of millimetres
    assertEquals(new Ratio(4572, 5), yard);
    assertEquals(4572, yard.toBase(5));
    assertEquals(5, assertThrows(Ratio.Remainder.class, () -> yard.toBase(3)).step);
  }

  @Test
  void what_does_not_fit_is_an_error_and_never_wraps() {
    assertThrows(ArithmeticException.class, () -> new Ratio(1L << 40, 1).toBase(1L << 40));
    assertThrows(ArithmeticException.class, () -> new Ratio(1L << 40, 1).times(1L << 40, 1));
  }

  @Test
  void whole_quantities_convert_there_and_back_exactly() throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      var ratio = Ratio.ONE.times(1 + random.nextInt(10_000), 1 + random.nextInt(10_000));
      long quantity = random.nextInt(1_000_000) - 500_000;
      long whole = quantity * ratio.denominator();
      assertEquals(quantity * ratio.numerator(), ratio.toBase(whole), "seed " + seed);
    }
  }
}

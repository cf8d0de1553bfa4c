package dev.onhand.inventory.masterdata;

import java.math.BigInteger;

/// How many base units are in one of another unit: an exact fraction in lowest terms. A case of 24
/// is 24/1, a yard of cloth kept in millimetres 4572/5.
record Ratio(long numerator, long denominator) {
  static final Ratio ONE = new Ratio(1, 1);

  /// A quantity that is no whole number of base units.
  static final class Remainder extends Exception {
    private static final long serialVersionUID = 1L;

    /// Multiples of this have no remainder.
    final long step;

    Remainder(long step) {
      super("no whole number of base units", null, false, false);
      this.step = step;
    }
  }

  /// In lowest terms.
  ///
  /// @throws ArithmeticException if it does not fit
  static Ratio of(BigInteger numerator, BigInteger denominator) {
    var divisor = numerator.gcd(denominator);
    return new Ratio(
        numerator.divide(divisor).longValueExact(), denominator.divide(divisor).longValueExact());
  }

  /// The ratio of a unit of which `per` are `quantity` of a unit with this ratio.
  ///
  /// @throws ArithmeticException if it does not fit
  Ratio times(long quantity, long per) {
    return of(
        BigInteger.valueOf(numerator).multiply(BigInteger.valueOf(quantity)),
        BigInteger.valueOf(denominator).multiply(BigInteger.valueOf(per)));
  }

  /// So many of the unit, in base units.
  ///
  /// @throws Remainder if that is no whole number
  /// @throws ArithmeticException if it does not fit
  long toBase(long quantity) throws Remainder {
    var parts =
        BigInteger.valueOf(quantity)
            .multiply(BigInteger.valueOf(numerator))
            .divideAndRemainder(BigInteger.valueOf(denominator));
    if (parts[1].signum() != 0) throw new Remainder(denominator);
    return parts[0].longValueExact();
  }
}

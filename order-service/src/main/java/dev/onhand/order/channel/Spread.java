package dev.onhand.order.channel;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.joda.money.Money;

/// Divides an amount so that the parts add up to it exactly.
public final class Spread {
  private Spread() {}

  /// Parts in proportion to `weights` (not negative, at least one), by largest remainder: each
  /// part is less than one minor unit from its exact share. Equal parts when all weights are 0.
  public static List<Money> over(Money amount, List<Long> weights) {
    if (amount.isNegative()) {
      return over(amount.negated(), weights).stream().map(Money::negated).toList();
    }
    var sum = weights.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    if (sum.signum() == 0) return over(amount, weights.stream().map(_ -> 1L).toList());
    var minor = BigInteger.valueOf(amount.getAmountMinorLong());
    var parts = new ArrayList<Long>(weights.size());
    var remainders = new ArrayList<BigInteger>(weights.size());
    long left = amount.getAmountMinorLong();
    for (var weight : weights) {
      var share = minor.multiply(BigInteger.valueOf(weight)).divideAndRemainder(sum);
      parts.add(share[0].longValueExact());
      remainders.add(share[1]);
      left -= share[0].longValueExact();
    }
    // stable: of equal remainders the earlier part gets the unit
    var order =
        IntStream.range(0, parts.size())
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
            .toList();
    for (int i = 0; i < left; i++) parts.set(order.get(i), parts.get(order.get(i)) + 1);
    var currency = amount.getCurrencyUnit();
    return parts.stream().map(part -> Money.ofMinor(currency, part)).toList();
  }

  /// The share `part / whole` of an amount, rounded down to the minor unit.
  public static Money share(Money amount, long part, long whole) {
    var minor =
        BigInteger.valueOf(amount.getAmountMinorLong())
            .multiply(BigInteger.valueOf(part))
            .divide(BigInteger.valueOf(whole));
    return Money.ofMinor(amount.getCurrencyUnit(), minor.longValueExact());
  }
}

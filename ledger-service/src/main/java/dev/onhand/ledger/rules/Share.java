package dev.onhand.ledger.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.Money;

/// Exact splitting of an amount over a quantity.
public final class Share {

  private Share() {}

  /// What `part` of `whole` units cost when all of them cost `total`: half-up to the minor unit,
  /// and exactly `total` for the whole.
  public static Money of(Money total, long part, long whole) {
    if (part == whole) {
      return total;
    }
    BigDecimal minor =
        BigDecimal.valueOf(total.getAmountMinorLong())
            .multiply(BigDecimal.valueOf(part))
            .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP);
    return Money.ofMinor(total.getCurrencyUnit(), minor.longValueExact());
  }

  /// The share of the units after `before` up to and including `after`: shares taken one after the
  /// other sum exactly to the total, in whatever pieces they are taken.
  public static Money between(Money total, long before, long after, long whole) {
    return of(total, after, whole).minus(of(total, before, whole));
  }
}

package dev.onhand.returns.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.Money;

/// Shares of an amount over the pieces of a line.
final class Share {
  private Share() {}

  /// What the first `pieces` of `of` are worth; all of them, or more, are worth the whole.
  static Money upTo(Money whole, long pieces, long of) {
    if (pieces >= of) return whole;
    return whole.multipliedBy(pieces).dividedBy(BigDecimal.valueOf(of), RoundingMode.HALF_UP);
  }

  /// What the pieces after `before` up to `after` are worth.
  static Money between(Money whole, long before, long after, long of) {
    return upTo(whole, after, of).minus(upTo(whole, before, of));
  }
}

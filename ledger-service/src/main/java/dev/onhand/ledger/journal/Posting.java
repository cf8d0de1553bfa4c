package dev.onhand.ledger.journal;

import java.util.Objects;
import org.joda.money.Money;

/// One line of an entry.
///
/// @param account code in the chart of accounts
/// @param amount always positive: the side carries the sign
/// @param channel sales channel of the order, or null where the fact belongs to no order
public record Posting(String account, Side side, Money amount, String channel) {

  public Posting {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(side, "side");
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("a posting must be positive, not " + amount);
    }
  }

  /// The amount with its sign in the books: debits positive, credits negative.
  public Money signed() {
    return side == Side.DEBIT ? amount : amount.negated();
  }
}

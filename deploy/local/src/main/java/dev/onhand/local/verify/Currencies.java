package dev.onhand.local.verify;

import java.math.BigDecimal;
import java.util.Currency;

/// From the tables' minor units to the amounts of the messages.
final class Currencies {
  private Currencies() {}

  static BigDecimal major(long minor, String currency) {
    return BigDecimal.valueOf(minor, Currency.getInstance(currency).getDefaultFractionDigits());
  }
}

package dev.onhand.ledger.stock;

import dev.onhand.ledger.rules.Booking;
import org.joda.money.Money;

/// How a stock movement was valued.
public sealed interface StockEvent {

  /// @param quantity effect on the quantity on hand
  /// @param value effect on the value of the stock, equal to what the booking does to the inventory
  ///     account
  /// @param uncosted true when no cost was known at all, so that units moved at zero
  record Valued(String movementId, long quantity, Money value, boolean uncosted, Booking booking)
      implements StockEvent {}
}

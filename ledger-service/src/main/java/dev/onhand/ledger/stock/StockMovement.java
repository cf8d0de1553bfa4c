package dev.onhand.ledger.stock;

import dev.onhand.ledger.rules.BookingKind;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A movement to be valued.
///
/// @param kind one of the goods bookings: says against what the inventory is booked
/// @param quantity effect on the quantity on hand; zero for a change of status
/// @param costedUnits how many of the units have a cost of their own; the rest goes at average
/// @param cost of those units together; null when there are none
/// @param standardCost of one unit, where the item has one: used while there is no average
/// @param currency in which stock is valued
public record StockMovement(
    String movementId,
    BookingKind kind,
    long quantity,
    long costedUnits,
    Money cost,
    Money standardCost,
    CurrencyUnit currency) {

  /// Whether some units have no cost of their own.
  boolean needsAverage() {
    return costedUnits < Math.abs(quantity);
  }
}

package dev.onhand.ledger.stock;

import dev.onhand.ledger.rules.Share;
import dev.onhand.ledger.stock.StockEvent.Valued;
import org.joda.money.Money;

/// Quantity and value of one SKU in one pool, at moving average. The average is never stored:
/// it is value over quantity, so nothing is lost by rounding and the last unit takes the rest.
///
/// @param quantity on hand; negative while more has left than was known to be there
/// @param value what it cost, with the sign of the quantity, zero exactly when the quantity is;
///     null before the first movement
/// @param basisQuantity last quantity other than zero: with `basisValue` the last known average
/// @param basisValue null before the first movement
public record StockValue(long quantity, Money value, long basisQuantity, Money basisValue) {

  static final StockValue NONE = new StockValue(0, null, 0, null);

  /// Whether there is an average to go by.
  public boolean hasAverage() {
    return basisQuantity != 0 && !basisValue.isZero();
  }

  /// What `units` cost at the last known average.
  Money atAverage(long units) {
    return Share.of(basisValue, units, basisQuantity);
  }

  static StockValue evolve(StockValue stock, StockEvent event) {
    return switch (event) {
      case Valued e -> stock.plus(e.quantity(), e.value());
    };
  }

  private StockValue plus(long moved, Money effect) {
    long quantityNow = Math.addExact(quantity, moved);
    Money valueNow = value == null ? effect : value.plus(effect);
    if (quantityNow == 0) {
      return new StockValue(0, valueNow, basisQuantity, basisValue);
    }
    return new StockValue(quantityNow, valueNow, quantityNow, valueNow);
  }
}

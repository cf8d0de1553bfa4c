package dev.onhand.ledger.stock;

import static dev.onhand.ledger.rules.Part.COST;
import static dev.onhand.ledger.rules.Part.TRUE_UP;

import dev.onhand.ledger.rules.Booking;
import dev.onhand.ledger.rules.BookingKind;
import dev.onhand.ledger.rules.Share;
import dev.onhand.ledger.stock.StockEvent.Valued;
import dev.onhand.platform.event.Decision;
import org.joda.money.Money;

/// Moving average, with negative stock.
///
/// * What comes in is booked at its own cost, what goes out at average; the last unit takes the
///   remainder, so that no quantity means no value.
/// * What leaves beyond the stock on hand goes at the last known average (else the standard cost,
///   else zero), and the stock is negative in quantity and value.
/// * What comes in then first replaces those units: the difference between their true cost and the
///   cost they left at is the true-up, booked to cost of goods sold with the same entry. What is
///   left on hand is worth exactly its own cost.
final class StockDecider {

  private StockDecider() {}

  /// The amount at which units move, and whether none of it is known.
  private record Priced(Money amount, boolean uncosted) {}

  static Decision<StockEvent> decide(StockMovement movement, StockValue stock) {
    Money zero = Money.zero(movement.currency());
    long quantity = movement.quantity();
    Priced booked = new Priced(zero, false);
    Money effect = zero;
    if (quantity > 0) {
      booked = incoming(movement, stock);
      effect = booked.amount().minus(trueUp(booked.amount(), quantity, stock, zero));
    } else if (quantity < 0) {
      Priced left = outgoing(movement, stock);
      effect = left.amount().negated();
      // Goods sent back to the supplier take their receipt's own cost out of GRNI.
      booked =
          movement.kind() == BookingKind.GOODS_RECEIPT && movement.cost() != null
              ? new Priced(movement.cost().negated(), false)
              : new Priced(effect, left.uncosted());
    }
    Money cost = booked.amount();
    boolean issue = movement.kind() == BookingKind.GOODS_ISSUE;
    Booking booking =
        Booking.of(movement.kind(), COST, issue ? cost.negated() : cost)
            .and(TRUE_UP, cost.minus(effect));
    return Decision.accept(
        new Valued(movement.movementId(), quantity, effect, booked.uncosted(), booking));
  }

  private static Priced incoming(StockMovement movement, StockValue stock) {
    long rest = movement.quantity() - movement.costedUnits();
    Priced atAverage = atAverage(rest, movement, stock);
    return movement.cost() == null
        ? atAverage
        : new Priced(movement.cost().plus(atAverage.amount()), atAverage.uncosted());
  }

  private static Money trueUp(Money cost, long quantity, StockValue stock, Money zero) {
    if (stock.quantity() >= 0) {
      return zero;
    }
    long missing = -stock.quantity();
    long replaced = Math.min(missing, quantity);
    Money leftAt = Share.of(stock.value().negated(), replaced, missing);
    return Share.of(cost, replaced, quantity).minus(leftAt);
  }

  private static Priced outgoing(StockMovement movement, StockValue stock) {
    long units = -movement.quantity();
    long onHand = Math.max(0, stock.quantity());
    if (units <= onHand) {
      return new Priced(Share.of(stock.value(), units, onHand), false);
    }
    Priced beyond = atAverage(units - onHand, movement, stock);
    return onHand == 0
        ? beyond
        : new Priced(stock.value().plus(beyond.amount()), beyond.uncosted());
  }

  private static Priced atAverage(long units, StockMovement movement, StockValue stock) {
    if (units == 0) {
      return new Priced(Money.zero(movement.currency()), false);
    }
    if (stock.hasAverage()) {
      return new Priced(stock.atAverage(units), false);
    }
    return movement.standardCost() == null
        ? new Priced(Money.zero(movement.currency()), true)
        : new Priced(movement.standardCost().multipliedBy(units), false);
  }
}

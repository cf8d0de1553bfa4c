package dev.onhand.order.order;

import org.joda.money.Money;

/// What a customer may owe on account, and owes already for other orders.
public record CreditLine(Money limit, Money owed) {

  /// Why an order is more than that; null when it is not, or is in another currency.
  String excess(Money due) {
    if (!due.getCurrencyUnit().equals(limit.getCurrencyUnit())) return null;
    var all = owed.plus(due);
    if (!all.isGreaterThan(limit)) return null;
    return "%s owed and %s more exceed the limit of %s".formatted(owed, due, limit);
  }
}

package dev.onhand.order.order;

import java.util.List;
import org.joda.money.Money;

/// One rule of risk: data. When its condition holds, `score` is added. Which of the other parts a
/// kind needs is checked where rules are made.
public record RiskRule(
    String ruleId, Kind kind, int score, Money amount, Long units, List<String> countries) {

  /// What a rule looks at.
  public enum Kind {
    /// The total is above `amount`, in its currency.
    TOTAL_ABOVE,
    /// A guest orders for more than `amount`.
    GUEST_ABOVE,
    /// A line has more than `units`.
    UNITS_ABOVE,
    /// It goes to one of `countries`.
    COUNTRY_IN,
    /// The customer has placed at least `units` other orders in the last day.
    ORDERS_IN_A_DAY
  }

  public RiskRule {
    countries = countries == null ? List.of() : List.copyOf(countries);
  }

  /// Why it holds for an order, for a person to read; null when it does not.
  String evidence(OrderTerms terms, boolean guest, long ordersInADay) {
    return switch (kind) {
      case TOTAL_ABOVE ->
          above(terms) ? "the total %s is above %s".formatted(terms.total(), amount) : null;
      case GUEST_ABOVE ->
          guest && above(terms)
              ? "a guest orders for %s, above %s".formatted(terms.total(), amount)
              : null;
      case UNITS_ABOVE ->
          terms.lines().stream()
              .filter(l -> l.quantity() > units)
              .findFirst()
              .map(l -> "line %s has %d units, above %d".formatted(l.lineId(), l.quantity(), units))
              .orElse(null);
      case COUNTRY_IN ->
          countries.contains(terms.country()) ? "it goes to " + terms.country() : null;
      case ORDERS_IN_A_DAY ->
          ordersInADay >= units ? "%d other orders in a day".formatted(ordersInADay) : null;
    };
  }

  private boolean above(OrderTerms terms) {
    return amount.getCurrencyUnit().equals(terms.total().getCurrencyUnit())
        && terms.total().isGreaterThan(amount);
  }
}

package dev.onhand.ledger.order;

import java.util.List;
import org.joda.money.Money;

/// What an order was accepted at. All amounts are in one currency.
///
/// @param shippingNet charged once per order, without tax
public record OrderTerms(String currency, List<Line> lines, Money shippingNet, Money shippingTax) {

  /// @param net whole line after discount, without tax
  /// @param tax whole line
  public record Line(String lineId, String sku, long quantity, Money net, Money tax) {}

  public OrderTerms {
    lines = List.copyOf(lines);
  }
}

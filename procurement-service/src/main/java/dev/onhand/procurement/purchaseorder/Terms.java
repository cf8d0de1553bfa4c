package dev.onhand.procurement.purchaseorder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What a purchase order asks for. Line numbers are 1, 2, 3 … and unit costs are in the order's
/// currency, without tax.
record Terms(
    String supplierId,
    String locationId,
    String pool,
    String currency,
    List<Line> lines,
    Instant expectedAt) {

  record Line(int number, String sku, long quantity, Money unitCost) {
    Money amount() {
      return unitCost.multipliedBy(quantity);
    }
  }

  Terms {
    lines = List.copyOf(lines);
  }

  Money total() {
    return lines.stream()
        .map(Line::amount)
        .reduce(Money.zero(CurrencyUnit.of(currency)), Money::plus);
  }

  /// The line that a report about `number` and `sku` is about: that number if it names the SKU,
  /// else the first line of the SKU, because papers number lines in their own way.
  Optional<Line> line(int number, String sku) {
    var ofSku = lines.stream().filter(line -> line.sku().equals(sku)).toList();
    var exact = ofSku.stream().filter(line -> line.number() == number).findFirst();
    return exact.or(() -> ofSku.stream().findFirst());
  }

  Line line(int number) {
    return lines.get(number - 1);
  }
}

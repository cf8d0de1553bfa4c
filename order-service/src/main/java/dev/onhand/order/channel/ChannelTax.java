package dev.onhand.order.channel;

import java.math.BigDecimal;
import java.util.List;
import org.joda.money.Money;

/// One tax of a line, as the channel charged it: `rate` as a fraction (0.19), `jurisdiction` whose
/// tax it is, such as `DE` or `US-CA`. All but the amount may be null: the channel did not say.
public record ChannelTax(String name, String jurisdiction, BigDecimal rate, Money amount) {
  public ChannelTax {
    rate = rate == null ? null : rate.stripTrailingZeros();
  }

  /// The same taxes coming to `whole`, each in its proportion, by largest remainder.
  public static List<ChannelTax> fitting(Money whole, List<ChannelTax> taxes) {
    if (taxes.isEmpty()) return List.of();
    var weights = taxes.stream().map(t -> Math.max(0, t.amount.getAmountMinorLong())).toList();
    var parts = Spread.over(whole, weights);
    return java.util.stream.IntStream.range(0, taxes.size())
        .mapToObj(i -> taxes.get(i).with(parts.get(i)))
        .toList();
  }

  public ChannelTax with(Money other) {
    return new ChannelTax(name, jurisdiction, rate, other);
  }
}

package dev.onhand.order.channel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/// One tax of a line, as the channel charged it: `rate` as a fraction (0.19), `jurisdiction` whose
/// tax it is, such as `DE` or `US-CA`. All but the amount may be null: the channel did not say.
/// `remittedBy` names the marketplace that collects the tax and owes it to the authority: it is
/// nobody's revenue and nobody's liability here, in no amount of the line, and kept only as told.
public record ChannelTax(
    String name, String jurisdiction, BigDecimal rate, Money amount, String remittedBy) {
  private static final int RATE_DIGITS_MAX = 12;

  /// A rate that no tax has (more than 12 digits before or after its point) is none.
  public ChannelTax {
    rate = rate == null ? null : rate.stripTrailingZeros();
    if (rate != null
        && (rate.scale() > RATE_DIGITS_MAX || rate.precision() - rate.scale() > RATE_DIGITS_MAX)) {
      rate = null;
    }
  }

  /// A tax that the seller owes.
  public ChannelTax(String name, String jurisdiction, BigDecimal rate, Money amount) {
    this(name, jurisdiction, rate, amount, null);
  }

  /// The same taxes with those that the seller owes coming to `whole`, each in its proportion, by
  /// largest remainder.
  public static List<ChannelTax> fitting(Money whole, List<ChannelTax> taxes) {
    var ours = owed(taxes);
    if (ours.isEmpty()) return List.copyOf(taxes);
    var weights = ours.stream().map(t -> Math.max(0, t.amount.getAmountMinorLong())).toList();
    var parts = Spread.over(whole, weights).iterator();
    var fitting = new ArrayList<ChannelTax>(taxes.size());
    for (var tax : taxes) fitting.add(tax.remittedBy == null ? tax.with(parts.next()) : tax);
    return List.copyOf(fitting);
  }

  /// Those that the seller owes.
  public static List<ChannelTax> owed(List<ChannelTax> taxes) {
    return taxes.stream().filter(t -> t.remittedBy == null).toList();
  }

  /// Those that the channel collects and remits itself.
  public static List<ChannelTax> remitted(List<ChannelTax> taxes) {
    return taxes.stream().filter(t -> t.remittedBy != null).toList();
  }

  public ChannelTax with(Money other) {
    return new ChannelTax(name, jurisdiction, rate, other, remittedBy);
  }
}

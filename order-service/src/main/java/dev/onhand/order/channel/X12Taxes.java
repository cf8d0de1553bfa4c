package dev.onhand.order.channel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;

/// The taxes of one line, or of the whole order before its first line: segments TXI, and SAC whose
/// code says that it is a tax. Each is an amount, or a rate of what it is on; one that only says
/// why it is not charged (TXI06) comes to nothing.
final class X12Taxes {
  /// Charges that are taxes: any, goods and services, provincial, harmonized.
  private static final Set<String> CHARGED = Set.of("H850", "D360", "H680", "H770");

  /// A rate's weight when rates share an amount: millionths of a percent.
  private static final int WEIGHT_DIGITS = 8;

  private static final BigDecimal WEIGHT_MAX = BigDecimal.valueOf(1_000_000_000_000L);

  /// One tax and what it comes to; `included`: the price that it is on contains it.
  record Charge(ChannelTax tax, boolean included) {
    Charge with(Money amount) {
      return new Charge(tax.with(amount), included);
    }
  }

  /// `amount` is null when there is a rate alone.
  private record Told(
      String name, String jurisdiction, BigDecimal rate, Money amount, boolean included) {}

  private final List<Told> all = new ArrayList<>();

  static boolean isTax(X12Reader.Segment sac) {
    return sac.element(1).equals("C") && CHARGED.contains(sac.element(2));
  }

  /// Takes a TXI whose amount and rate were read; both null: it is not charged.
  void take(X12Reader.Segment txi, BigDecimal rate, Money amount) {
    var relationship = txi.element(7);
    if (relationship.equals("O")) return; // information only
    var described = TaxLines.shown(txi.element(11));
    var name = described == null ? TaxLines.shown(txi.element(1)) : described;
    var jurisdiction = TaxLines.shown(txi.element(5));
    add(new Told(name, jurisdiction, rate, amount, relationship.equals("I")));
  }

  /// Takes a SAC that is a tax; one of rate and amount is null.
  void takeCharge(X12Reader.Segment sac, BigDecimal rate, Money amount) {
    var described = TaxLines.shown(sac.element(15));
    var name = described == null ? sac.element(2) : described;
    add(new Told(name, null, rate, amount, false));
  }

  private void add(Told tax) {
    all.add(tax);
  }

  /// What they come to on `base`. Amounts are as told; rates are rounded together, so that their
  /// sum is right, and share it by largest remainder.
  List<Charge> on(Money base) {
    var added = shares(base, false).iterator();
    var included = shares(base, true).iterator();
    var zero = Money.zero(base.getCurrencyUnit());
    var charges = new ArrayList<Charge>(all.size());
    for (var told : all) {
      var amount = told.amount;
      if (amount == null && told.rate == null) amount = zero;
      if (amount == null) amount = told.included ? included.next() : added.next();
      var tax = new ChannelTax(told.name, told.jurisdiction, told.rate, amount);
      charges.add(new Charge(tax, told.included));
    }
    return charges;
  }

  private List<Money> shares(Money base, boolean included) {
    var rates =
        all.stream()
            .filter(t -> t.amount == null && t.rate != null && t.included == included)
            .map(Told::rate)
            .toList();
    if (rates.isEmpty()) return List.of();
    var rate = rates.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    var whole = base.getAmount();
    var tax =
        included
            ? whole.subtract(
                whole.divide(BigDecimal.ONE.add(rate), base.getScale() + 2, RoundingMode.HALF_EVEN))
            : whole.multiply(rate);
    var weights = rates.stream().map(X12Taxes::weight).toList();
    return Spread.over(Bill.times(base.getCurrencyUnit(), tax, 1), weights);
  }

  private static long weight(BigDecimal rate) {
    return rate.movePointRight(WEIGHT_DIGITS).min(WEIGHT_MAX).longValue();
  }
}

package dev.onhand.order.channel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What an order charges: its lines, and what stands beside them (shipping, duties, tips, fees).
/// Nothing in it is below zero: a discount that stands beside the lines is spread over them.
record Bill(List<ChannelLine> lines, Money chargesNet, Money chargesTax) {
  static final int LINES_MAX = 500;

  /// @throws Refusal when there is no line, too many, one twice, or one below zero
  static Bill of(FieldReader order, String field, List<ChannelLine> lines, Money net, Money tax) {
    checkIds(order, field, lines);
    var spread = absorb(lines, net, tax);
    for (var line : spread.lines) {
      if (line.net().isNegative() || line.tax().isNegative()) {
        throw order.refusal(
            Defect.AMOUNT_OUT_OF_RANGE, field, "line " + line.externalLineId() + " is below zero");
      }
    }
    return spread;
  }

  /// What lines and charges come to.
  Money total() {
    return lines.stream().map(ChannelLine::gross).reduce(chargesNet.plus(chargesTax), Money::plus);
  }

  private static void checkIds(FieldReader order, String field, List<ChannelLine> lines) {
    if (lines.isEmpty()) throw order.refusal(Defect.NO_LINES, field, "has no line");
    if (lines.size() > LINES_MAX) {
      throw order.refusal(Defect.TOO_MANY_LINES, field, "at most " + LINES_MAX + " lines");
    }
    var ids = new HashSet<String>();
    for (var line : lines) {
      if (!ids.add(line.externalLineId())) {
        throw order.refusal(
            Defect.SCHEMA_VIOLATION, field, "line " + line.externalLineId() + " stands twice");
      }
    }
  }

  private static Bill absorb(List<ChannelLine> lines, Money net, Money tax) {
    var zero = Money.zero(net.getCurrencyUnit());
    var kept = lines;
    if (net.isNegative()) kept = adding(kept, net, ChannelLine::net, zero);
    if (tax.isNegative()) kept = adding(kept, zero, ChannelLine::tax, tax);
    return new Bill(kept, net.isNegative() ? zero : net, tax.isNegative() ? zero : tax);
  }

  private static List<ChannelLine> adding(
      List<ChannelLine> lines,
      Money net,
      java.util.function.Function<ChannelLine, Money> weight,
      Money tax) {
    var weights = lines.stream().map(l -> minor(weight.apply(l))).toList();
    var nets = Spread.over(net, weights);
    var taxes = Spread.over(tax, weights);
    var more = new ArrayList<ChannelLine>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      more.add(line.with(line.net().plus(nets.get(i)), line.tax().plus(taxes.get(i))));
    }
    return List.copyOf(more);
  }

  private static long minor(Money money) {
    return Math.max(0, money.getAmountMinorLong());
  }

  /// The same bill with its taxes coming to `told`, when only rounding is between them: less than
  /// one minor unit per line and charge.
  Bill taxedAs(Money told) {
    var sum = lines.stream().map(ChannelLine::tax).reduce(chargesTax, Money::plus);
    var missing = told.minus(sum);
    if (missing.isZero() || Math.abs(missing.getAmountMinorLong()) > lines.size() + 1L) return this;
    var zero = Money.zero(told.getCurrencyUnit());
    var taxed = adding(lines, zero, ChannelLine::tax, missing);
    if (taxed.stream().anyMatch(l -> l.tax().isNegative())) return this;
    return new Bill(taxed, chargesNet, chargesTax);
  }

  /// The same bill coming to `told`, when only rounding is between them: less than one minor unit
  /// per line and charge. The prices bear it.
  Bill roundedTo(Money told) {
    var missing = told.minus(total());
    if (missing.isZero() || Math.abs(missing.getAmountMinorLong()) > lines.size() + 1L) return this;
    var zero = Money.zero(told.getCurrencyUnit());
    var rounded = adding(lines, missing, ChannelLine::net, zero);
    if (rounded.stream().anyMatch(l -> l.net().isNegative())) return this;
    return new Bill(rounded, chargesNet, chargesTax);
  }

  /// The price of one unit out of the price of all, to the currency's decimals.
  static Money perUnit(Money all, long quantity) {
    return all.dividedBy(quantity, RoundingMode.HALF_EVEN);
  }

  /// `quantity` units at `price`, which may have more decimals than the currency.
  static Money times(CurrencyUnit currency, BigDecimal price, long quantity) {
    var all = price.multiply(BigDecimal.valueOf(quantity));
    return Money.of(currency, all.setScale(currency.getDecimalPlaces(), RoundingMode.HALF_UP));
  }
}

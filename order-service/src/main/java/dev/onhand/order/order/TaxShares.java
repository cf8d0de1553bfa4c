package dev.onhand.order.order;

import dev.onhand.order.channel.ChannelTax;
import dev.onhand.order.channel.Spread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/// What a refund gives back of which tax, from the snapshot the lines keep: never recomputed from
/// rates, and rounded so that the parts come to the whole.
final class TaxShares {
  private TaxShares() {}

  private record Kind(String name, String jurisdiction, String rate) {
    static Kind of(ChannelTax tax) {
      var rate = tax.rate() == null ? null : tax.rate().toPlainString();
      return new Kind(tax.name(), tax.jurisdiction(), rate);
    }
  }

  /// An amount as net and tax, in the proportion of these units; of the whole order where `lines`
  /// is null.
  static List<Money> netAndTax(Order order, Money amount, List<LineQuantity> lines) {
    var terms = order.terms();
    var tax = lines == null ? terms.taxTotal() : terms.zero();
    var net = lines == null ? terms.netTotal() : terms.zero();
    for (var some : units(order, lines).entrySet()) {
      if (lines == null) break;
      var line = terms.line(some.getKey());
      var its = line.taxOf(some.getValue());
      tax = tax.plus(its);
      net = net.plus(line.grossOf(some.getValue()).minus(its));
    }
    var weights = List.of(net.getAmountMinorLong(), tax.getAmountMinorLong());
    return Spread.over(amount, weights);
  }

  /// The refund's tax by kind; empty where no line it is for tells what its tax consists of.
  static List<ChannelTax> of(Order order, Refund refund) {
    var kinds = new LinkedHashMap<Kind, ChannelTax>();
    for (var some : units(order, refund.lines()).entrySet()) {
      var line = order.terms().line(some.getKey());
      var share = ChannelTax.fitting(line.taxOf(some.getValue()), ChannelTax.owed(line.taxes()));
      for (var tax : share) {
        kinds.merge(Kind.of(tax), tax, (a, b) -> a.with(a.amount().plus(b.amount())));
      }
    }
    return ChannelTax.fitting(refund.tax(), new ArrayList<>(kinds.values()));
  }

  private static Map<String, Long> units(Order order, List<LineQuantity> lines) {
    var units = new HashMap<String, Long>();
    for (var line : order.terms().lines()) {
      if (lines == null) units.put(line.lineId(), line.quantity());
    }
    if (lines == null) return units;
    for (var some : lines) {
      var line = order.terms().line(some.lineId());
      if (line == null) continue;
      units.merge(some.lineId(), some.quantity(), Long::sum);
      units.computeIfPresent(some.lineId(), (_, n) -> Math.min(n, line.quantity()));
    }
    return units;
  }
}

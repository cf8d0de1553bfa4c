package dev.onhand.order.order;

import dev.onhand.order.channel.Spread;
import org.joda.money.Money;

/// A line of an order's terms. `lineId` is the channel's line id; `sku` is as the channel sent it,
/// or as a person named it, and may be null. `net` and `tax` are of the whole line.
public record OrderLine(
    String lineId, String sku, String title, long quantity, Money unitPrice, Money net, Money tax) {

  Money gross() {
    return net.plus(tax);
  }

  /// What `units` of the line cost, tax included; all units cost exactly [#gross].
  Money grossOf(long units) {
    return Spread.share(gross(), units, quantity);
  }

  Money taxOf(long units) {
    return Spread.share(tax, units, quantity);
  }

  OrderLine withSku(String named) {
    return new OrderLine(lineId, named, title, quantity, unitPrice, net, tax);
  }
}

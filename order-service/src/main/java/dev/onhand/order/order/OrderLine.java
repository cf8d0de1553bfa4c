package dev.onhand.order.order;

import dev.onhand.order.channel.Spread;
import org.joda.money.Money;

/// A line of an order's terms. `lineId` is the channel's line id; `sku` is as the channel sent it,
/// or as a person named it, and may be null. `net` and `tax` are of the whole line. Of a `digital`
/// line nothing is shipped, so it needs no stock.
public record OrderLine(
    String lineId,
    String sku,
    String title,
    long quantity,
    Money unitPrice,
    Money net,
    Money tax,
    Kind kind) {

  /// Whether a warehouse ships it.
  public enum Kind {
    SHIPPED,
    DIGITAL
  }

  public OrderLine {
    kind = kind == null ? Kind.SHIPPED : kind;
  }

  /// A line that a warehouse ships.
  public OrderLine(
      String lineId,
      String sku,
      String title,
      long quantity,
      Money unitPrice,
      Money net,
      Money tax) {
    this(lineId, sku, title, quantity, unitPrice, net, tax, Kind.SHIPPED);
  }

  boolean digital() {
    return kind == Kind.DIGITAL;
  }

  OrderLine priced(Money newNet, Money newTax) {
    return new OrderLine(lineId, sku, title, quantity, unitPrice, newNet, newTax, kind);
  }

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
    return new OrderLine(lineId, named, title, quantity, unitPrice, net, tax, kind);
  }
}

package dev.onhand.order.order;

import dev.onhand.order.channel.ChannelTax;
import dev.onhand.order.channel.Spread;
import java.util.List;
import org.joda.money.Money;

/// A line of an order's terms. `lineId` is the channel's line id; `sku` is as the channel sent it,
/// or as a person named it, and may be null. `net` and `tax` are of the whole line; `taxes` are
/// what the channel says that `tax` consists of, and come to it exactly, but for those that the
/// channel remits itself. Of a `digital` line nothing is shipped, so it needs no stock.
public record OrderLine(
    String lineId,
    String sku,
    String title,
    long quantity,
    Money unitPrice,
    Money net,
    Money tax,
    Kind kind,
    List<ChannelTax> taxes) {

  /// Whether a warehouse ships it.
  public enum Kind {
    SHIPPED,
    DIGITAL
  }

  public OrderLine {
    kind = kind == null ? Kind.SHIPPED : kind;
    taxes = taxes == null ? List.of() : List.copyOf(taxes);
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
    this(lineId, sku, title, quantity, unitPrice, net, tax, Kind.SHIPPED, List.of());
  }

  boolean digital() {
    return kind == Kind.DIGITAL;
  }

  OrderLine priced(Money newNet, Money newTax) {
    var fitting = ChannelTax.fitting(newTax, taxes);
    return new OrderLine(lineId, sku, title, quantity, unitPrice, newNet, newTax, kind, fitting);
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
    return new OrderLine(lineId, named, title, quantity, unitPrice, net, tax, kind, taxes);
  }
}

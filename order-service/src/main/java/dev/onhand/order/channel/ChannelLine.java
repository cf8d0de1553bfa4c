package dev.onhand.order.channel;

import java.util.List;
import org.joda.money.Money;

/// A line as ordered. `externalLineId` is unique within the order and stays through its versions.
/// `sku` is exactly as sent and may be null or empty. `unitPrice` is before discounts, with tax
/// where the order's prices contain it; `net` and `tax` are of the whole line, after discounts.
/// `taxes` are what `tax` consists of, as far as the channel says; together they are `tax`, but for
/// those that the channel remits itself, which are in no amount.
/// `digital`: nothing of it is shipped (a gift card, a download, a service), so it needs no stock.
public record ChannelLine(
    String externalLineId,
    String sku,
    String title,
    long quantity,
    Money unitPrice,
    Money net,
    Money tax,
    boolean digital,
    List<ChannelTax> taxes) {

  public ChannelLine {
    taxes = ChannelTax.fitting(tax, taxes);
  }

  /// A line whose channel says no more about its taxes.
  public ChannelLine(
      String externalLineId,
      String sku,
      String title,
      long quantity,
      Money unitPrice,
      Money net,
      Money tax,
      boolean digital) {
    this(externalLineId, sku, title, quantity, unitPrice, net, tax, digital, List.of());
  }

  /// A line that a warehouse ships.
  public ChannelLine(
      String externalLineId,
      String sku,
      String title,
      long quantity,
      Money unitPrice,
      Money net,
      Money tax) {
    this(externalLineId, sku, title, quantity, unitPrice, net, tax, false);
  }

  ChannelLine with(Money newNet, Money newTax) {
    return new ChannelLine(
        externalLineId, sku, title, quantity, unitPrice, newNet, newTax, digital, taxes);
  }

  /// The same line with what its tax consists of.
  public ChannelLine withTaxes(List<ChannelTax> told) {
    return new ChannelLine(
        externalLineId, sku, title, quantity, unitPrice, net, tax, digital, told);
  }

  public Money gross() {
    return net.plus(tax);
  }
}

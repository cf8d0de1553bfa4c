package dev.onhand.order.channel;

import org.joda.money.Money;

/// A line as ordered. `externalLineId` is unique within the order and stays through its versions.
/// `sku` is exactly as sent and may be null or empty. `unitPrice` is before discounts, with tax
/// where the order's prices contain it; `net` and `tax` are of the whole line, after discounts.
public record ChannelLine(
    String externalLineId,
    String sku,
    String title,
    long quantity,
    Money unitPrice,
    Money net,
    Money tax) {

  public Money gross() {
    return net.plus(tax);
  }
}

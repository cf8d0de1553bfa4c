package dev.onhand.order.shop;

import dev.onhand.order.channel.OrderType;
import org.joda.money.CurrencyUnit;

/// A shop of a channel. `currency` is for documents that need not name one, and may be null. The
/// secret is never shown again once it is set.
public record Shop(
    String channel,
    String shop,
    String pool,
    OrderType orderType,
    CurrencyUnit currency,
    String secret) {
  @Override
  public String toString() {
    return "Shop[" + channel + "/" + shop + "]";
  }
}

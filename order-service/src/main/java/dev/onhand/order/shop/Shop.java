package dev.onhand.order.shop;

import dev.onhand.order.channel.OrderType;

/// A shop of a channel. The secret is never shown again once it is set.
public record Shop(String channel, String shop, String pool, OrderType orderType, String secret) {
  @Override
  public String toString() {
    return "Shop[" + channel + "/" + shop + "]";
  }
}

package dev.onhand.order.shop;

import dev.onhand.order.channel.OrderType;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;

/// A shop of a channel. `otherPools` serve what `pool` has no item of, the first that has it;
/// `currency` is for documents that need not name one, and may be null. The
/// secret is never shown again once it is set.
public record Shop(
    String channel,
    String shop,
    String pool,
    OrderType orderType,
    CurrencyUnit currency,
    String secret,
    List<String> otherPools) {
  public Shop {
    otherPools = List.copyOf(otherPools);
  }

  /// All its pools, the first first.
  public List<String> pools() {
    var all = new ArrayList<String>();
    all.add(pool);
    all.addAll(otherPools);
    return all;
  }

  @Override
  public String toString() {
    return "Shop[" + channel + "/" + shop + "]";
  }
}

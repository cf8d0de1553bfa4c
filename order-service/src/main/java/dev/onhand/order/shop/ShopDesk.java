package dev.onhand.order.shop;

import dev.onhand.order.order.SkuMapping;
import dev.onhand.platform.work.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Shops and the meanings of their SKUs as one transaction has read them: each once, however many
/// documents ask.
public final class ShopDesk implements Work.Part {
  private final Connection connection;
  private final Map<Name, Entry> shops = new HashMap<>();

  private record Name(String channel, String shop) {}

  /// `shop` is null where nobody configured it.
  private record Entry(Shop shop, Set<String> asked, Map<String, SkuMapping.Meaning> meanings) {}

  private ShopDesk(Connection connection) {
    this.connection = connection;
  }

  /// The transaction's desk.
  public static ShopDesk of(Work work) {
    return work.part(ShopDesk.class, its -> new ShopDesk(its.connection()));
  }

  /// The shop, or null.
  public Shop find(String channel, String shop) throws SQLException {
    return entry(channel, shop).shop();
  }

  private Entry entry(String channel, String shop) throws SQLException {
    var name = new Name(channel, shop);
    var known = shops.get(name);
    if (known != null) return known;
    var found = Shops.find(connection, channel, shop);
    var entry = new Entry(found, new HashSet<>(), new HashMap<>());
    shops.put(name, entry);
    return entry;
  }

  /// What these SKUs of the shop mean, as far as they are mapped.
  public SkuMapping meanings(Shop shop, Collection<String> channelSkus) throws SQLException {
    var entry = entry(shop.channel(), shop.shop());
    var unknown = new HashSet<String>();
    for (var sku : channelSkus) if (entry.asked().add(sku)) unknown.add(sku);
    entry
        .meanings()
        .putAll(SkuMappings.find(connection, shop.channel(), shop.shop(), unknown).byChannelSku());
    if (entry.meanings().isEmpty()) return SkuMapping.NONE;
    var its = new HashMap<>(entry.meanings());
    its.keySet().retainAll(new HashSet<>(channelSkus));
    return new SkuMapping(its);
  }
}

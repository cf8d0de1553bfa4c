package dev.onhand.order.channel;

import com.fasterxml.uuid.Generators;
import java.util.UUID;

/// Names one order of one shop of one channel, for ever. The same document on another shop is
/// another order.
public record OrderKey(String channel, String shop, String externalId) {
  private static final UUID NAMESPACE = UUID.fromString("6f1c1d0a-6d0f-5a0e-9f2b-0d9c7b1a5e21");

  /// The order's id, a function of the key (UUIDv5): every duplicate meets the same stream, and a
  /// message about an order can be addressed before the order is known.
  public String orderId() {
    return id("order", channel, shop, externalId);
  }

  /// The pseudonym of a customer of this shop; of a guest, of this order alone.
  public String customerId(String externalCustomerId) {
    if (externalCustomerId == null) return id("guest", channel, shop, externalId);
    return id("customer", channel, shop, externalCustomerId);
  }

  private static String id(String... parts) {
    var name = new StringBuilder();
    // with lengths, so that no two lists of parts give one name
    for (var part : parts) name.append(part.length()).append(':').append(part);
    return Generators.nameBasedGenerator(NAMESPACE).generate(name.toString()).toString();
  }
}

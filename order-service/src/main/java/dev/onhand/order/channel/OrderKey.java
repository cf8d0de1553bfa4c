package dev.onhand.order.channel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.uuid.Generators;
import java.util.UUID;

/// Names one order of one shop of one channel, for ever. The same document on another shop is
/// another order.
public final class OrderKey {
  private static final UUID NAMESPACE = UUID.fromString("6f1c1d0a-6d0f-5a0e-9f2b-0d9c7b1a5e21");

  @JsonProperty private final String channel;
  @JsonProperty private final String shop;
  @JsonProperty private final String externalId;
  private final String orderId;

  @JsonCreator
  public OrderKey(
      @JsonProperty("channel") String channel,
      @JsonProperty("shop") String shop,
      @JsonProperty("externalId") String externalId) {
    this.channel = channel;
    this.shop = shop;
    this.externalId = externalId;
    this.orderId = numbered("order");
  }

  public String channel() {
    return channel;
  }

  public String shop() {
    return shop;
  }

  public String externalId() {
    return externalId;
  }

  /// The order's id, a function of the key: every duplicate meets the same stream, and a message
  /// about an order can be addressed before the order is known.
  public String orderId() {
    return orderId;
  }

  /// The pseudonym of a customer of this shop, a UUIDv5, which shows nothing of the customer's
  /// number; of a guest, that of this order alone.
  public String customerId(String externalCustomerId) {
    if (externalCustomerId == null) return numbered("guest");
    return hash("customer", channel, shop, externalCustomerId).toString();
  }

  private static UUID hash(String... parts) {
    var name = new StringBuilder();
    // with lengths, so that no two lists of parts give one name
    for (var part : parts) name.append(part.length()).append(':').append(part);
    return Generators.nameBasedGenerator(NAMESPACE).generate(name.toString());
  }

  /// A UUIDv8 (RFC 9562): 12 bits of the shop, 36 of the running number that the order's name ends
  /// in, the rest of a UUIDv5 of all parts. Channels number what they send, so what comes together
  /// stands together in every index.
  private String numbered(String what) {
    var hash = hash(what, channel, shop, externalId);
    long shopBits = (channel + '/' + shop).hashCode() & 0xFFFL;
    long version = 8L << 12;
    return new UUID(
            shopBits << 52
                | runningNumber(externalId) << 16
                | version
                | hash.getMostSignificantBits() & 0xFFFL,
            hash.getLeastSignificantBits())
        .toString();
  }

  /// The last group of digits in a name, modulo 2^36; 0 without any.
  private static long runningNumber(String name) {
    int end = name.length();
    while (end > 0 && !isDigit(name.charAt(end - 1))) end--;
    int start = end;
    while (start > 0 && isDigit(name.charAt(start - 1))) start--;
    long number = 0;
    for (int i = start; i < end; i++) number = number * 10 + (name.charAt(i) - '0');
    return number & 0xF_FFFF_FFFFL;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrderKey that
        && channel.equals(that.channel)
        && shop.equals(that.shop)
        && externalId.equals(that.externalId);
  }

  @Override
  public int hashCode() {
    return orderId.hashCode();
  }

  @Override
  public String toString() {
    return channel + '/' + shop + '/' + externalId;
  }
}

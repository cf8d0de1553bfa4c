package dev.onhand.order.channel;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The channels whose documents this service reads as they are. Any other channel publishes the
/// canonical event.
public enum ChannelFormat {
  SHOPIFY(ShopifyDocuments.CHANNEL, "X-Shopify-Hmac-SHA256", "X-Shopify-Topic"),
  WOOCOMMERCE(WooCommerceDocuments.CHANNEL, "X-WC-Webhook-Signature", "X-WC-Webhook-Topic"),
  AMAZON(AmazonDocuments.CHANNEL, null, null),
  EBAY(EbayDocuments.CHANNEL, null, null),
  X12(X12Documents.CHANNEL, null, null);

  private static final Map<String, ChannelFormat> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(ChannelFormat::code, format -> format));

  private final String code;
  private final String signatureHeader;
  private final String topicHeader;

  ChannelFormat(String code, String signatureHeader, String topicHeader) {
    this.code = code;
    this.signatureHeader = signatureHeader;
    this.topicHeader = topicHeader;
  }

  /// The format of the channel of this name, or null.
  public static ChannelFormat ofCode(String code) {
    return BY_CODE.get(code);
  }

  public String code() {
    return code;
  }

  /// The header with base64 of HMAC-SHA256 over the raw body; null for a channel that is asked or
  /// listened to, and so signs nothing.
  public String signatureHeader() {
    return signatureHeader;
  }

  /// The header that names the topic of a webhook, or null.
  public String topicHeader() {
    return topicHeader;
  }

  /// The type of a message that carries a document of this channel as it is.
  public String messageType() {
    return switch (this) {
      case SHOPIFY -> "channel.ShopifyOrderReceived.v1";
      case WOOCOMMERCE -> "channel.WooCommerceOrderReceived.v1";
      case AMAZON -> "channel.AmazonOrderReceived.v1";
      case EBAY -> "channel.EbayOrderReceived.v1";
      case X12 -> "channel.X12OrderReceived.v1";
    };
  }

  /// True for the unsigned trial that some shops send when a webhook is made.
  public boolean isPing(byte[] body) {
    return this == WOOCOMMERCE && WooCommerceDocuments.isPing(body);
  }

  /// Reads a document; at least one part. `topic` is the webhook's, or null when nothing says it.
  public List<Part> parts(byte[] document, Sender sender, String topic) {
    return switch (this) {
      case SHOPIFY -> ShopifyDocuments.parts(document, sender, topic);
      case WOOCOMMERCE -> WooCommerceDocuments.parts(document, sender, topic);
      case AMAZON -> AmazonDocuments.parts(document, sender);
      case EBAY -> EbayDocuments.parts(document, sender);
      case X12 -> X12Documents.parts(document, sender);
    };
  }
}

package dev.onhand.local.world;

import dev.onhand.local.stack.Http;
import dev.onhand.local.stack.Part;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A shop that sends webhooks, signed with its secret over the raw bytes.
final class Shop {
  static final String CHANNEL = "shopify";
  static final String NAME = "demo-shop";

  private final Platform platform;
  private final String secret;

  Shop(Platform platform, String secret) {
    this.platform = platform;
    this.secret = secret;
  }

  /// Makes the shop known to the order service.
  void register() {
    register(platform, CHANNEL, NAME, secret, "d2c");
  }

  static void register(
      Platform platform, String channel, String shop, String secret, String orderType) {
    var body = Json.object().put("pool", Catalogue.POOL).put("orderType", orderType);
    body.put("webhookSecret", secret);
    Platform.require(
        platform.put(
            Platform.Person.ADMINISTRATOR,
            Part.ORDER,
            "/channels/%s/shops/%s".formatted(channel, shop),
            body),
        "register the shop " + shop);
  }

  /// @param topic Shopify's, such as `orders/create`
  Http.Answer send(String topic, byte[] body) {
    return send(topic, body, signature(secret, body));
  }

  Http.Answer send(String topic, byte[] body, String signature) {
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("X-Shopify-Hmac-SHA256", signature);
    headers.put("X-Shopify-Topic", topic);
    headers.put("X-Shopify-Shop-Domain", NAME + ".example");
    return platform.deliver(Part.ORDER, "/webhooks/shopify/" + NAME, body, headers);
  }

  /// The channels whose documents can be played, each with a shop of this name.
  void registerAll() {
    register();
    register(platform, DocumentChannel.WOOCOMMERCE, NAME, secret, "d2c");
    register(platform, DocumentChannel.AMAZON, NAME, secret, "marketplace");
    register(platform, DocumentChannel.EBAY, NAME, secret, "marketplace");
    register(platform, DocumentChannel.X12, NAME, secret, "wholesale");
  }

  /// A document of a channel, in the way that channel's documents come. It says itself what it is,
  /// so no topic is named.
  /// @param several whether it holds more than one order: only an adapter is told of each
  Http.Answer deliverAs(String channel, byte[] body, boolean several) {
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/json");
    switch (several ? "" : channel) {
      case DocumentChannel.SHOPIFY -> headers.put("X-Shopify-Hmac-SHA256", signature(secret, body));
      case DocumentChannel.WOOCOMMERCE ->
          headers.put("X-WC-Webhook-Signature", signature(secret, body));
      default -> {
        return platform.post(
            Platform.Person.CHANNEL,
            Part.ORDER,
            "/channel-documents/" + channel + "/" + NAME,
            body);
      }
    }
    return platform.deliver(Part.ORDER, "/webhooks/" + channel + "/" + NAME, body, headers);
  }

  Http.Answer send(String topic, com.fasterxml.jackson.databind.JsonNode order) {
    return send(topic, order.toString().getBytes(StandardCharsets.UTF_8));
  }

  static String signature(String secret, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Where the platform found what it does not take, and what it was; empty when it was taken.
  static String detail(Http.Answer answer) {
    var json = answer.json();
    if (json.path("outcomes").size() == 1) {
      json = json.path("outcomes").get(0);
    }
    if (!json.hasNonNull("reason")) {
      return "";
    }
    return (" " + json.path("field").asText("") + " " + json.path("detail").asText(""))
        .stripTrailing();
  }

  /// What an answer says, as a word for each order of the document.
  static String outcome(Http.Answer answer) {
    var json = answer.json();
    if (json.path("outcomes").isArray()) {
      var words = new java.util.ArrayList<String>();
      json.path("outcomes").forEach(each -> words.add(word(each)));
      return String.join(", ", words);
    }
    return json.path("kind").asText("").isEmpty() ? "HTTP " + answer.status() : word(json);
  }

  private static String word(com.fasterxml.jackson.databind.JsonNode outcome) {
    var kind = outcome.path("kind").asText();
    return outcome.hasNonNull("reason") ? kind + " " + outcome.path("reason").asText() : kind;
  }

  /// Whether an order came of any part of the document.
  static boolean takenIds(Http.Answer answer) {
    return answer.json().findValues("orderId").stream().anyMatch(id -> id.isTextual());
  }
}

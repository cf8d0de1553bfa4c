package dev.onhand.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A shop of a test's own, with an item and stock, that delivers signed webhooks.
final class TestShop {
  static final String SKU = "ACCEPTANCE-TEE";

  private static final String POOL = "acceptance";
  private static final String LOCATION = "ACC-1";
  private static final String SECRET = "acceptance-secret-0123456789abcdef";

  private final RunningStack stack;
  private final String name;

  private TestShop(RunningStack stack, String name) {
    this.stack = stack;
    this.name = name;
  }

  /// A shop with a name nobody else has, in a pool that has 1,000 of one item.
  static TestShop open(RunningStack stack) {
    return open(stack, "shopify", 1_000);
  }

  /// The same on another channel, and with more units on the shelf.
  static TestShop open(RunningStack stack, String channel, int units) {
    var shop = new TestShop(stack, "acceptance-" + UUID.randomUUID());
    shop.stockUp(units);
    shop.put(
        "order",
        "/channels/%s/shops/%s".formatted(channel, shop.name),
        """
        {"pool":"%s","webhookSecret":"%s","orderType":"d2c"}\
        """
            .formatted(POOL, SECRET));
    return shop;
  }

  private void stockUp(int units) {
    put("inventory", "/pools/" + POOL, "{}");
    put(
        "inventory",
        "/items/" + SKU,
        """
        {"name":"Tee","pool":"%s","standardCost":{"amount":"8.00","currency":"EUR"},
         "unitOfMeasure":"EA"}\
        """
            .formatted(POOL));
    put(
        "inventory",
        "/locations/" + LOCATION,
        """
        {"name":"Acceptance","pool":"%s","country":"DE","priority":1}\
        """
            .formatted(POOL));
    var headers = new HashMap<String, String>();
    headers.put("Authorization", "Bearer " + stack.token("planner", "warehouse", "admin"));
    headers.put("Idempotency-Key", "stock-of-" + name);
    var answer =
        Http.send(
            "POST",
            stack.url("inventory") + "/adjustments",
            """
            {"pool":"%s","locationId":"%s","sku":"%s","quantity":%d,"reason":"OPENING_BALANCE",
             "status":"sellable"}\
            """
                .formatted(POOL, LOCATION, SKU, units)
                .getBytes(StandardCharsets.UTF_8),
            headers);
    assertTrue(answer.status() < 300, answer::toString);
  }

  private void put(String service, String path, String json) {
    var token = stack.token("planner", "warehouse", "admin");
    var answer = Http.send("PUT", stack.url(service) + path, json, token);
    assertTrue(answer.status() < 300, () -> path + ": " + answer);
  }

  String name() {
    return name;
  }

  /// Delivers a document signed as the shop signs.
  Http.Answer deliver(byte[] document) {
    return deliver(document, signature(SECRET, document));
  }

  Http.Answer deliver(String document) {
    return deliver(document.getBytes(StandardCharsets.UTF_8));
  }

  /// Delivers a document with any signature; null leaves it out.
  Http.Answer deliver(byte[] document, String signature) {
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("X-Shopify-Topic", "orders/create");
    headers.put("X-Shopify-Webhook-Id", UUID.randomUUID().toString());
    if (signature != null) {
      headers.put("X-Shopify-Hmac-SHA256", signature);
    }
    return Http.send("POST", stack.url("order") + "/webhooks/shopify/" + name, document, headers);
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

  /// A paid order of one line, correct to the cent.
  ///
  /// @param id the shop's number of the order
  static String order(long id) {
    return order(id, 2, "45.00", "45.00");
  }

  /// An order of one line at 20.00 and 5.00 shipping; `price` and `total` as the shop states them.
  static String order(long id, long quantity, String subtotal, String total) {
    return """
    {"id":%1$d,"name":"#%1$d","order_number":%1$d,"created_at":"2026-03-02T10:00:00Z",
     "updated_at":"2026-03-02T10:00:00Z","processed_at":"2026-03-02T10:00:00Z",
     "cancelled_at":null,"currency":"EUR","taxes_included":true,
     "financial_status":"paid","fulfillment_status":null,"test":false,
     "total_price":"%4$s","subtotal_price":"%3$s","total_tax":"0.00","total_discounts":"0.00",
     "customer":{"id":7001,"email":"buyer@example.com","first_name":"Erika",
                 "last_name":"Muster"},
     "shipping_address":{"name":"Erika Muster","address1":"Beispielweg 1","address2":null,
        "city":"Musterstadt","zip":"10115","country_code":"DE","country":"Germany",
        "phone":null},
     "line_items":[{"id":%1$d1,"sku":"%5$s","title":"Tee","quantity":%2$d,
        "current_quantity":%2$d,"price":"20.00","total_discount":"0.00","tax_lines":[],
        "discount_allocations":[]}],
     "shipping_lines":[{"id":%1$d2,"title":"Standard","price":"5.00",
        "discounted_price":"5.00","tax_lines":[]}]}\
    """
        .formatted(id, quantity, subtotal, total, SKU);
  }
}

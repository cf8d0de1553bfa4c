package dev.onhand.order;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.order.channel.OrderKey;
import dev.onhand.order.channel.ShopifyOrderText;
import dev.onhand.testkit.Infrastructure;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.OutboxCapture;
import dev.onhand.testkit.TestMessage;
import dev.onhand.testkit.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Assertions;

/// One shop with a pool and items of its own, and the parties around the service: each test has
/// its own, so that tests do not meet.
final class Desk implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final String SECRET = "a secret only for tests";

  final String tag = UUID.randomUUID().toString().substring(0, 8);
  final String shop = "shop-" + tag + ".example";
  final String pool = "pool-" + tag;
  final String tee = "TEE-" + tag;
  final String cap = "CAP-" + tag;
  final OutboxCapture outbox = OutboxCapture.install();
  private final Messages messages = Messages.connect();
  private final Map<String, Long> sequences = new HashMap<>();

  private Desk() {}

  /// With a d2c shop and two items.
  static Desk open() {
    var desk = new Desk();
    desk.configure(desk.shop);
    desk.item(desk.tee);
    desk.item(desk.cap);
    return desk;
  }

  void configure(String name) {
    as("admin")
        .body(Map.of("pool", pool, "webhookSecret", SECRET, "orderType", "d2c"))
        .put("/channels/shopify/shops/" + name)
        .then()
        .statusCode(200);
  }

  @Override
  public void close() {
    messages.close();
  }

  static RequestSpecification as(String... roles) {
    return given()
        .auth()
        .oauth2(TestTokens.token(roles))
        .contentType(ContentType.JSON)
        .accept(ContentType.JSON);
  }

  // ---- webhooks

  static String sign(byte[] body) {
    return sign(body, SECRET);
  }

  static String sign(byte[] body, String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static RequestSpecification webhook(byte[] body) {
    return webhook("orders/create", body);
  }

  static RequestSpecification webhook(String topic, byte[] body) {
    return given()
        .config(
            io.restassured.RestAssured.config()
                .encoderConfig(
                    io.restassured.config.EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .contentType("application/json")
        .header("X-Shopify-Topic", topic)
        .header("X-Shopify-Webhook-Id", UUID.randomUUID().toString())
        .body(body);
  }

  Response deliver(byte[] body) {
    return webhook(body)
        .header("X-Shopify-Hmac-SHA256", sign(body))
        .post("/webhooks/shopify/" + shop);
  }

  Response deliver(ShopifyOrderText document) {
    return deliver(document.bytes());
  }

  String orderId(String externalId) {
    return new OrderKey("shopify", shop, externalId).orderId();
  }

  /// 2 tees at 20.00 and a cap at 10.00, paid: 50.00.
  ShopifyOrderText document(String externalId) {
    return ShopifyOrderText.order(externalId)
        .line("1", quoted(tee), 2, "20.00")
        .line("2", quoted(cap), 1, "10.00")
        .with("total_price", "\"50.00\"");
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  // ---- what others say

  /// As the platform's own services send it: with a dense sequence per topic and subject.
  void say(String topic, String type, String subject, Map<String, ?> payload) {
    messages.send(topic, said(topic, type, subject, payload));
  }

  TestMessage said(String topic, String type, String subject, Map<String, ?> payload) {
    var next = sequences.merge(topic + " " + subject, 1L, Long::sum);
    return TestMessage.of(type, subject, payload).fromService(next);
  }

  void send(String topic, TestMessage... several) {
    messages.send(topic, several);
  }

  void item(String sku) {
    item(sku, Map.of());
    await()
        .atMost(PATIENCE)
        .until(() -> !rows("select 1 from known_sku where sku = ?", sku).isEmpty());
  }

  /// The item with more that is known of it.
  void item(String sku, Map<String, ?> more) {
    var item = new HashMap<String, Object>(more);
    item.putAll(Map.of("sku", sku, "name", "Thing", "pool", pool, "unitOfMeasure", "piece"));
    say("inventory.items", "inventory.ItemDefined.v1", sku, item);
  }

  static Map<String, Object> line(String lineId, String sku, long quantity) {
    return Map.of("lineId", lineId, "sku", sku, "quantity", quantity);
  }

  static Map<String, Object> allocation(String lineId, String sku, String at, long quantity) {
    return Map.of("lineId", lineId, "sku", sku, "locationId", at, "quantity", quantity);
  }

  static Map<String, String> eur(String amount) {
    return Map.of("amount", amount, "currency", "EUR");
  }

  /// Inventory promises the tees from BER and the cap from HAM.
  void reserve(String orderId) {
    var command = outbox.all().stream().filter(m -> isReserve(m, orderId)).toList().getLast();
    var reservation = command.subject();
    say(
        "inventory.reservations",
        "inventory.StockReserved.v1",
        reservation,
        Map.of(
            "reservationId",
            reservation,
            "orderId",
            orderId,
            "pool",
            pool,
            "allocations",
            List.of(allocation("1", tee, "BER", 2), allocation("2", cap, "HAM", 1)),
            "ruleVersion",
            1,
            "explanation",
            List.of()));
  }

  private static boolean isReserve(TestMessage message, String orderId) {
    return message.type().equals("inventory.ReserveStock.v1")
        && message.json().get("orderId").textValue().equals(orderId);
  }

  void ship(String orderId, String part, String shipment, List<Map<String, Object>> lines) {
    say(
        "fulfillment.events",
        "fulfillment.ShipmentShipped.v1",
        part,
        Map.of(
            "fulfillmentOrderId", part,
            "orderId", orderId,
            "shipmentId", shipment,
            "lines", lines,
            "shippedAt", Instant.now().toString()));
  }

  void fulfil(String type, String orderId, String part, Map<String, Object> more) {
    var payload = new HashMap<>(more);
    payload.put("fulfillmentOrderId", part);
    payload.put("orderId", orderId);
    say("fulfillment.events", "fulfillment." + type + ".v1", part, payload);
  }

  // ---- what is there

  void awaitState(String orderId, String state) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> Assertions.assertEquals(state, order(orderId).get("state")));
  }

  static Map<String, Object> order(String orderId) {
    return as("order-clerk")
        .get("/orders/" + orderId)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getMap("");
  }

  List<String> published(String orderId) {
    return outbox.about(orderId).stream()
        .map(m -> m.type().split("[.]")[1])
        .filter(name -> !name.equals("ChannelUpdateRequested")) // beside what happens to it
        .toList();
  }

  JsonNode message(String type, String subject) {
    return outbox.awaitOne(type, subject).json();
  }

  static List<String> rows(String sql, Object... parameters) {
    try (var connection = Infrastructure.start().connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
      var rows = new ArrayList<String>();
      try (var result = statement.executeQuery()) {
        while (result.next()) rows.add(result.getString(1));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

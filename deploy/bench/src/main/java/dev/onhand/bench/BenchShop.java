package dev.onhand.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onhand.local.stack.Http;
import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.StackException;
import dev.onhand.local.stack.Token;
import dev.onhand.local.stack.Wait;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/// What the benchmarks of orders sell: 200 items at three locations, and shops that order them.
final class BenchShop {
  static final String CHANNEL = "bench";
  static final String POOL = "bench";
  static final int ITEMS = 200;

  private static final int LOCATIONS = 3;
  private static final int LINES_MAX = 3;
  private static final int UNIT_CENTS = 2_000;
  private static final int COST_CENTS = 800;

  private final Settings settings;
  private final Random random;
  private final long began = Instant.now().getEpochSecond();
  private final Http http = new Http();
  private final Map<String, String> headers;

  BenchShop(Settings settings, long seed) {
    this.settings = settings;
    this.random = new Random(seed);
    this.headers =
        Map.of(
            "Authorization",
            "Bearer " + Token.of(settings, "bench", Token.ROLES),
            "Content-Type",
            "application/json");
  }

  /// Pool, locations, and items with stock for so many orders.
  void stockUp(int orders) {
    put(Part.INVENTORY, "/pools/" + POOL, Http.JSON.createObjectNode());
    for (int l = 0; l < LOCATIONS; l++) {
      var location = Http.JSON.createObjectNode().put("name", "Bench " + l).put("pool", POOL);
      put(
          Part.INVENTORY,
          "/locations/" + location(l),
          location.put("country", "DE").put("priority", l + 1));
    }
    for (int i = 0; i < ITEMS; i++) {
      var item = Http.JSON.createObjectNode().put("name", "Bench item " + i).put("pool", POOL);
      item.put("unitOfMeasure", "EA").set("standardCost", money(COST_CENTS));
      put(Part.INVENTORY, "/items/" + sku(i), item);
      for (int l = 0; l < LOCATIONS; l++) stock(sku(i), location(l), orders);
    }
    var last = "/positions?limit=1&sku=" + sku(ITEMS - 1);
    boolean there =
        Wait.until(
            Duration.ofSeconds(30), () -> !get(Part.INVENTORY, last).path("items").isEmpty());
    if (!there) throw new StackException("the opening stock does not arrive in inventory");
  }

  private void stock(String sku, String location, int orders) {
    var stock = Http.JSON.createObjectNode().put("pool", POOL).put("locationId", location);
    stock.put("sku", sku).put("quantity", orders * LINES_MAX).put("reason", "OPENING_BALANCE");
    var keyed = new java.util.HashMap<>(headers);
    keyed.put("Idempotency-Key", "bench-" + began + "-" + sku + "-" + location);
    require(
        http.send("POST", settings.url(Part.INVENTORY) + "/adjustments", bytes(stock), keyed),
        "book the opening stock of " + sku);
  }

  /// Configures a shop of this name.
  void open(String name) {
    var shop =
        Http.JSON
            .createObjectNode()
            .put("pool", POOL)
            .put("webhookSecret", "bench-secret-of-no-use");
    put(Part.ORDER, "/channels/" + CHANNEL + "/shops/" + name, shop.put("orderType", "d2c"));
  }

  /// An order of one to three lines, paid, with an address.
  ObjectNode order(String name, String id) {
    var now = Instant.now().toString();
    var order = Http.JSON.createObjectNode().put("channel", CHANNEL).put("shop", name);
    order.put("externalId", id).put("number", id).put("version", now).put("placedAt", now);
    order.put("orderType", "d2c").put("currency", "EUR").put("taxesIncluded", false);
    order.put("paymentStatus", "paid");
    order.putObject("customer").put("externalId", "c-" + id).put("name", "Bench Buyer");
    order
        .putObject("shipTo")
        .put("name", "Bench Buyer")
        .put("address1", "Teststr. 1")
        .put("city", "Berlin")
        .put("postalCode", "10115")
        .put("country", "DE");
    var lines = order.putArray("lines");
    int count = 1 + random.nextInt(LINES_MAX);
    int first = random.nextInt(ITEMS);
    for (int l = 0; l < count; l++) {
      var line = lines.addObject().put("externalLineId", id + "-" + l);
      line.put("sku", sku((first + l) % ITEMS)).put("quantity", 1);
      line.set("unitPrice", money(UNIT_CENTS));
      line.set("discount", money(0));
      line.set("tax", money(0));
    }
    order.set("shipping", money(0));
    order.set("shippingTax", money(0));
    order.set("total", money(count * UNIT_CENTS));
    return order;
  }

  private static String sku(int number) {
    return "BENCH-" + number;
  }

  private static String location(int number) {
    return "BENCH-" + number;
  }

  private static ObjectNode money(int cents) {
    var amount = java.math.BigDecimal.valueOf(cents, 2).toPlainString();
    return Http.JSON.createObjectNode().put("amount", amount).put("currency", "EUR");
  }

  private JsonNode get(Part service, String path) {
    var answer = http.get(settings.url(service) + path, headers);
    require(answer, "read " + path);
    return answer.json();
  }

  private void put(Part service, String path, ObjectNode body) {
    require(http.send("PUT", settings.url(service) + path, bytes(body), headers), "put " + path);
  }

  private static void require(Http.Answer answer, String what) {
    if (!answer.isOk()) {
      throw new StackException(
          "Cannot %s: status %d %s".formatted(what, answer.status(), answer.text()));
    }
  }

  private static byte[] bytes(ObjectNode body) {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}

package dev.onhand.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onhand.local.stack.Http;
import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.StackException;
import dev.onhand.local.stack.Token;
import dev.onhand.local.stack.Wait;
import dev.onhand.local.verify.Endpoints;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/// One run of the flow benchmark over a running stack, through its public interfaces.
final class FlowRun implements AutoCloseable {
  private static final String POOL = "bench";
  private static final String CHANNEL = "bench";
  private static final int ITEMS = 200;
  private static final int LOCATIONS = 3;
  private static final int LINES_MAX = 3;
  private static final int UNIT_CENTS = 2_000;
  private static final int COST_CENTS = 800;
  private static final double WARM_SHARE = 0.25;
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Settings settings;
  private final Random random;
  private final int orders;
  private final String run = Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX);
  private final Http http = new Http();
  private final Map<String, String> headers;
  private final BenchWarehouse warehouse;

  FlowRun(Settings settings, long seed, int orders) {
    this.settings = settings;
    this.random = new Random(seed);
    this.orders = orders;
    this.headers =
        Map.of(
            "Authorization",
            "Bearer " + Token.of(settings, "bench", Token.ROLES),
            "Content-Type",
            "application/json");
    this.warehouse = new BenchWarehouse(settings);
  }

  /// Pool, locations, items with stock for all orders, and the channel.
  void prepare() {
    put(Part.INVENTORY, "/pools/" + POOL, Http.JSON.createObjectNode());
    for (int l = 0; l < LOCATIONS; l++) {
      var location = Http.JSON.createObjectNode().put("name", "Bench " + l).put("pool", POOL);
      put(
          Part.INVENTORY,
          "/locations/" + location(l),
          location.put("country", "DE").put("priority", l + 1));
    }
    var shop =
        Http.JSON
            .createObjectNode()
            .put("pool", POOL)
            .put("webhookSecret", "bench-secret-of-no-use");
    put(Part.ORDER, "/channels/" + CHANNEL + "/shops/" + run, shop.put("orderType", "d2c"));
    for (int i = 0; i < ITEMS; i++) {
      var item = Http.JSON.createObjectNode().put("name", "Bench item " + i).put("pool", POOL);
      item.put("unitOfMeasure", "EA").set("standardCost", money(COST_CENTS));
      put(Part.INVENTORY, "/items/" + sku(i), item);
      for (int l = 0; l < LOCATIONS; l++) open(sku(i), location(l));
    }
    var last = "/positions?limit=1&sku=" + sku(ITEMS - 1);
    boolean there =
        Wait.until(
            Duration.ofSeconds(30), () -> !get(Part.INVENTORY, last).path("items").isEmpty());
    if (!there) throw new StackException("the opening stock does not arrive in inventory");
  }

  private void open(String sku, String location) {
    var stock = Http.JSON.createObjectNode().put("pool", POOL).put("locationId", location);
    stock.put("sku", sku).put("quantity", orders * LINES_MAX).put("reason", "OPENING_BALANCE");
    var keyed = new java.util.HashMap<>(headers);
    keyed.put("Idempotency-Key", "bench-" + run + "-" + sku + "-" + location);
    require(
        http.send("POST", settings.url(Part.INVENTORY) + "/adjustments", bytes(stock), keyed),
        "book the opening stock of " + sku);
  }

  /// Publishes all orders at once.
  void place() {
    for (int n = 0; n < orders; n++) {
      var id = run + "-" + n;
      warehouse.publish(
          "channel.orders",
          CHANNEL + "/" + run + "/" + id,
          "channel.ChannelOrderPlaced.v1",
          order(id));
    }
    warehouse.start();
  }

  private ObjectNode order(String id) {
    var now = Instant.now().toString();
    var order = Http.JSON.createObjectNode().put("channel", CHANNEL).put("shop", run);
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

  /// Waits until every order is shipped, booked and reported.
  ///
  /// @return orders per second over the last three quarters
  double awaitReported(Duration patience, Consumer<String> say) {
    long began = System.nanoTime();
    long deadline = began + patience.toNanos();
    int warm = (int) (orders * WARM_SHARE);
    long warmAt = 0;
    long warmDone = 0;
    long tell = began;
    while (System.nanoTime() < deadline) {
      long done = reported();
      long now = System.nanoTime();
      if (warmAt == 0 && done >= warm) {
        warmAt = now;
        warmDone = done;
      }
      if (now >= tell || done >= orders) {
        say.accept(progress(done, (now - began) / 1e9));
        tell = now + 2_000_000_000L;
      }
      if (done >= orders) return (done - warmDone) / ((now - warmAt) / 1e9);
      Wait.until(LOOK_EVERY, () -> false);
    }
    throw new StackException("only " + reported() + " of " + orders + " orders were reported");
  }

  private String progress(long done, double seconds) {
    double rate = done / Math.max(seconds, 0.001);
    return "%4.0f s  shipped %d, reported and booked %d of %d (%.0f/s, %.0f s to go)"
        .formatted(
            seconds,
            warehouse.shipped(),
            done,
            orders,
            rate,
            rate == 0 ? 0 : (orders - done) / rate);
  }

  /// Orders that reporting shows as shipped and that are in the books with revenue and cost; both
  /// in one statement over reporting's read models, the last place that anything arrives at.
  private long reported() {
    var sql =
        """
        select count(*) from analytics.orders o
        where o.channel = ? and o.shop = ? and o.state in ('SHIPPED', 'DELIVERED', 'COMPLETED')
          and exists (select from analytics.postings p where p.order_id = o.order_id
                      and p.cause_type = 'fulfillment.ShipmentShipped')
          and exists (select from analytics.postings p where p.order_id = o.order_id
                      and p.cause_type = 'inventory.StockMoved')
        """;
    var reporting = Endpoints.of(settings).databases().get(Part.REPORTING.shortName());
    try (var connection =
            DriverManager.getConnection(reporting.url(), reporting.user(), reporting.password());
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, CHANNEL);
      statement.setString(2, run);
      try (var result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    } catch (SQLException e) {
      throw new StackException("reporting's database cannot be read: " + e.getMessage());
    }
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

  @Override
  public void close() {
    warehouse.close();
  }
}

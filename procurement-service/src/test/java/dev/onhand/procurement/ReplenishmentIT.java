package dev.onhand.procurement;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.TestMessage;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From stock movements on Kafka to a suggestion that a buyer can order.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class ReplenishmentIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String tag = UUID.randomUUID().toString().substring(0, 8);
  private final String pool = "pool-" + tag;
  private final String supplier = "supplier-" + tag;
  private final String shirt = "TEE-" + tag;
  private Messages messages;
  private int moved;

  @BeforeEach
  void define_a_supplier_and_an_item() {
    messages = Messages.connect();
    as("buyer")
        .body(Map.of("name", "ACME", "currency", "EUR", "leadTimeDays", 10))
        .put("/suppliers/" + supplier)
        .then()
        .statusCode(200);
    messages.send(
        "inventory.items",
        TestMessage.of(
                "inventory.ItemDefined.v1",
                shirt,
                Map.of("sku", shirt, "name", "Shirt", "pool", pool))
            .fromService(1));
    var item = Map.of("unitCost", eur("6.20"), "orderMultiple", 12);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                as("buyer")
                    .body(item)
                    .put("/suppliers/" + supplier + "/items/" + shirt)
                    .then()
                    .statusCode(200));
  }

  @AfterEach
  void disconnect() {
    messages.close();
  }

  @Test
  void shipped_units_lead_to_a_suggestion_that_says_why_and_an_order_ends_it() {
    for (int day = 0; day < 20; day++) shipped(day, 10);
    messages.send("inventory.movements", movement("RECEIPT", 0, 500));
    available(40);
    await().atMost(PATIENCE).until(() -> mine() != null);
    await().atMost(PATIENCE).until(() -> number("explanation.available") == 40);

    var suggestion = mine();
    assertEquals(supplier, suggestion.get("supplierId"));
    assertEquals(20, number("explanation.observedDays"));
    assertEquals("10.0", String.valueOf(path("explanation.unitsPerDay")).substring(0, 4));
    assertEquals(0, number("quantity") % 12);
    assertNotNull(suggestion.get("stockOutOn"));

    var line = Map.of("sku", shirt, "quantity", number("quantity"), "unitCost", eur("6.20"));
    as("buyer")
        .body(
            Map.of(
                "supplierId",
                supplier,
                "locationId",
                "BER",
                "pool",
                pool,
                "currency",
                "EUR",
                "lines",
                List.of(line)))
        .post("/purchase-orders")
        .then()
        .statusCode(201);
    assertNull(mine(), "what is on its way is not suggested again");
  }

  @Test
  void a_movement_counts_once_however_often_its_batch_is_read() {
    shipped(0, 7);
    available(0);
    await().atMost(PATIENCE).until(() -> mine() != null);
    var before = path("explanation.unitsPerDay");
    available(1);
    await().atMost(PATIENCE).until(() -> number("explanation.available") == 1);
    assertEquals(before, path("explanation.unitsPerDay"));
  }

  @Test
  void the_replenishment_policy_is_changed_by_planners() {
    var policy = as("planner").get("/replenishment/policy").then().extract().asString();
    as("buyer").body(policy).put("/replenishment/policy").then().statusCode(403);
    as("planner").body(policy).put("/replenishment/policy").then().statusCode(200);
  }

  private void shipped(int daysAgo, long units) {
    messages.send("inventory.movements", movement("SHIPMENT", daysAgo, -units));
  }

  private TestMessage movement(String kind, int daysAgo, long units) {
    moved++;
    return TestMessage.of(
            "inventory.StockMoved.v1",
            pool + "/" + shirt,
            Map.of(
                "movementId", pool + "/" + shirt + "/" + moved,
                "pool", pool,
                "sku", shirt,
                "kind", kind,
                "quantity", units,
                "occurredAt", Instant.now().minus(Duration.ofDays(daysAgo))))
        .fromService(moved)
        .keyed(shirt);
  }

  private void available(long units) {
    messages.send(
        "inventory.availability",
        TestMessage.of(
            "inventory.AvailabilityChanged.v1",
            "*/" + shirt,
            Map.of(
                "pool", pool,
                "channel", "*",
                "sku", shirt,
                "available", units,
                "asOf", Instant.now())));
  }

  private long number(String path) {
    return ((Number) path(path)).longValue();
  }

  private Object path(String path) {
    Object at = mine();
    for (var step : path.split("\\.")) at = at instanceof Map<?, ?> map ? map.get(step) : null;
    return at == null ? -1 : at;
  }

  private Map<String, Object> mine() {
    return as("planner")
        .queryParam("after", pool + "/")
        .queryParam("limit", 1)
        .get("/replenishment/suggestions")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .<Map<String, Object>>getList("items")
        .stream()
        .filter(item -> pool.equals(item.get("pool")))
        .findFirst()
        .orElse(null);
  }

  private static Map<String, String> eur(String amount) {
    return Map.of("amount", amount, "currency", "EUR");
  }

  private static RequestSpecification as(String role) {
    return given().auth().oauth2(TestTokens.token(role)).contentType(ContentType.JSON);
  }
}

package dev.onhand.inventory.query;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.onhand.inventory.Shop;
import dev.onhand.inventory.StockTopics;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.TestMessage;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What may be promised by a date, with what is on its way; and kits, promised by their components.
@QuarkusTest
@WithTestResource(StockTopics.class)
class InboundIT {
  private Shop shop;
  private Messages messages;

  @BeforeEach
  void open() {
    shop = Shop.open();
    messages = Messages.connect();
  }

  @AfterEach
  void close() {
    messages.close();
    shop.close();
  }

  private void expect(String inbound, long quantity, String at) {
    var json =
        """
        {"pool":"%s","inboundId":"%s","locationId":"%s","sku":"%s","quantity":%d,
         "expectedAt":"%s"}
        """
            .formatted(shop.pool, inbound, shop.place, shop.mug, quantity, at);
    messages.send(
        "inventory.commands",
        TestMessage.of("inventory.ExpectInbound.v1", inbound, json).keyed(shop.pool));
  }

  private ValidatableResponse reserve(String sku, long quantity, String policy) {
    var body =
        """
        {"pool":"%s","orderId":"o","channel":"web","policy":"%s",
         "lines":[{"sku":"%s","quantity":%d}]}
        """
            .formatted(shop.pool, policy, sku, quantity);
    return given()
        .auth()
        .oauth2(TestTokens.token("channel"))
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .header("Prefer", "wait=10")
        .body(body)
        .post("/reservations")
        .then();
  }

  private static void eventually(Callable<Boolean> holds) {
    await().atMost(20, TimeUnit.SECONDS).until(holds);
  }

  @Test
  void by_a_date_may_be_promised_what_is_there_and_comes_until_then_less_what_others_wait_for() {
    shop.receive(5);
    expect("po-1-" + shop.mug, 10, "2100-02-01T00:00:00Z");
    expect("po-2-" + shop.mug, 20, "2100-03-01T00:00:00Z");
    String waits =
        reserve(shop.mug, 8, "backorder")
            .statusCode(201)
            .body("state", equalTo("BACKORDERED"))
            .extract()
            .path("reservationId");
    var query = "/availability/" + shop.mug + "?by=";
    eventually(
        () ->
            Integer.valueOf(27)
                .equals(shop.get(query + "2100-04-01T00:00:00Z").extract().path("available")));
    shop.get(query + "2100-01-01T00:00:00Z").body("available", equalTo(0));
    shop.get(query + "2100-02-01T00:00:00Z")
        .body("available", equalTo(7))
        .body("inbound", equalTo(10))
        .body("waiting", equalTo(3));
    shop.get("/inbound?sku=" + shop.mug)
        .body("items.quantity", contains(10, 20))
        .body("items.available", contains(7, 27));
    String next = shop.get("/inbound?limit=1&sku=" + shop.mug).extract().path("next");
    shop.get("/inbound?limit=1&sku=" + shop.mug + "&after=" + next)
        .body("items.available", contains(27));
    given()
        .auth()
        .oauth2(TestTokens.token("planner"))
        .contentType("application/json")
        .header("Prefer", "wait=10")
        .body("{\"inboundId\":\"po-2-%s\"}".formatted(shop.mug))
        .post("/reservations/" + waits + "/peg")
        .then()
        .statusCode(200)
        .body("outcome", equalTo("PEGGED"));
    eventually(() -> shop.get("/reservations/" + waits).extract().path("peggedTo") != null);
    expect("po-1-" + shop.mug, 0, "2100-02-01T00:00:00Z");
    eventually(
        () -> shop.get("/inbound?sku=" + shop.mug).extract().path("items[0].quantity").equals(20));
    shop.get("/availability/" + shop.mug + "?by=soon").statusCode(400).body("field", equalTo("by"));
  }

  private TestMessage placed(String order, long quantity, String at) {
    var json =
        """
        {"purchaseOrderId":"%s","locationId":"%s","pool":"%s","expectedAt":"%s",
         "lines":[{"sku":"%s","quantity":%d}]}
        """
            .formatted(order, shop.place, shop.pool, at, shop.mug, quantity);
    return TestMessage.of("procurement.PurchaseOrderPlaced.v1", order, json).fromService(1);
  }

  @Test
  void an_order_closed_short_brings_nothing_more_and_who_waits_hears_another_date() {
    var soon = "soon-" + shop.mug;
    var late = "late-" + shop.mug;
    messages.send("procurement.events", placed(soon, 10, "2100-02-01T00:00:00Z"));
    messages.send("procurement.events", placed(late, 10, "2100-03-01T00:00:00Z"));
    eventually(
        () -> shop.get("/inbound?sku=" + shop.mug).extract().<List<?>>path("items").size() == 2);
    String waits =
        reserve(shop.mug, 4, "backorder")
            .statusCode(201)
            .body("waiting[0].expectedAt", equalTo("2100-02-01T00:00:00Z"))
            .extract()
            .path("reservationId");
    given()
        .auth()
        .oauth2(TestTokens.token("planner"))
        .contentType("application/json")
        .header("Prefer", "wait=10")
        .body("{\"inboundId\":\"%s\"}".formatted(soon))
        .post("/reservations/" + waits + "/peg")
        .then()
        .statusCode(200);
    eventually(() -> soon.equals(shop.get("/reservations/" + waits).extract().path("peggedTo")));
    var closed =
        "{\"purchaseOrderId\":\"%s\",\"reason\":\"short\",\"closedAt\":\"2100-01-01T00:00:00Z\"}";
    messages.send(
        "procurement.events",
        TestMessage.of("procurement.PurchaseOrderClosed.v1", soon, closed.formatted(soon))
            .fromService(2));
    eventually(() -> shop.get("/reservations/" + waits).extract().path("peggedTo") == null);
    shop.get("/reservations/" + waits)
        .body("state", equalTo("BACKORDERED"))
        .body("waiting[0].expectedAt", equalTo("2100-03-01T00:00:00Z"));
    shop.get("/inbound?sku=" + shop.mug).body("items.inboundId", contains(late));
    messages
        .collect("inventory.reservations")
        .await("the freed peg", m -> m.subject().equals(waits) && m.type().endsWith("PegFreed.v1"));
  }

  @Test
  void a_virtual_kit_is_promised_by_its_components() {
    var kit = "kit-" + shop.mug;
    var body =
        """
        {"name":"Two mugs","pool":"%s","unitOfMeasure":"each",
         "kit":{"type":"virtual","components":[{"sku":"%s","quantity":2}]}}
        """
            .formatted(shop.pool, shop.mug);
    shop.put(TestTokens.token("planner"), "/items/" + kit, body).statusCode(200);
    shop.receive(5);
    eventually(() -> reserve(kit, 2, "ship-complete").extract().statusCode() == 201);
    shop.awaitPosition(5, 4);
    reserve(kit, 1, "ship-complete").statusCode(409);
    shop.put(TestTokens.token("planner"), "/items/" + kit, body.replace("virtual", "stocked"))
        .statusCode(400)
        .body("field", equalTo("kit"));
  }
}

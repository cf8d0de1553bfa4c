package dev.onhand.inventory.adjustment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

/// A lot comes in, is promised and shipped, and is recalled.
@QuarkusTest
@WithTestResource(StockTopics.class)
class LotRecallIT {
  private static final String PLANNER = TestTokens.token("planner");
  private static final String WAREHOUSE = TestTokens.token("warehouse");

  private Shop shop;
  private String tea;

  @BeforeEach
  void open() {
    shop = Shop.open();
    tea = "tea-" + shop.mug;
    var body =
        """
        {"name":"Tea","pool":"%s","unitOfMeasure":"each","lotControlled":true}
        """
            .formatted(shop.pool);
    shop.put(PLANNER, "/items/" + tea, body).statusCode(200);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private ValidatableResponse book(String lot, long quantity) {
    var ofLot = lot == null ? "" : ",\"lot\":\"" + lot + "\"";
    var body =
        """
        {"pool":"%s","locationId":"%s","sku":"%s","quantity":%d,"reason":"FOUND"%s}
        """
            .formatted(shop.pool, shop.place, tea, quantity, ofLot);
    return shop.post(WAREHOUSE, "/adjustments", body);
  }

  private ValidatableResponse reserve(String orderId, long quantity) {
    var body =
        """
        {"pool":"%s","orderId":"%s","channel":"web","lines":[{"sku":"%s","quantity":%d}]}
        """
            .formatted(shop.pool, orderId, tea, quantity);
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

  private void ship(String reservationId, String orderId, String shipmentId, long quantity) {
    var json =
        """
        {"fulfillmentOrderId":"f","orderId":"%s","shipmentId":"%s","locationId":"%s",
         "pool":"%s","reservationId":"%s","carrier":"c","trackingNumber":"t",
         "lines":[{"lineId":"1","sku":"%s","quantity":%d}],"shippedAt":"2026-03-02T14:00:00Z"}
        """
            .formatted(orderId, shipmentId, shop.place, shop.pool, reservationId, tea, quantity);
    try (var messages = Messages.connect()) {
      messages.send(
          "fulfillment.events",
          TestMessage.of("fulfillment.ShipmentShipped.v1", shipmentId, json).fromService(1));
    }
  }

  private static void eventually(Callable<Boolean> holds) {
    await().atMost(20, TimeUnit.SECONDS).until(holds);
  }

  private void awaitAvailable(int units) {
    eventually(
        () -> {
          var answer = shop.get("/availability/" + tea).extract();
          return answer.statusCode() == 200 && answer.path("available").equals(units);
        });
  }

  @Test
  void a_recalled_lot_is_promised_no_more_and_is_found_with_its_customers_and_on_the_shelf() {
    book(null, 10).statusCode(400).body("field", equalTo("lot"));
    book("L1", 10).statusCode(202);
    awaitAvailable(10);
    String shipped =
        reserve("o1", 4)
            .statusCode(201)
            .body("allocations.lot", contains("L1"))
            .extract()
            .path("reservationId");
    var shipment = "s-" + tea;
    ship(shipped, "o1", shipment, 4);
    // It comes by way of the intake; the hold, which is quicker, is not to overtake it.
    eventually(() -> shop.get("/availability/" + tea).extract().path("onHand").equals(6));
    String promised = reserve("o2", 1).statusCode(201).extract().path("reservationId");

    var hold =
        "{\"sku\":\"%s\",\"lot\":\"L1\",\"held\":true,\"reason\":\"salmonella\"}".formatted(tea);
    shop.post(PLANNER, "/lots/hold", hold).statusCode(202);
    eventually(
        () -> shop.get("/reservations/" + promised).extract().path("state").equals("BROKEN"));
    reserve("o3", 1).statusCode(409).body("reason", equalTo("INSUFFICIENT_STOCK"));
    awaitAvailable(0);
    shop.get("/availability/" + tea).body("blocked", equalTo(6)).body("onHand", equalTo(6));
    shop.get("/lots?sku=" + tea)
        .body("items.lot", contains("L1"))
        .body("items.held", contains(true))
        .body("items.holdReason", contains("salmonella"));
    var lot = "?sku=" + tea + "&lot=L1";
    eventually(() -> shop.get("/lots/shipments" + lot).extract().path("items[0].orderId") != null);
    shop.get("/lots/shipments" + lot)
        .body("items.orderId", contains("o1"))
        .body("items.quantity", contains(4));
    shop.get("/lots/stock" + lot).body("items.sellable", contains(6));
    shop.get("/shipments/" + shipment + "/lots")
        .body("lots.lot", contains("L1"))
        .body("lots[0].receipts.quantity", contains(10));

    book("L2", 5).statusCode(202);
    eventually(() -> reserve("o4", 5).extract().statusCode() == 201);
    var free = "{\"sku\":\"%s\",\"lot\":\"L1\",\"held\":false}".formatted(tea);
    shop.post(PLANNER, "/lots/hold", free).statusCode(202);
    eventually(() -> reserve("o5", 6).extract().statusCode() == 201);
    eventually(() -> shop.get("/lots?sku=" + tea).extract().path("items[0].holdReason") == null);
    awaitTold(promised);
  }

  /// Orders hear which lot broke their promise, and when it can be promised again.
  private void awaitTold(String reservationId) {
    try (var messages = Messages.connect()) {
      var topic = messages.collect("inventory.reservations");
      var broken =
          topic.await(
              "the broken promise",
              m -> m.subject().equals(reservationId) && m.type().contains("ReservationBroken"));
      assertEquals("L1", broken.json().at("/heldLot/lot").textValue());
      for (var name : List.of("LotHeld", "LotReleased")) {
        topic.await(
            name,
            m ->
                m.type().equals("inventory." + name + ".v1")
                    && m.key().equals(tea)
                    && m.subject().startsWith("lot/" + shop.pool + "/" + tea + "/L1/"));
      }
    }
  }

  @Test
  void what_cannot_be_held_is_refused_by_name() {
    shop.post(PLANNER, "/lots/hold", "{\"sku\":\"x\",\"lot\":\"L1\",\"held\":true}")
        .statusCode(400)
        .body("field", equalTo("reason"));
    shop.post(PLANNER, "/lots/hold", "{\"sku\":\"nothing\",\"lot\":\"L1\",\"held\":false}")
        .statusCode(404);
  }
}

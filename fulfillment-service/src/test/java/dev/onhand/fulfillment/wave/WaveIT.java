package dev.onhand.fulfillment.wave;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.TestMessage;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class WaveIT {
  private static final String WAREHOUSE = TestTokens.token("warehouse");

  private final String location = "W-" + UUID.randomUUID();

  @Test
  void a_wave_sums_its_orders_into_one_pick_list_and_is_picked_as_one() {
    release(3, "standard");
    var wave = make("{\"locationId\":\"%s\"}").statusCode(201);
    wave.body("fulfillmentOrders.size()", equalTo(3))
        .body("pickList.sku", contains("MUG", "SHIRT"))
        .body("pickList.quantity", contains(3, 6))
        .body("pickList.fulfillmentOrders", contains(3, 3));
    String path = wave.extract().header("Location").replaceFirst("^https?://[^/]+", "");

    as(WAREHOUSE)
        .post(path + "/confirm-pick")
        .then()
        .statusCode(200)
        .body("fulfillmentOrdersPicked", equalTo(3));
    as(WAREHOUSE)
        .get(path)
        .then()
        .body("fulfillmentOrders.state", everyItem(equalTo("PICKED")))
        .body("pickList", empty());
    as(WAREHOUSE).post(path + "/confirm-pick").then().body("fulfillmentOrdersPicked", equalTo(0));
    as(WAREHOUSE)
        .queryParam("location", location)
        .get("/waves")
        .then()
        .body("items.wave.locationId", hasItem(location));
  }

  @Test
  void a_wave_takes_the_service_level_and_the_number_it_is_asked_for() {
    release(2, "standard");
    release(2, "express");
    make("{\"locationId\":\"%s\",\"serviceLevel\":\"express\",\"ordersMax\":1}")
        .statusCode(201)
        .body("fulfillmentOrders.size()", equalTo(1));
    make("{\"locationId\":\"%s\",\"serviceLevel\":\"express\"}")
        .statusCode(201)
        .body("fulfillmentOrders.size()", equalTo(1));
    make("{\"locationId\":\"%s\",\"serviceLevel\":\"express\"}")
        .statusCode(409)
        .body("reason", equalTo("NOTHING_TO_PICK"));
  }

  @Test
  void waves_made_at_once_share_no_order() throws Exception {
    release(12, "standard");
    Callable<ValidatableResponse> one = () -> make("{\"locationId\":\"%s\",\"ordersMax\":3}");
    try (var threads = Executors.newFixedThreadPool(4)) {
      var made = threads.invokeAll(Collections.nCopies(4, one));
      var all = new HashSet<String>();
      int members = 0;
      for (var answer : made) {
        if (answer.get().extract().statusCode() != 201) continue;
        List<String> ids = answer.get().extract().path("fulfillmentOrders.fulfillmentOrderId");
        members += ids.size();
        all.addAll(ids);
      }
      assertEquals(members, all.size());
    }
  }

  @Test
  void what_is_asked_wrongly_is_answered_and_only_the_warehouse_may_ask() {
    make("{}").statusCode(400).body("field", equalTo("locationId"));
    make("{\"locationId\":\"%s\",\"ordersMax\":501}").statusCode(400);
    as(WAREHOUSE).get("/waves/nonsense").then().statusCode(400);
    as(WAREHOUSE).get("/waves/" + UUID.randomUUID()).then().statusCode(404);
    given().get("/waves").then().statusCode(401);
    as(TestTokens.token("planner")).get("/waves").then().statusCode(403);
    as(TestTokens.token("planner"))
        .body("{\"locationId\":\"BER\"}")
        .post("/waves")
        .then()
        .statusCode(403);
  }

  private ValidatableResponse make(String body) {
    return as(WAREHOUSE).body(body.formatted(location)).post("/waves").then();
  }

  private void release(int orders, String serviceLevel) {
    var before = waiting();
    try (var messages = Messages.connect()) {
      for (int i = 0; i < orders; i++) {
        var orderId = UUID.randomUUID();
        var payload =
            Map.of(
                "orderId",
                orderId,
                "reservationId",
                UUID.randomUUID(),
                "pool",
                "eu",
                "channel",
                "shopify",
                "serviceLevel",
                serviceLevel,
                "allocations",
                List.of(allocation("SHIRT", 2), allocation("MUG", 1)));
        messages.send(
            "order.events",
            TestMessage.of("order.OrderReleased.v1", orderId.toString(), payload).fromService(1));
      }
    }
    await().until(() -> waiting() == before + orders);
  }

  private int waiting() {
    return as(WAREHOUSE)
        .queryParam("location", location)
        .queryParam("limit", 500)
        .get("/fulfillment-orders")
        .path("items.size()");
  }

  private Map<String, Object> allocation(String sku, long quantity) {
    return Map.of("lineId", sku, "sku", sku, "locationId", location, "quantity", quantity);
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType("application/json");
  }
}

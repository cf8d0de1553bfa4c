package dev.onhand.inventory.masterdata;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.inventory.Shop;
import dev.onhand.inventory.StockTopics;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Planners say over HTTP who serves which orders and what is kept back; the ledger obeys.
@QuarkusTest
@WithTestResource(StockTopics.class)
class SourcingIT {
  private static final String PLANNER = TestTokens.token("planner");

  private Shop shop;
  private String store;

  @BeforeEach
  void open() {
    shop = Shop.open();
    store = "store-" + shop.place;
    shop.defineLocation(store, 0);
    shop.adjust(store, shop.mug, 10);
    shop.receive(10);
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () ->
                shop.get("/availability/" + shop.mug)
                    .extract()
                    .path("available")
                    .equals(Integer.valueOf(20)));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private ValidatableResponse put(String path, String body) {
    return shop.put(PLANNER, "/pools/" + shop.pool + path, body);
  }

  private ValidatableResponse reserve(String channel, String country, long quantity, String more) {
    var body =
        """
        {"pool":"%s","orderId":"o","channel":"%s","country":"%s",
         "lines":[{"sku":"%s","quantity":%d}]%s}
        """
            .formatted(shop.pool, channel, country, shop.mug, quantity, more);
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

  /// The rules reach the ledger a moment later: ask until they have.
  private void awaitRefused(String channel, String country, long quantity) {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              var answer = reserve(channel, country, quantity, "").extract();
              if (answer.statusCode() == 409) return true;
              assertTrue(answer.statusCode() == 201, answer::asString);
              release(answer.path("reservationId"));
              return false;
            });
  }

  private void awaitAvailable(String query, int units) {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () ->
                shop.get("/availability/" + shop.mug + query)
                    .extract()
                    .path("available")
                    .equals(units));
  }

  private void awaitWaiting(String id, int units) {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () ->
                Integer.valueOf(units)
                    .equals(shop.get("/reservations/" + id).extract().path("waiting[0].quantity")));
  }

  private void release(String id) {
    change(id, "release", "{\"reason\":\"test\"}").statusCode(200);
  }

  private static ValidatableResponse change(String id, String what, String body) {
    return given()
        .auth()
        .oauth2(TestTokens.token("order-clerk"))
        .contentType("application/json")
        .header("Prefer", "wait=10")
        .body(body)
        .post("/reservations/" + id + "/" + what)
        .then();
  }

  @Test
  void orders_of_a_country_are_served_by_whom_the_rules_say_and_the_promise_says_so() {
    var rules =
        """
        {"rules":[{"channel":"web","countries":["FR"],
                   "sources":[{"locationId":"%s","costZone":1}]}]}
        """
            .formatted(store);
    put("/sourcing", rules).statusCode(200).body("version", equalTo(1));
    put("/sourcing", rules).body("version", equalTo(1));
    awaitRefused("web", "FR", 11);
    reserve("web", "FR", 4, "")
        .statusCode(201)
        .body("allocations.locationId", contains(store))
        .body("ruleVersion", equalTo(2))
        .body(
            "explanation.find { it.locationId == '" + shop.place + "' }.verdict",
            equalTo("NOT_ELIGIBLE"));
    reserve("web", "DE", 11, "").statusCode(201);
    var version = "/pools/" + shop.pool + "/sourcing/versions/";
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> shop.get(version + 2).extract().statusCode() == 200);
    shop.get(version + 2).body("rules[0].countries", contains("FR"));
    shop.get(version + 1).statusCode(200).body("rules", nullValue());
    shop.get(version + 9).statusCode(404);
    put("/sourcing", "{}").body("version", equalTo(2));
    shop.get("/pools/" + shop.pool + "/sourcing").body("definition.rules", empty());
    shop.get("/pools/" + shop.pool + "/sourcing/history").body("items.version", contains(2, 1));
  }

  @Test
  void rules_that_name_what_is_not_there_are_refused_by_name() {
    put("/sourcing", "{\"rules\":[{\"sources\":[{\"locationId\":\"nowhere\",\"costZone\":1}]}]}")
        .statusCode(400)
        .body("field", equalTo("rules[0].sources[0].locationId"));
    put("/sourcing", "{\"rules\":[{\"sources\":[]}]}")
        .statusCode(400)
        .body("field", equalTo("rules[0].sources"));
    put("/sourcing", "{\"capacities\":[{\"locationId\":\"%s\",\"units\":-1}]}".formatted(store))
        .statusCode(400)
        .body("field", equalTo("capacities[0].units"));
    shop.put(PLANNER, "/pools/nowhere/sourcing", "{}").statusCode(404);
    shop.get("/pools/" + shop.pool + "/sourcing").statusCode(404);
  }

  @Test
  void safety_stock_and_fences_are_kept_back_until_they_are_taken_away() {
    var safety = "/safety-stock/" + store + "/" + shop.mug;
    put(safety, "{\"quantity\":3}").statusCode(200).body("units", equalTo(3));
    awaitRefused("web", "DE", 18);
    put("/fences/retail/" + shop.mug, "{\"quantity\":5}").statusCode(200);
    awaitRefused("web", "DE", 13);
    awaitAvailable("", 12);
    awaitAvailable("?channel=web", 12);
    awaitAvailable("?channel=retail", 17);
    String id = reserve("retail", "DE", 2, "").statusCode(201).extract().path("reservationId");
    awaitAvailable("?channel=retail", 15);
    awaitAvailable("?channel=web", 12);
    release(id);
    reserve("retail", "DE", 17, "").statusCode(201);
    awaitAvailable("?channel=web", 0);
    shop.get("/pools/" + shop.pool + "/safety-stock?sku=" + shop.mug)
        .body("items.units", contains(3))
        .body("items.locationId", contains(store));
    shop.get("/pools/" + shop.pool + "/fences").body("items.channel", contains("retail"));
    put("/fences/retail/" + shop.mug, "{\"quantity\":0}").statusCode(200);
    put(safety, "{\"quantity\":0}").statusCode(200);
    shop.get("/pools/" + shop.pool + "/fences").body("items", empty());
    put(safety, "{\"quantity\":-1}").statusCode(400).body("field", equalTo("quantity"));
    put("/safety-stock/nowhere/" + shop.mug, "{\"quantity\":1}").statusCode(404);
  }

  @Test
  void a_hold_is_extended_made_firm_and_moved_and_an_order_waits_for_the_rest() {
    var ends = ",\"expiresAt\":\"2100-01-01T00:00:00Z\"";
    String id = reserve("web", "DE", 4, ends).statusCode(201).extract().path("reservationId");
    change(id, "extend", "{\"expiresAt\":\"2100-02-01T00:00:00Z\"}")
        .statusCode(200)
        .body("outcome", equalTo("EXTENDED"));
    change(id, "extend", "{\"expiresAt\":\"2099-02-01T00:00:00Z\"}")
        .statusCode(409)
        .body("reason", equalTo("NOT_EXTENDED"));
    change(id, "commit", "").statusCode(200).body("outcome", equalTo("COMMITTED"));
    change(id, "priority", "{\"priority\":1}").statusCode(200);
    change(id, "reallocate", "{\"locationId\":\"%s\"}".formatted(store))
        .statusCode(200)
        .body("outcome", equalTo("REALLOCATED"));
    change(id, "reallocate", "{\"locationId\":\"%s\"}".formatted(store))
        .statusCode(409)
        .body("reason", equalTo("NOTHING_THERE"));
    String waits =
        reserve("web", "DE", 30, ",\"policy\":\"backorder\"")
            .statusCode(201)
            .body("state", equalTo("BACKORDERED"))
            .body("waiting.quantity", contains(14))
            .extract()
            .path("reservationId");
    awaitWaiting(waits, 14);
    shop.adjust(store, shop.mug, 5);
    awaitWaiting(waits, 9);
    shop.get("/reservations/" + id)
        .body("priority", equalTo(1))
        .body("expiresAt", nullValue())
        .body("allocations.locationId", contains(shop.place));
    reserve("web", "DE", 1, ",\"policy\":\"maybe\"")
        .statusCode(400)
        .body("field", equalTo("policy"));
    change("unknown", "commit", "").statusCode(404);
  }
}

package dev.onhand.inventory.reservation;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.inventory.Shop;
import dev.onhand.inventory.StockTopics;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reservations over HTTP, with callers that wait for the answer.
@QuarkusTest
@WithTestResource(StockTopics.class)
class InteractiveReservationIT {
  private static final String CHANNEL = TestTokens.token("channel");

  private Shop shop;

  @BeforeEach
  void open() {
    shop = Shop.open();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private String body(String orderId, long quantity) {
    return """
    {"pool":"%s","orderId":"%s","channel":"web","lines":[{"sku":"%s","quantity":%d}]}
    """
        .formatted(shop.pool, orderId, shop.mug, quantity);
  }

  private static Response reserve(String key, String prefer, String body) {
    var request =
        given()
            .auth()
            .oauth2(CHANNEL)
            .contentType("application/json")
            .header("Idempotency-Key", key)
            .body(body);
    if (prefer != null) request.header("Prefer", prefer);
    return request.post("/reservations");
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  /// Many callers at once; each says its status.
  private List<Integer> concurrently(int callers) {
    try (ExecutorService pool = Executors.newFixedThreadPool(40)) {
      var calls =
          IntStream.range(0, callers)
              .mapToObj(i -> pool.submit(() -> reserve(key(), "wait=10", body("o" + i, 1))))
              .toList();
      return calls.stream()
          .map(
              call -> {
                try {
                  return call.get(60, TimeUnit.SECONDS).statusCode();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              })
          .toList();
    }
  }

  private static long count(List<Integer> statuses, int status) {
    return statuses.stream().filter(s -> s == status).count();
  }

  @Test
  void of_forty_at_once_for_five_units_exactly_five_succeed() {
    shop.receive(5);
    var statuses = concurrently(40);
    assertEquals(5, count(statuses, 201), statuses::toString);
    assertEquals(35, count(statuses, 409), statuses::toString);
    shop.awaitPosition(5, 5);
  }

  @Test
  void of_five_hundred_at_once_for_the_last_hundred_exactly_a_hundred_succeed() {
    shop.receive(100);
    var statuses = concurrently(500);
    assertEquals(100, count(statuses, 201), () -> "" + Set.copyOf(statuses));
    assertEquals(400, count(statuses, 409), () -> "" + Set.copyOf(statuses));
    shop.awaitPosition(100, 100);
  }

  @Test
  void a_promise_says_where_its_units_come_from_and_why() {
    shop.receive(10);
    var promised = reserve(key(), "wait=5", body("o1", 3)).then().statusCode(201);
    String id =
        promised
            .body("state", equalTo("RESERVED"))
            .body("allocations[0].locationId", equalTo(shop.place))
            .body("allocations[0].quantity", equalTo(3))
            .body("explanation[0].verdict", equalTo("CHOSEN"))
            .extract()
            .path("reservationId");
    promised.header("Location", org.hamcrest.Matchers.endsWith("/reservations/" + id));
    shop.awaitPosition(10, 3);
    shop.get("/reservations/" + id).body("state", equalTo("RESERVED"));
    shop.get("/reservations?order=o1&pool=" + shop.pool)
        .body("items.reservationId", equalTo(List.of(id)));
  }

  @Test
  void the_same_key_and_body_get_the_same_promise_and_another_body_is_refused() {
    shop.receive(10);
    var key = key();
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      var calls =
          IntStream.range(0, 8)
              .mapToObj(_ -> pool.submit(() -> reserve(key, "wait=10", body("o1", 3))))
              .toList();
      var ids =
          calls.stream()
              .map(
                  call -> {
                    try {
                      return call.get(30, TimeUnit.SECONDS)
                          .then()
                          .statusCode(201)
                          .extract()
                          .<String>path("reservationId");
                    } catch (Exception e) {
                      throw new AssertionError(e);
                    }
                  })
              .collect(Collectors.toSet());
      assertEquals(1, ids.size());
    }
    shop.awaitPosition(10, 3);
    reserve(key, "wait=5", body("o1", 4)).then().statusCode(422);
    shop.awaitPosition(10, 3);
  }

  @Test
  void a_refusal_names_the_reason_and_the_shortage_and_stays_for_its_key() {
    shop.receive(2);
    var key = key();
    reserve(key, "wait=5", body("o1", 3))
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("reason", equalTo("INSUFFICIENT_STOCK"))
        .body("shortages[0].available", equalTo(2))
        .body("explanation[0].verdict", equalTo("SHORT"))
        .body("reservationId", notNullValue());
    shop.receive(10);
    reserve(key, "wait=5", body("o1", 3)).then().statusCode(409);
    reserve(key(), "wait=5", body("o1", 3)).then().statusCode(201);
  }

  @Test
  void who_does_not_wait_gets_a_place_to_look_at() {
    shop.receive(1);
    var location =
        reserve(key(), null, body("o1", 1)).then().statusCode(202).extract().header("Location");
    var path = location.substring(location.indexOf("/reservations/"));
    shop.get(path).statusCode(200);
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> shop.get(path).extract().path("state").equals("RESERVED"));
  }

  @Test
  void a_promise_is_given_back_once() {
    shop.receive(1);
    String id =
        reserve(key(), "wait=5", body("o1", 1))
            .then()
            .statusCode(201)
            .extract()
            .path("reservationId");
    shop.awaitPosition(1, 1);
    var key = key();
    for (int i = 0; i < 2; i++) {
      given()
          .auth()
          .oauth2(CHANNEL)
          .contentType("application/json")
          .header("Prefer", "wait=5")
          .header("Idempotency-Key", key)
          .body("{\"reason\":\"cart abandoned\"}")
          .post("/reservations/" + id + "/release")
          .then()
          .statusCode(200)
          .body("outcome", equalTo("RELEASED"));
    }
    shop.awaitPosition(1, 0);
    shop.get("/reservations/" + id).body("state", equalTo("RELEASED"));
  }

  @Test
  void what_cannot_be_asked_is_refused_by_name() {
    given()
        .auth()
        .oauth2(CHANNEL)
        .contentType("application/json")
        .body(body("o1", 1))
        .post("/reservations")
        .then()
        .statusCode(400)
        .body("field", equalTo("Idempotency-Key"));
    reserve(key(), "wait=soon", body("o1", 1))
        .then()
        .statusCode(400)
        .body("field", equalTo("Prefer"));
    reserve(key(), "wait=1", body("o1", 0)).then().statusCode(400);
    reserve(
            key(),
            "wait=1",
            "{\"pool\":\"nowhere\",\"orderId\":\"o\",\"channel\":\"web\",\"lines\":"
                + "[{\"sku\":\"x\",\"quantity\":1}]}")
        .then()
        .statusCode(400)
        .body("field", equalTo("pool"));
    assertTrue(shop.get("/reservations/unknown").extract().statusCode() == 404);
  }
}

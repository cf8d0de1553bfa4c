package dev.onhand.inventory;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.testkit.Contracts;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.OpenApi;
import dev.onhand.testkit.OutboxCapture;
import dev.onhand.testkit.OutboxRelay;
import dev.onhand.testkit.TestMessage;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The service on a real broker and a real database, from its REST endpoints and its input topics
/// to what it publishes and answers.
@QuarkusTest
@WithTestResource(StockTopics.class)
class InventoryIT {
  private static final String OPERATOR = TestTokens.token("operator");
  private static final String PLANNER = TestTokens.token("planner");
  private static final String WAREHOUSE = TestTokens.token("warehouse");

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final String pool = "pool-" + run;
  private final String place = "loc-" + run;
  private final String mug = "mug-" + run;
  private Messages messages;
  private OutboxRelay relay;
  private Messages.Collector reservations;
  private Messages.Collector movements;

  @BeforeEach
  void begin() {
    messages = Messages.connect();
    relay = OutboxRelay.start(OutboxCapture.install());
    reservations = messages.collect("inventory.reservations");
    movements = messages.collect("inventory.movements");
    put(OPERATOR, "/pools/" + pool, "{}").statusCode(200);
    put(PLANNER, "/locations/" + place, definition("\"country\":\"DE\",\"priority\":1"))
        .statusCode(200);
    put(PLANNER, "/items/" + mug, definition("\"unitOfMeasure\":\"piece\"")).statusCode(200);
  }

  @AfterEach
  void end() {
    relay.close();
    messages.close();
  }

  private String definition(String more) {
    return "{\"name\":\"a name\",\"pool\":\"%s\",%s}".formatted(pool, more);
  }

  private static ValidatableResponse put(String token, String path, String body) {
    return given().auth().oauth2(token).contentType("application/json").body(body).put(path).then();
  }

  private static ValidatableResponse get(String path) {
    return given().auth().oauth2(PLANNER).get(path).then();
  }

  private String receive(long quantity) {
    return given()
        .auth()
        .oauth2(WAREHOUSE)
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(
            """
            {"pool":"%s","locationId":"%s","sku":"%s","quantity":%d,"reason":"OPENING_BALANCE"}
            """
                .formatted(pool, place, mug, quantity))
        .post("/adjustments")
        .then()
        .statusCode(202)
        .header("Location", notNullValue())
        .extract()
        .path("adjustmentId");
  }

  private TestMessage reserve(String reservationId, long... quantities) {
    List<String> lines = new ArrayList<>();
    for (long quantity : quantities) {
      lines.add(
          "{\"lineId\":\"%d\",\"sku\":\"%s\",\"quantity\":%d}"
              .formatted(lines.size() + 1, mug, quantity));
    }
    var json =
        """
        {"pool":"%s","reservationId":"%s","orderId":"o-%s","channel":"web","priority":5,
         "policy":"ship-complete","lines":[%s]}
        """
            .formatted(pool, reservationId, reservationId, String.join(",", lines));
    return TestMessage.of("inventory.ReserveStock.v1", reservationId, json)
        .fromService(1)
        .keyed(pool);
  }

  private TestMessage answer(String reservationId) {
    return reservations.await(
        "answer to " + reservationId, message -> reservationId.equals(message.subject()));
  }

  private void awaitPosition(long sellable, long reserved) {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> position(), equalTo(sellable + " sellable, " + reserved + " reserved"));
  }

  private String position() {
    var found = get("/positions?sku=" + mug).statusCode(200).extract().jsonPath();
    return found.get("items[0].sellable")
        + " sellable, "
        + found.get("items[0].reserved")
        + " reserved";
  }

  @Test
  void the_published_openapi_document_is_what_the_service_answers() {
    OpenApi.assertIsCurrent("inventory-service");
  }

  @Test
  void stock_is_received_promised_and_shipped() {
    String adjustment = receive(10);
    awaitPosition(10, 0);
    String id = UUID.randomUUID().toString();
    messages.send("inventory.commands", reserve(id, 3, 1), reserve(id, 3, 1));

    TestMessage reserved = answer(id);
    assertEquals("inventory.StockReserved.v1", reserved.type());
    assertEquals("o-" + id, reserved.key());
    assertEquals(1, reserved.sequence());
    Contracts.assertValid("inventory-service", "StockReserved.v1", reserved.text());
    awaitPosition(10, 4);
    get("/reservations/" + id).statusCode(200).body("state", equalTo("RESERVED"));
    get("/availability/" + mug).body("available", equalTo(6));

    messages.send("fulfillment.events", shipment(id, 4).fromService(1));
    TestMessage moved =
        movements.await(
            "shipment", m -> m.text().contains("\"SHIPMENT\"") && m.text().contains(mug));
    Contracts.assertValid("inventory-service", "StockMoved.v1", moved.text());
    assertEquals(pool + "/" + mug, moved.subject());
    assertEquals(2, moved.sequence());
    awaitPosition(6, 0);
    get("/reservations/" + id).body("state", equalTo("SHIPPED"));
    get("/movements?reference=" + adjustment).body("items[0].quantity", equalTo(10));
    assertEquals(2, reservations.received().stream().filter(m -> id.equals(m.subject())).count());
  }

  private TestMessage shipment(String reservationId, long quantity) {
    String shipmentId = UUID.randomUUID().toString();
    var json =
        """
        {"fulfillmentOrderId":"f","orderId":"o-%s","shipmentId":"%s","locationId":"%s",
         "pool":"%s","reservationId":"%s","carrier":"c","trackingNumber":"t",
         "lines":[{"lineId":"1","sku":"%s","quantity":%d}],"shippedAt":"2026-03-02T14:00:00Z"}
        """
            .formatted(reservationId, shipmentId, place, pool, reservationId, mug, quantity);
    return TestMessage.of("fulfillment.ShipmentShipped.v1", shipmentId, json);
  }

  @Test
  void five_hundred_orders_for_the_last_hundred_units_get_exactly_a_hundred() {
    receive(100);
    awaitPosition(100, 0);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      ids.add(UUID.randomUUID().toString());
    }
    ids.parallelStream()
        .forEach(
            id -> {
              try (var sender = Messages.connect()) {
                sender.send("inventory.commands", reserve(id, 1));
              }
            });
    long reserved =
        ids.stream().filter(id -> answer(id).type().equals("inventory.StockReserved.v1")).count();
    assertEquals(100, reserved);
    awaitPosition(100, 100);
  }

  @Test
  void one_item_on_two_lines_with_stock_for_one_is_refused() {
    receive(1);
    awaitPosition(1, 0);
    String id = UUID.randomUUID().toString();
    messages.send("inventory.commands", reserve(id, 1, 1));
    TestMessage answer = answer(id);
    assertEquals("inventory.ReservationRejected.v1", answer.type());
    assertEquals("INSUFFICIENT_STOCK", answer.json().path("reason").asText());
  }

  @Test
  void a_command_that_cannot_be_read_or_is_misplaced_is_put_aside_and_the_next_is_decided() {
    receive(1);
    awaitPosition(1, 0);
    String id = UUID.randomUUID().toString();
    TestMessage garbage =
        reserve(id, 1).carrying("{".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    messages.send("inventory.commands", garbage, reserve(id, 1));
    assertEquals("inventory.StockReserved.v1", answer(id).type());
    TestMessage dead =
        messages
            .collect("inventory.dead-letter")
            .await("dead letter", m -> garbage.id().equals(m.id()));
    assertEquals("MALFORMED_JSON", dead.headers().get("onhand_reason"));
    assertEquals("{", dead.text());
  }

  @Test
  void a_count_for_a_location_nobody_has_defined_waits_for_it() {
    String later = "later-" + run;
    var json =
        """
        {"countId":"c-%s","locationId":"%s","sku":"%s","counted":7,
         "countedAt":"2026-03-02T14:00:00Z"}
        """
            .formatted(run, later, mug);
    messages.send("warehouse.events", TestMessage.of("warehouse.CountRecorded.v1", run, json));
    put(PLANNER, "/locations/" + later, definition("\"country\":\"FR\",\"priority\":2"))
        .statusCode(200);
    awaitPosition(7, 0);
    get("/movements?reference=c-" + run).body("items[0].kind", equalTo("COUNT"));
  }

  @Test
  void only_those_who_may_change_stock() {
    given().get("/positions").then().statusCode(401);
    put(PLANNER, "/pools/" + pool, "{}").statusCode(403);
    put(WAREHOUSE, "/items/" + mug, definition("\"unitOfMeasure\":\"piece\"")).statusCode(403);
    get("/reservations/unknown").statusCode(404);
  }
}

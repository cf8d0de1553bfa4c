package dev.onhand.fulfillment.fulfillmentorder;

import static dev.onhand.fulfillment.fulfillmentorder.Outside.MUG;
import static dev.onhand.fulfillment.fulfillmentorder.Outside.SHIRTS;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.testkit.Contracts;
import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.Infrastructure;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.OpenApi;
import dev.onhand.testkit.OutboxCapture;
import dev.onhand.testkit.TestMessage;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class FulfillmentServiceIT {
  private static final String HERE = "fulfillment-service";
  private static final String WAREHOUSE = TestTokens.token("warehouse");

  private final String tracking = "T-" + UUID.randomUUID();
  private Messages messages;
  private OutboxCapture outbox;
  private Outside outside;

  @BeforeEach
  void connect() {
    messages = Messages.connect();
    outbox = OutboxCapture.install();
    outside = new Outside(messages);
  }

  @AfterEach
  void close() {
    messages.close();
  }

  @Test
  void the_published_openapi_document_is_what_the_service_answers() {
    OpenApi.assertIsCurrent("fulfillment-service");
  }

  @Test
  void a_released_order_is_picked_packed_shipped_and_delivered_per_location() {
    outside.fromOrders(outside.released());
    awaitState(outside.berlin, "REQUESTED");
    awaitState(outside.hamburg, "REQUESTED");

    outside.fromWarehouse(
        Outside.picked(outside.berlin, "BER", SHIRTS),
        Outside.packed(outside.berlin, "P-1"),
        Outside.shipped(outside.berlin, tracking, SHIRTS));
    awaitState(outside.berlin, "SHIPPED");
    outside.fromCarrier(Outside.delivered(outside.berlin, tracking));
    awaitState(outside.berlin, "DELIVERED");

    var published = outbox.about(outside.berlin.toString());
    assertEquals(
        List.of(
            "fulfillment.FulfillmentOrderCreated.v1",
            "fulfillment.PickRequested.v1",
            "fulfillment.Picked.v1",
            "fulfillment.Packed.v1",
            "fulfillment.ShipmentShipped.v1",
            "fulfillment.ShipmentDelivered.v1"),
        published.stream().map(TestMessage::type).toList());
    assertPublishedAsPromised(published);
    get(outside.berlin)
        .body("fulfillmentOrder.lines[0].picked", equalTo(2))
        .body("fulfillmentOrder.lines[0].shipped", equalTo(2))
        .body("fulfillmentOrder.shipments[0].trackingNumber", equalTo(tracking))
        .body(
            "timeline.type",
            contains(
                "FulfillmentRequested.v1",
                "PickRecorded.v1",
                "PackRecorded.v1",
                "ShipmentRecorded.v1",
                "DeliveryRecorded.v1"))
        .body("timeline[1].actor", equalTo("topic:warehouse.events"));
    get(outside.hamburg).body("fulfillmentOrder.state", equalTo("REQUESTED"));
  }

  @Test
  void each_message_delivered_many_times_counts_once() {
    var released = outside.released();
    var picked = Outside.picked(outside.berlin, "BER", SHIRTS);
    var shipped = Outside.shipped(outside.berlin, tracking, SHIRTS);
    var sentAgain = Outside.shipped(outside.berlin, tracking, SHIRTS);
    outside.fromOrders(released, released);
    outside.fromWarehouse(picked, picked, shipped, picked, shipped, sentAgain);
    outside.fromOrders(released);
    outside.fromCarrier(
        Outside.delivered(outside.berlin, tracking), Outside.delivered(outside.berlin, tracking));

    awaitState(outside.berlin, "DELIVERED");
    var last = Outside.picked(outside.hamburg, "HAM", MUG);
    outside.fromWarehouse(last);
    awaitState(outside.hamburg, "PICKED");
    assertEquals(5, outbox.about(outside.berlin.toString()).size());
    get(outside.berlin).body("timeline.size()", equalTo(4));
  }

  @Test
  void confirmations_that_come_before_the_order_wait_for_it() {
    outside.fromCarrier(Outside.delivered(outside.berlin, tracking));
    outside.fromWarehouse(
        Outside.picked(outside.berlin, "BER", SHIRTS),
        Outside.shipped(outside.berlin, tracking, SHIRTS));
    await().until(() -> parked() >= 3);
    assertEquals(List.of(), outbox.about(outside.berlin.toString()));

    outside.fromOrders(outside.released());
    awaitState(outside.berlin, "DELIVERED");
    assertPublishedAsPromised(outbox.about(outside.berlin.toString()));
  }

  @Test
  void a_short_pick_is_published_and_waits_for_a_person() {
    outside.fromOrders(outside.released());
    outside.fromWarehouse(Outside.picked(outside.berlin, "BER", new Line("1", "SHIRT", 1)));
    awaitState(outside.berlin, "PICKED");

    var message = outbox.awaitOne("fulfillment.ShortPicked.v1", outside.berlin.toString());
    assertEquals(2, message.json().at("/lines/0/expected").asInt());
    assertEquals(1, message.json().at("/lines/0/picked").asInt());
    awaitException("SHORT_PICK", outside.berlin);

    outside.fromWarehouse(Outside.shipped(outside.berlin, tracking, new Line("1", "SHIRT", 1)));
    awaitState(outside.berlin, "SHIPPED");
  }

  @Test
  void a_cancellation_is_decided_by_each_warehouse() {
    outside.fromOrders(outside.released());
    outside.fromWarehouse(Outside.picked(outside.hamburg, "HAM", MUG));
    awaitState(outside.hamburg, "PICKED");
    outside.fromOrders(outside.cancellationRequested());

    var asked = outbox.awaitOne("fulfillment.PickCancelled.v1", outside.berlin.toString());
    assertEquals("warehouse.requests", asked.topic());
    assertEquals("BER", asked.key());
    var refused = outbox.awaitOne("fulfillment.CancellationRefused.v1", outside.hamburg.toString());
    assertEquals("ALREADY_PICKED", refused.json().get("reason").asText());
    get(outside.berlin).body("fulfillmentOrder.cancellationPending", equalTo(true));

    outside.fromWarehouse(Outside.cancellationAnswered(outside.berlin, true));
    awaitState(outside.berlin, "CANCELLED");
    var cancelled =
        outbox.awaitOne("fulfillment.FulfillmentOrderCancelled.v1", outside.berlin.toString());
    assertEquals("changed my mind", cancelled.json().get("reason").asText());
    assertPublishedAsPromised(outbox.about(outside.berlin.toString()));
    assertPublishedAsPromised(outbox.about(outside.hamburg.toString()));
  }

  @Test
  void a_shipment_that_races_the_cancellation_wins() {
    outside.fromOrders(outside.released(), outside.cancellationRequested());
    awaitCancellationPending(outside.berlin);
    outside.fromWarehouse(
        Outside.shipped(outside.berlin, tracking, SHIRTS),
        Outside.cancellationAnswered(outside.berlin, false));

    awaitState(outside.berlin, "SHIPPED");
    var refused = outbox.awaitOne("fulfillment.CancellationRefused.v1", outside.berlin.toString());
    assertEquals("ALREADY_SHIPPED", refused.json().get("reason").asText());
  }

  @Test
  void more_than_was_asked_for_is_shipped_and_waits_for_a_person() {
    outside.fromOrders(outside.released());
    outside.fromWarehouse(Outside.shipped(outside.hamburg, tracking, new Line("2", "MUG", 3)));
    awaitState(outside.hamburg, "SHIPPED");
    awaitException("OVER_SHIPPED", outside.hamburg);
    var shipped = outbox.awaitOne("fulfillment.ShipmentShipped.v1", outside.hamburg.toString());
    assertEquals(3, shipped.json().at("/lines/0/quantity").asInt());
  }

  @Test
  void a_second_release_with_other_lines_is_refused_and_waits_for_a_person() {
    var first = outside.released();
    var second = outside.released();
    var text = second.text().replace("\"quantity\":2", "\"quantity\":5");
    outside.fromOrders(first, second.carrying(text.getBytes(StandardCharsets.UTF_8)));
    awaitException("ALREADY_REQUESTED_OTHERWISE", outside.berlin);
    get(outside.berlin).body("fulfillmentOrder.lines[0].requested", equalTo(2));
  }

  @Test
  void what_is_released_later_to_the_same_location_is_a_fulfilment_order_of_its_own() {
    var first = outside.released();
    var later = outside.releasedLater(2, new Line("1", "SHIRT", 3), "BER");
    outside.fromOrders(first, later, later);
    var second = FulfillmentIds.fulfillmentOrder(outside.orderId, outside.reservationId, 2, "BER");
    awaitState(outside.berlin, "REQUESTED");
    awaitState(second, "REQUESTED");
    get(outside.berlin).body("fulfillmentOrder.lines[0].requested", equalTo(2));
    get(second).body("fulfillmentOrder.lines[0].requested", equalTo(3));
    outside.fromOrders(outside.cancellationRequested());
    awaitCancellationPending(outside.berlin);
    awaitCancellationPending(second);
  }

  @Test
  void what_is_not_shipped_in_time_waits_for_a_person_until_it_ships() throws SQLException {
    outside.fromOrders(outside.released());
    awaitState(outside.berlin, "REQUESTED");
    try (var connection = Infrastructure.start().connect();
        var due = connection.prepareStatement("update timer set due_at = now() where key = ?")) {
      due.setString(1, outside.berlin.toString());
      assertEquals(1, due.executeUpdate());
    }
    awaitException("SHIP_OVERDUE", outside.berlin);

    outside.fromWarehouse(Outside.shipped(outside.berlin, tracking, SHIRTS));
    var resolved =
        outbox.awaitOne(
            "fulfillment.ExceptionResolved.v1", "fulfillment/SHIP_OVERDUE/" + outside.berlin);
    assertEquals("it came late", resolved.json().get("resolution").asText());
    assertEquals(0, count("select count(*) from timer where key = ?", outside.berlin));
  }

  @Test
  void what_cannot_be_read_is_a_dead_letter_and_does_not_hold_up_the_next() {
    outside.fromOrders(outside.released());
    awaitState(outside.berlin, "REQUESTED");
    var cutOff = "{\"fulfillmentOrderId\":".getBytes(StandardCharsets.UTF_8);
    outside.fromWarehouse(
        Outside.picked(outside.berlin, "BER", new Line("1", "SHIRT", -2)),
        Outside.picked(outside.berlin, "BER", new Line("1", "SHIRT\u0000", 2)),
        Outside.shipped(outside.berlin, tracking),
        Outside.picked(outside.berlin, "BER", SHIRTS).carrying(cutOff),
        Outside.picked(outside.berlin, "BER", SHIRTS));
    awaitState(outside.berlin, "PICKED");
    get(outside.berlin).body("fulfillmentOrder.lines[0].picked", equalTo(2));
    assertEquals(4, count("select count(*) from dead_letter where key = ?", outside.berlin));
  }

  @Test
  void a_merchant_without_a_warehouse_system_confirms_by_hand() {
    outside.fromOrders(outside.released());
    awaitState(outside.berlin, "REQUESTED");

    post(outside.berlin, "confirm-pick", "{}").statusCode(200).body("state", equalTo("PICKED"));
    post(
            outside.berlin,
            "confirm-pack",
            "{\"packages\":[{\"packageId\":\"P-1\",\"weightGrams\":640}]}")
        .statusCode(200)
        .body("state", equalTo("PACKED"));
    var shipment = "{\"carrier\":\"dhl\",\"trackingNumber\":\"" + tracking + "\"}";
    post(outside.berlin, "confirm-ship", shipment)
        .statusCode(200)
        .body("state", equalTo("SHIPPED"))
        .body("lines[0].shipped", equalTo(2));
    post(outside.berlin, "confirm-ship", shipment).statusCode(200);
    assertEquals(
        1, outbox.about(outside.berlin.toString(), "fulfillment.ShipmentShipped.v1").size());
    post(outside.berlin, "confirm-ship", "{\"carrier\":\"dhl\",\"trackingNumber\":\"other\"}")
        .statusCode(400)
        .body("field", equalTo("lines"));
    assertPublishedAsPromised(outbox.about(outside.berlin.toString()));
    get(outside.berlin).body("timeline[1].actor", equalTo("test-warehouse"));
  }

  @Test
  void a_cancellation_is_answered_by_hand() {
    outside.fromOrders(outside.released(), outside.cancellationRequested());
    awaitCancellationPending(outside.berlin);
    post(outside.berlin, "answer-cancellation", "{\"cancelled\":true}")
        .statusCode(200)
        .body("state", equalTo("CANCELLED"));
  }

  @Test
  void an_idempotency_key_answers_the_same_and_is_not_used_twice() {
    outside.fromOrders(outside.released());
    awaitState(outside.berlin, "REQUESTED");
    var key = UUID.randomUUID().toString();
    var path = "/fulfillment-orders/" + outside.berlin + "/confirm-pick";
    for (int i = 0; i < 2; i++) {
      as(WAREHOUSE).header("Idempotency-Key", key).body("{}").post(path).then().statusCode(200);
    }
    as(WAREHOUSE)
        .header("Idempotency-Key", key)
        .body("{\"lines\":[]}")
        .post(path)
        .then()
        .statusCode(422);
  }

  @Test
  void fulfilment_orders_are_listed_by_order_state_and_location_in_pages() {
    outside.fromOrders(outside.released());
    awaitState(outside.hamburg, "REQUESTED");
    var query = Map.of("orderId", outside.orderId.toString());
    as(WAREHOUSE)
        .queryParams(query)
        .get("/fulfillment-orders")
        .then()
        .statusCode(200)
        .body(
            "items.fulfillmentOrder.fulfillmentOrderId",
            hasItems(outside.berlin.toString(), outside.hamburg.toString()));
    String next =
        as(WAREHOUSE)
            .queryParams(query)
            .queryParam("limit", 1)
            .get("/fulfillment-orders")
            .then()
            .body("items.fulfillmentOrder.locationId", contains("BER"))
            .extract()
            .path("next");
    as(WAREHOUSE)
        .queryParams(query)
        .queryParam("after", next)
        .queryParam("state", "REQUESTED")
        .queryParam("location", "HAM")
        .get("/fulfillment-orders")
        .then()
        .body("items.fulfillmentOrder.locationId", contains("HAM"))
        .body("next", equalTo(null));
  }

  @Test
  void physical_facts_are_exported_as_epcis_events_page_by_page() {
    outside.fromOrders(outside.released());
    outside.fromWarehouse(
        Outside.picked(outside.berlin, "BER", SHIRTS),
        Outside.packed(outside.berlin, "P-1"),
        Outside.shipped(outside.berlin, tracking, SHIRTS));
    awaitState(outside.berlin, "SHIPPED");
    await().until(() -> exported("urn:onhand:order:" + outside.orderId).size() == 3);
    assertEquals(
        List.of("picking", "packing", "shipping"), exported("urn:onhand:order:" + outside.orderId));
  }

  /// The business steps of an order, read in pages of two.
  private static List<String> exported(String order) {
    var steps = new ArrayList<String>();
    for (var page = "/epcis/events?perPage=2"; page != null; ) {
      var response = as(WAREHOUSE).get(page);
      assertEquals(200, response.statusCode());
      assertEquals("EPCISDocument", response.path("type"));
      steps.addAll(
          response.path(
              "epcisBody.eventList.findAll { it.bizTransactionList[0].bizTransaction == '"
                  + order
                  + "' }.bizStep"));
      var link = response.header("Link");
      page = link == null ? null : link.substring(1, link.indexOf('>'));
    }
    return steps;
  }

  @Test
  void what_is_asked_wrongly_is_answered_with_the_field() {
    badRequest("state", "DONE", "state");
    badRequest("orderId", "5", "orderId");
    badRequest("after", "x", "after");
    badRequest("limit", "501", "limit");
    as(WAREHOUSE).get("/fulfillment-orders/nonsense").then().statusCode(400);
    as(WAREHOUSE).get("/fulfillment-orders/" + UUID.randomUUID()).then().statusCode(404);
    post(UUID.randomUUID(), "confirm-pick", "{}").statusCode(404);
    post(UUID.randomUUID(), "confirm-ship", "{\"carrier\":\"dhl\"}")
        .statusCode(400)
        .body("field", equalTo("trackingNumber"));
    post(UUID.randomUUID(), "confirm-pack", "{}").statusCode(400);
  }

  @Test
  void only_the_warehouse_confirms_and_only_staff_reads() {
    var path = "/fulfillment-orders/" + UUID.randomUUID();
    given().get("/fulfillment-orders").then().statusCode(401);
    given().get(path).then().statusCode(401);
    as(TestTokens.token("channel")).get("/fulfillment-orders").then().statusCode(403);
    as(TestTokens.token("channel")).get(path).then().statusCode(403);
    given().get("/epcis/events").then().statusCode(401);
    as(TestTokens.token("channel")).get("/epcis/events").then().statusCode(403);
    for (var fact :
        List.of("confirm-pick", "confirm-pack", "confirm-ship", "answer-cancellation")) {
      given()
          .contentType("application/json")
          .body("{}")
          .post(path + "/" + fact)
          .then()
          .statusCode(401);
      as(TestTokens.token("order-clerk", "planner", "analyst", "operator", "accountant"))
          .body("{}")
          .post(path + "/" + fact)
          .then()
          .statusCode(403);
    }
    as(TestTokens.as("eve").roles("warehouse").expired().token()).get(path).then().statusCode(401);
    as(TestTokens.as("eve").roles("warehouse").unsigned()).get(path).then().statusCode(401);
  }

  private void badRequest(String parameter, String value, String field) {
    as(WAREHOUSE)
        .queryParam(parameter, value)
        .get("/fulfillment-orders")
        .then()
        .statusCode(400)
        .body("field", equalTo(field));
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType("application/json");
  }

  private static ValidatableResponse post(UUID id, String fact, String body) {
    return as(WAREHOUSE).body(body).post("/fulfillment-orders/" + id + "/" + fact).then();
  }

  private static ValidatableResponse get(UUID id) {
    return as(WAREHOUSE).get("/fulfillment-orders/" + id).then().statusCode(200);
  }

  private static void awaitState(UUID id, String state) {
    await("fulfilment order " + id + " " + state)
        .until(
            () -> {
              var response = as(WAREHOUSE).get("/fulfillment-orders/" + id);
              return response.statusCode() == 200
                  && state.equals(response.path("fulfillmentOrder.state"));
            });
  }

  private static void awaitCancellationPending(UUID id) {
    awaitState(id, "REQUESTED");
    await()
        .until(
            () ->
                as(WAREHOUSE)
                    .get("/fulfillment-orders/" + id)
                    .path("fulfillmentOrder.cancellationPending"));
  }

  private static void awaitException(String kind, UUID id) {
    var sql =
        "select count(*) from open_exception where resolved_at is null and kind = '"
            + kind
            + "' and subject = ?";
    await(kind).until(() -> count(sql, id) == 1);
  }

  private static long parked() {
    return count("select count(*) from parked where ? <> ''", UUID.randomUUID());
  }

  private static long count(String sql, UUID id) {
    try (var connection = Infrastructure.start().connect();
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, id.toString());
      try (var result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Valid against the contract, and numbered without a gap per topic.
  private static void assertPublishedAsPromised(List<TestMessage> published) {
    var next = new HashMap<String, Long>();
    for (var message : published) {
      Contracts.assertValid(HERE, message.type(), message.text());
      long expected = next.merge(message.topic(), 1L, Long::sum);
      assertEquals(expected, message.sequence(), message::toString);
      assertEquals("/onhand/fulfillment", message.headers().get("ce_source"));
    }
    assertTrue(next.containsKey("fulfillment.events"));
  }
}

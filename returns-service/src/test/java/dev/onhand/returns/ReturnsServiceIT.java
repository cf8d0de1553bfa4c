package dev.onhand.returns;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.testkit.Contracts;
import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.OpenApi;
import dev.onhand.testkit.OutboxCapture;
import dev.onhand.testkit.TestMessage;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole service on a real database and a real broker. The order has one line: three shirts
/// for 10.00 and 2.00 tax.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class ReturnsServiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ID = "returnId";

  private final String orderId = UUID.randomUUID().toString();
  private final String fulfillmentOrderId = UUID.randomUUID().toString();
  private OutboxCapture outbox;
  private Messages messages;

  @BeforeEach
  void connect() {
    outbox = OutboxCapture.install();
    messages = Messages.connect();
  }

  @AfterEach
  void disconnect() {
    messages.close();
  }

  @Test
  void the_published_openapi_document_is_what_the_service_answers() {
    OpenApi.assertIsCurrent("returns-service");
  }

  @Test
  void from_authorization_to_refund() {
    sold();
    shipped(3);
    var id = authorized(2);
    assertValid(outbox.awaitOne("returns.ReturnAuthorized.v1", id));
    var expected = outbox.awaitOne("returns.ReturnExpected.v1", id);
    assertEquals("BER", expected.key());
    assertValid(expected);

    var receipt = received(id, 2);
    messages.send("warehouse.events", receipt, receipt);
    assertValid(outbox.awaitOne("returns.ReturnReceived.v1", id));
    messages.send("warehouse.events", inspected(id, 1, "A"), inspected(id, 1, "D"));
    await().atMost(PATIENCE).until(() -> about(id, "returns.RefundRequested.v1").size() == 2);

    var dispositions =
        about(id, "returns.ReturnDispositioned.v1").stream()
            .map(m -> m.json().at("/lines/0/disposition").asText())
            .toList();
    assertEquals(List.of("RESTOCK", "SCRAP"), dispositions);
    var refunds = about(id, "returns.RefundRequested.v1");
    assertEquals(
        List.of("3.33", "3.34"),
        refunds.stream().map(m -> m.json().at("/net/amount").asText()).toList());
    for (int i = 0; i < 2; i++) {
      var refundId = refunds.get(i).json().path("refundId").asText();
      messages.send("order.events", granted(id, refundId, i + 2));
    }
    var closed = outbox.awaitOne("returns.ReturnClosed.v1", id);
    assertEquals("REFUNDED", closed.json().path("outcome").asText());
    outbox.about(id).forEach(ReturnsServiceIT::assertValid);
    as("ana", "analyst")
        .get("/returns/" + id)
        .then()
        .statusCode(200)
        .body("stage", equalTo("CLOSED"))
        .body("refunds", hasSize(2));
    as("ana", "analyst")
        .get("/returns/" + id + "/events")
        .then()
        .statusCode(200)
        .body("items[0].type", equalTo("Authorized.v1"))
        .body("items[0].actor", equalTo("cleo"));
  }

  @Test
  void only_what_was_shipped_and_is_in_no_other_return_may_come_back() {
    ask(1, "OTHER").statusCode(404).body("detail", containsString(orderId));
    sold();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> ask(1, "OTHER").statusCode(409).body("reason", equalTo("MORE_THAN_SHIPPED")));
    shipped(3);
    authorized(2);
    ask(2, "OTHER").statusCode(409).body("reason", equalTo("MORE_THAN_SHIPPED"));
    ask(1, "WHIM").statusCode(409).body("reason", equalTo("UNKNOWN_REASON"));
    as("cleo", "order-clerk")
        .get("/orders/" + orderId + "/returnable")
        .then()
        .statusCode(200)
        .body("lines[0].shipped", equalTo(3))
        .body("lines[0].inReturns", equalTo(2))
        .body("lines[0].returnable", equalTo(1));
  }

  @Test
  void a_shipment_that_comes_before_its_order_waits_for_it() {
    messages.send("fulfillment.events", shipment(3));
    ask(1, "OTHER").statusCode(404);
    sold();
    authorized(1);
  }

  @Test
  void a_kit_goes_out_and_comes_back_as_its_components() {
    messages.send(
        "fulfillment.events",
        shipment(1, "parcel 1", goods("TEA", 3)),
        shipment(2, "parcel 2", goods("MUG", 5)));
    sold();
    messages.send("order.events", released(2));
    var id = authorized(2);
    ask(1, "OTHER").statusCode(409).body("reason", equalTo("MORE_THAN_SHIPPED"));
    assertValid(outbox.awaitOne("returns.ReturnAuthorized.v1", id));
    var expected = outbox.awaitOne("returns.ReturnExpected.v1", id);
    assertValid(expected);
    assertEquals(
        List.of("MUG 4", "TEA 2"),
        expected.json().findParents("sku").stream()
            .map(l -> l.path("sku").asText() + " " + l.path("quantity").asLong())
            .toList());
    messages.send(
        "warehouse.events",
        received(id, List.of(goods("TEA", 2), goods("MUG", 4))),
        inspected(id, List.of(graded("TEA", 2, "A"), graded("MUG", 4, "A"))));
    var disposed = outbox.awaitOne("returns.ReturnDispositioned.v1", id);
    assertValid(disposed);
    assertEquals(List.of("MUG", "TEA"), disposed.json().findValuesAsText("sku"));
    var refund = outbox.awaitOne("returns.RefundRequested.v1", id).json();
    assertEquals(2, refund.at("/lines/0/quantity").asLong());
    assertEquals("6.67", refund.at("/net/amount").asText());
    outbox.about(id).forEach(ReturnsServiceIT::assertValid);
  }

  @Test
  void the_window_is_over_one_day() {
    sold();
    messages.send(
        "fulfillment.events",
        shipment(3, Instant.now().minus(Duration.ofDays(40)), 1),
        TestMessage.of(
                "fulfillment.ShipmentDelivered.v1",
                fulfillmentOrderId,
                Map.of(
                    "fulfillmentOrderId",
                    fulfillmentOrderId,
                    "orderId",
                    orderId,
                    "shipmentId",
                    "shipment-" + orderId,
                    "deliveredAt",
                    Instant.now().minus(Duration.ofDays(31))))
            .fromService(2));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> ask(1, "OTHER").statusCode(409).body("reason", equalTo("WINDOW_OVER")));
  }

  @Test
  void what_did_not_come_can_be_given_up_and_asked_for_again() {
    sold();
    shipped(3);
    var id = authorized(3);
    as("cleo", "order-clerk")
        .body(Map.of("reason", "customer keeps them"))
        .post("/returns/" + id + "/close")
        .then()
        .statusCode(200)
        .body("outcome", equalTo("NO_REFUND"));
    var closed = outbox.awaitOne("returns.ReturnClosed.v1", id);
    assertValid(closed);
    authorized(3);
  }

  @Test
  void a_refused_refund_waits_for_a_person() {
    sold();
    shipped(3);
    var id = authorized(1);
    messages.send("warehouse.events", received(id, 1), inspected(id, 1, "B"));
    var refundId =
        outbox.awaitOne("returns.RefundRequested.v1", id).json().path("refundId").asText();
    messages.send(
        "order.events",
        TestMessage.of(
                "order.RefundRefused.v1",
                orderId,
                Map.of(
                    "orderId", orderId, "refundId", refundId, ID, id, "reason", "EXCEEDS_CAPTURED"))
            .fromService(2));
    var closed = outbox.awaitOne("returns.ReturnClosed.v1", id);
    assertEquals("REFUND_REFUSED", closed.json().path("outcome").asText());
    outbox.awaitOne("returns.ExceptionRaised.v1", "returns/REFUND_REFUSED/" + id + "/" + refundId);
  }

  @Test
  void surprises_become_exceptions() {
    var unannounced = "RMA-" + UUID.randomUUID();
    messages.send("warehouse.events", received(unannounced, 1), inspected(unannounced, 1, "A"));
    outbox.awaitOne("returns.ExceptionRaised.v1", "returns/RETURN_UNANNOUNCED/" + unannounced);
    assertEquals(List.of(), outbox.about(unannounced));
    as("cleo", "order-clerk").get("/returns/" + unannounced).then().statusCode(404);

    sold();
    shipped(3);
    var id = authorized(1);
    messages.send("warehouse.events", received(id, 2), inspected(id, 2, "A"));
    outbox.awaitOne("returns.ExceptionRaised.v1", "returns/RETURN_SURPLUS/" + id);
    var refund = outbox.awaitOne("returns.RefundRequested.v1", id).json();
    assertEquals(1, refund.at("/lines/0/quantity").asLong());
    var disposed = outbox.awaitOne("returns.ReturnDispositioned.v1", id).json();
    assertEquals(2, disposed.at("/lines/0/quantity").asLong());
  }

  @Test
  void the_same_idempotency_key_asks_once() {
    sold();
    shipped(3);
    authorized(1);
    var first = keyed().statusCode(201).extract().<String>path(ID);
    keyed().statusCode(201).body(ID, equalTo(first));
    as("cleo", "order-clerk")
        .queryParam("orderId", orderId)
        .get("/returns")
        .then()
        .body("items", hasSize(2));
  }

  @Test
  void lists_come_in_pages_and_roles_are_kept() {
    sold();
    shipped(3);
    var ids = List.of(authorized(1), authorized(1), authorized(1));
    var page =
        as("cleo", "order-clerk")
            .queryParam("orderId", orderId)
            .queryParam("limit", 2)
            .get("/returns");
    page.then().body("items", hasSize(2)).body("next", not(equalTo(null)));
    as("cleo", "order-clerk")
        .queryParam("orderId", orderId)
        .queryParam("after", page.<String>path("next"))
        .get("/returns")
        .then()
        .body("items.returnId", hasItem(ids.get(2)))
        .body("items", hasSize(1));
    as("bea", "buyer").get("/returns").then().statusCode(403);
    given().get("/returns").then().statusCode(401);
    var policy = as("con", "controller").get("/policy").then().extract().<Object>path("policy");
    as("cleo", "order-clerk").body(policy).put("/policy").then().statusCode(403);
    as("con", "controller").body(policy).put("/policy").then().statusCode(200);
  }

  private List<TestMessage> about(String subject, String type) {
    return outbox.about(subject, type);
  }

  private ValidatableResponse ask(long quantity, String reason) {
    return as("cleo", "order-clerk").body(body(quantity, reason)).post("/returns").then();
  }

  private ValidatableResponse keyed() {
    return as("cleo", "order-clerk")
        .header("Idempotency-Key", orderId)
        .body(body(1, "OTHER"))
        .post("/returns")
        .then();
  }

  /// Waits until the messages that make it possible have arrived.
  private String authorized(long quantity) {
    var id = new String[1];
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> id[0] = ask(quantity, "TOO_SMALL").statusCode(201).extract().path(ID));
    return id[0];
  }

  private Map<String, Object> body(long quantity, String reason) {
    var line = Map.of("lineId", "101", "quantity", quantity, "reason", reason);
    return Map.of("orderId", orderId, "lines", List.of(line));
  }

  private void sold() {
    var line =
        Map.of(
            "lineId",
            "101",
            "sku",
            "TEE-RED-M",
            "quantity",
            3,
            "net",
            eur("10.00"),
            "tax",
            eur("2.00"));
    messages.send(
        "order.events",
        TestMessage.of(
                "order.OrderAccepted.v1",
                orderId,
                Map.of(
                    "orderId",
                    orderId,
                    "lines",
                    List.of(line),
                    "acceptedAt",
                    "2026-03-02T10:00:01Z"))
            .fromService(1));
  }

  private void shipped(long quantity) {
    messages.send("fulfillment.events", shipment(quantity));
  }

  private TestMessage shipment(long quantity) {
    return shipment(quantity, Instant.now(), 1);
  }

  private TestMessage shipment(long quantity, Instant at, long sequence) {
    return shipment(sequence, "shipment-" + orderId, at, goods("TEE-RED-M", quantity));
  }

  private TestMessage shipment(long sequence, String shipmentId, Map<String, Object> line) {
    return shipment(sequence, shipmentId + orderId, Instant.now(), line);
  }

  private TestMessage shipment(
      long sequence, String shipmentId, Instant at, Map<String, Object> line) {
    return TestMessage.of(
            "fulfillment.ShipmentShipped.v1",
            fulfillmentOrderId,
            Map.of(
                "fulfillmentOrderId",
                fulfillmentOrderId,
                "orderId",
                orderId,
                "shipmentId",
                shipmentId,
                "locationId",
                "BER",
                "pool",
                "eu",
                "lines",
                List.of(line),
                "shippedAt",
                at))
        .fromService(sequence);
  }

  /// Three kits, each of one TEA and two MUGs.
  private TestMessage released(long sequence) {
    var components =
        List.of(Map.of("sku", "TEA", "quantity", 1), Map.of("sku", "MUG", "quantity", 2));
    var kit = Map.of("lineId", "101", "components", components);
    return TestMessage.of(
            "order.OrderReleased.v1", orderId, Map.of("orderId", orderId, "kits", List.of(kit)))
        .fromService(sequence);
  }

  private static Map<String, Object> goods(String sku, long quantity) {
    return Map.of("lineId", "101", "sku", sku, "quantity", quantity);
  }

  private static Map<String, Object> graded(String sku, long quantity, String grade) {
    return Map.of("lineId", "101", "sku", sku, "quantity", quantity, "grade", grade);
  }

  private static TestMessage received(String id, long quantity) {
    return received(id, List.of(goods("TEE-RED-M", quantity)));
  }

  private static TestMessage received(String id, List<Map<String, Object>> lines) {
    return TestMessage.of(
        "warehouse.ReturnReceived.v1",
        id,
        Map.of(ID, id, "locationId", "BER", "lines", lines, "receivedAt", "2026-03-13T09:20:00Z"));
  }

  private static TestMessage inspected(String id, long quantity, String grade) {
    return inspected(id, List.of(graded("TEE-RED-M", quantity, grade)));
  }

  private static TestMessage inspected(String id, List<Map<String, Object>> lines) {
    return TestMessage.of(
        "warehouse.ReturnInspected.v1",
        id,
        Map.of(ID, id, "lines", lines, "inspectedAt", "2026-03-13T10:05:00Z"));
  }

  private TestMessage granted(String id, String refundId, long sequence) {
    return TestMessage.of(
            "order.RefundGranted.v1",
            orderId,
            Map.of(
                "orderId",
                orderId,
                "refundId",
                refundId,
                ID,
                id,
                "amount",
                eur("4.00"),
                "net",
                eur("3.33"),
                "tax",
                eur("0.67"),
                "reason",
                "RETURN"))
        .fromService(sequence);
  }

  private static Map<String, String> eur(String amount) {
    return Map.of("amount", amount, "currency", "EUR");
  }

  private static void assertValid(TestMessage message) {
    Contracts.assertValid("returns-service", message.type(), message.text());
  }

  private static RequestSpecification as(String name, String... roles) {
    return given()
        .auth()
        .oauth2(TestTokens.as(name).roles(roles).token())
        .contentType(ContentType.JSON);
  }
}

package dev.onhand.procurement;

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
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole service on a real database and a real broker.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class ProcurementServiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String tag = UUID.randomUUID().toString().substring(0, 8);
  private final String supplier = "supplier-" + tag;
  private final String shirt = "TEE-" + tag;
  private OutboxCapture outbox;
  private Messages messages;

  @BeforeEach
  void define_a_supplier_and_an_item() {
    outbox = OutboxCapture.install();
    messages = Messages.connect();
    as("bea", "buyer")
        .body(Map.of("name", "ACME", "currency", "EUR", "leadTimeDays", 14))
        .put("/suppliers/" + supplier)
        .then()
        .statusCode(200);
    messages.send(
        "inventory.items",
        TestMessage.of(
                "inventory.ItemDefined.v1",
                shirt,
                Map.of("sku", shirt, "name", "Shirt", "pool", "eu", "unitOfMeasure", "piece"))
            .fromService(1));
    await().atMost(PATIENCE).untilAsserted(() -> request("bea", 1, "6.20").then().statusCode(201));
  }

  @AfterEach
  void disconnect() {
    messages.close();
  }

  @Test
  void the_published_openapi_document_is_what_the_service_answers() {
    OpenApi.assertIsCurrent("procurement-service");
  }

  @Test
  void a_supplier_is_told_to_others_once() {
    var again = Map.of("name", "ACME", "currency", "EUR", "leadTimeDays", 14);
    as("bea", "buyer").body(again).put("/suppliers/" + supplier).then().statusCode(200);
    var told = outbox.about(supplier, "procurement.SupplierDefined.v1");
    assertEquals(1, told.size());
    assertEquals("procurement.suppliers", told.getFirst().topic());
    assertValid(told.getFirst());
    as("ana", "analyst")
        .get("/suppliers/" + supplier)
        .then()
        .statusCode(200)
        .body("leadTimeDays", equalTo(14));
  }

  @Test
  void from_purchase_order_to_matched_invoice() {
    var id = placed(100, "6.20");
    assertValid(outbox.awaitOne("procurement.PurchaseOrderPlaced.v1", id));
    var expected = outbox.awaitOne("procurement.ReceiptExpected.v1", id);
    assertEquals("BER", expected.key());
    assertValid(expected);

    var delivery = delivery(id, "LS-1", 60);
    messages.send("warehouse.events", delivery, delivery, delivery(id, "LS-1", 60));
    awaitStatus(id, "PARTIALLY_RECEIVED");
    messages.send("invoice.events", invoice(id, "RE-1", 100, "6.20", "620.00"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                as("acc", "accountant")
                    .get("/purchase-orders/" + id)
                    .then()
                    .body("invoices[0].holdReason", equalTo("NOT_RECEIVED")));
    messages.send("warehouse.events", delivery(id, "LS-2", 40));
    awaitStatus(id, "CLOSED");

    var receipts = outbox.about(id, "procurement.GoodsReceiptRecorded.v1");
    assertEquals(
        List.of(60L, 40L),
        receipts.stream().map(m -> m.json().at("/lines/0/quantity").asLong()).toList());
    assertEquals("6.20", receipts.getFirst().json().at("/lines/0/unitCost/amount").asText());
    var matched = outbox.awaitOne("procurement.SupplierInvoiceMatched.v1", id);
    assertEquals("0.00", matched.json().at("/varianceAmount/amount").asText());
    outbox.about(id).stream()
        .filter(message -> !message.type().contains("Exception"))
        .forEach(ProcurementServiceIT::assertValid);
    as("acc", "accountant")
        .queryParam("limit", 500)
        .get("/purchase-orders/" + id + "/events")
        .then()
        .statusCode(200)
        .body("items.type", hasItem("InvoiceMatched.v1"))
        .body("items[0].actor", equalTo("bea"));
  }

  @Test
  void above_the_limit_another_person_must_approve() {
    var id = request("bea", 10_000, "6.20").then().statusCode(201).extract().<String>path(ID);
    assertEquals(0, outbox.about(id, "procurement.PurchaseOrderPlaced.v1").size());
    as("bea", "buyer", "approver")
        .body(Map.of("note", "mine"))
        .post("/purchase-orders/" + id + "/approve")
        .then()
        .statusCode(409)
        .body("reason", equalTo("FOUR_EYES"));
    as("bob", "buyer")
        .body("{}")
        .post("/purchase-orders/" + id + "/approve")
        .then()
        .statusCode(403);
    as("ada", "approver")
        .body(Map.of("note", "fine"))
        .post("/purchase-orders/" + id + "/approve")
        .then()
        .statusCode(200)
        .body("status", equalTo("PLACED"));
    assertValid(outbox.awaitOne("procurement.PurchaseOrderPlaced.v1", id));
  }

  @Test
  void an_unknown_sku_or_supplier_is_refused_by_name() {
    as("bea", "buyer")
        .body(body(supplier, "NO-SUCH-" + tag, 1, "6.20"))
        .post("/purchase-orders")
        .then()
        .statusCode(409)
        .body("reason", equalTo("UNKNOWN_SKU"))
        .body("detail", containsString("NO-SUCH-" + tag));
    as("bea", "buyer")
        .body(body("nobody-" + tag, shirt, 1, "6.20"))
        .post("/purchase-orders")
        .then()
        .statusCode(409)
        .body("reason", equalTo("UNKNOWN_SUPPLIER"));
    as("bea", "buyer")
        .body(body(supplier, shirt, 0, "6.20"))
        .post("/purchase-orders")
        .then()
        .statusCode(400)
        .body("field", containsString("quantity"));
  }

  @Test
  void the_same_idempotency_key_asks_once() {
    var body = body(supplier, shirt, 7, "6.20");
    var first =
        as("bea", "buyer")
            .header("Idempotency-Key", tag)
            .body(body)
            .post("/purchase-orders")
            .then()
            .statusCode(201)
            .extract()
            .<String>path(ID);
    as("bea", "buyer")
        .header("Idempotency-Key", tag)
        .body(body)
        .post("/purchase-orders")
        .then()
        .statusCode(201)
        .body(ID, equalTo(first));
  }

  @Test
  void surprises_become_exceptions() {
    var unknown = UUID.randomUUID().toString();
    messages.send("warehouse.events", delivery(unknown, "LS-9", 5));
    var raised =
        outbox.awaitOne(
            "procurement.ExceptionRaised.v1",
            "procurement/GOODS_UNKNOWN_PURCHASE_ORDER/" + unknown + "/LS-9");
    assertEquals("buyer", raised.json().path("owner").asText());
    assertEquals(0, outbox.about(unknown, "procurement.GoodsReceiptRecorded.v1").size());

    var id = placed(100, "6.20");
    messages.send("warehouse.events", delivery(id, "LS-1", 200));
    outbox.awaitOne(
        "procurement.ExceptionRaised.v1", "procurement/RECEIPT_BEYOND_TOLERANCE/" + id + "/LS-1");
    assertValid(outbox.awaitOne("procurement.GoodsReceiptRecorded.v1", id));
  }

  @Test
  void an_invoice_that_is_too_dear_waits_for_an_approver() {
    var id = placed(100, "6.20");
    messages.send("warehouse.events", delivery(id, "LS-1", 100));
    awaitStatus(id, "RECEIVED");
    messages.send("invoice.events", invoice(id, "RE-1", 100, "7.00", "700.00"));
    outbox.awaitOne(
        "procurement.ExceptionRaised.v1", "procurement/INVOICE_PRICE_DIFFERS/" + id + "/RE-1");
    as("acc", "accountant")
        .queryParam("status", "HELD")
        .queryParam("limit", 500)
        .get("/invoices")
        .then()
        .statusCode(200)
        .body("items.purchaseOrderId", hasItem(id));
    as("ada", "approver")
        .body("{}")
        .post("/purchase-orders/" + id + "/invoices/RE-1/approve")
        .then()
        .statusCode(200)
        .body("status", equalTo("MATCHED"));
    var matched = outbox.awaitOne("procurement.SupplierInvoiceMatched.v1", id);
    assertEquals("80.00", matched.json().at("/varianceAmount/amount").asText());
    awaitStatus(id, "CLOSED");
  }

  @Test
  void lists_come_in_pages() {
    var ids = List.of(placed(1, "1.00"), placed(2, "1.00"), placed(3, "1.00"));
    var first = page(null);
    first.then().body("items", hasSize(2)).body("next", not(equalTo(null)));
    var second = page(first.path("next"));
    second.then().body("items.purchaseOrderId", hasItem(ids.get(1)));
    as("bea", "buyer").get("/purchase-orders?limit=100000").then().statusCode(400);
    as("bea", "buyer").get("/purchase-orders?status=NONSENSE").then().statusCode(404);
  }

  @Test
  void the_policy_is_changed_by_controllers_only() {
    var policy = as("con", "controller").get("/policy").then().extract().asString();
    as("bea", "buyer").body(policy).put("/policy").then().statusCode(403);
    as("con", "controller").body(policy).put("/policy").then().statusCode(200);
    given().get("/policy").then().statusCode(401);
  }

  private static final String ID = "purchaseOrderId";

  private io.restassured.response.Response page(String after) {
    return as("bea", "buyer")
        .queryParam("supplierId", supplier)
        .queryParam("limit", 2)
        .queryParams(after == null ? Map.of() : Map.of("after", after))
        .get("/purchase-orders");
  }

  private String placed(long quantity, String cost) {
    return request("bea", quantity, cost).then().statusCode(201).extract().path(ID);
  }

  private io.restassured.response.Response request(String by, long quantity, String cost) {
    return as(by, "buyer").body(body(supplier, shirt, quantity, cost)).post("/purchase-orders");
  }

  private static Map<String, Object> body(String supplier, String sku, long quantity, String cost) {
    return Map.of(
        "supplierId", supplier,
        "locationId", "BER",
        "pool", "eu",
        "currency", "EUR",
        "lines", List.of(Map.of("sku", sku, "quantity", quantity, "unitCost", eur(cost))));
  }

  private TestMessage delivery(String id, String note, long quantity) {
    var line = Map.of("lineNumber", 1, "sku", shirt, "quantity", quantity);
    return TestMessage.of(
        "warehouse.GoodsReceived.v1",
        id,
        Map.of(
            ID,
            id,
            "deliveryNote",
            note,
            "locationId",
            "BER",
            "lines",
            List.of(line),
            "receivedAt",
            "2026-03-14T07:30:00Z"));
  }

  private TestMessage invoice(String id, String number, long quantity, String cost, String total) {
    var line = Map.of("lineNumber", 1, "sku", shirt, "quantity", quantity, "unitCost", eur(cost));
    return TestMessage.of(
        "invoice.SupplierInvoiceReceived.v1",
        number,
        Map.of(
            "invoiceId",
            number,
            "supplierId",
            supplier,
            ID,
            id,
            "lines",
            List.of(line),
            "total",
            eur(total),
            "invoicedAt",
            "2026-03-15T09:00:00Z"));
  }

  private static Map<String, String> eur(String amount) {
    return Map.of("amount", amount, "currency", "EUR");
  }

  private void awaitStatus(String id, String status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                as("bea", "buyer")
                    .get("/purchase-orders/" + id)
                    .then()
                    .body("status", equalTo(status)));
  }

  private static void assertValid(TestMessage message) {
    Contracts.assertValid("procurement-service", message.type(), message.text());
  }

  private static RequestSpecification as(String name, String... roles) {
    return given()
        .auth()
        .oauth2(TestTokens.as(name).roles(roles).token())
        .contentType(ContentType.JSON);
  }
}

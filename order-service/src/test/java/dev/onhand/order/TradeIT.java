package dev.onhand.order;

import static dev.onhand.order.Desk.as;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.order.channel.OrderKey;
import dev.onhand.testkit.EmbeddedInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Policies, rules, credit and bulk holds over REST, and what they do to orders that come.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class TradeIT {
  private static final Map<String, String> TO =
      Map.of("address1", "Weg 1", "city", "Stadt", "postalCode", "10115", "country", "DE");

  private Desk desk;

  @BeforeEach
  void open() {
    desk = Desk.open();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private static io.restassured.response.ValidatableResponse policy(Map<String, ?> body) {
    return as("admin")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body)
        .post("/order-policies")
        .then();
  }

  private static io.restassured.specification.RequestSpecification once(String... roles) {
    return as(roles).header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private String placed(String externalId) {
    desk.deliver(desk.document(externalId)).then().statusCode(200);
    return desk.orderId(externalId);
  }

  @Test
  void a_policy_is_versioned_and_takes_effect_on_its_day() {
    var type = "subscription";
    var settings = Map.of("serviceLevel", "express", "shipWithin", "P2D", "captureRetries", 5);
    policy(Map.of("orderType", type, "channel", "c-" + desk.tag, "settings", settings))
        .statusCode(201)
        .body("version", equalTo(1))
        .body("shipWithin", equalTo("PT48H"))
        .body("priority", equalTo(45));
    policy(
            Map.of(
                "orderType",
                type,
                "channel",
                "c-" + desk.tag,
                "effectiveFrom",
                "2999-01-01T00:00:00Z",
                "settings",
                Map.of("priority", 1)))
        .body("version", equalTo(2));
    as("analyst")
        .get("/order-policies?orderType=" + type)
        .then()
        .statusCode(200)
        .body(
            "findAll { it.channel == 'c-%s' }.version".formatted(desk.tag), equalTo(List.of(2, 1)));
  }

  @Test
  void what_a_policy_cannot_be_is_refused_with_the_field() {
    for (var wrong :
        List.of(
            Map.of("reservation", "whatever"),
            Map.of("priority", -1),
            Map.of("paymentDue", "-P1D"),
            Map.of("captureRetries", 21),
            Map.of("riskThreshold", 0))) {
      policy(Map.of("orderType", "d2c", "channel", "x", "settings", wrong)).statusCode(400);
    }
    as("order-clerk").body(Map.of()).post("/order-policies").then().statusCode(403);
  }

  @Test
  void an_order_keeps_the_policy_of_its_channel() {
    // only canonical orders may name any channel: the shop of another test is not touched
    policy(
            Map.of(
                "orderType",
                "wholesale",
                "channel",
                "b2b-" + desk.tag,
                "settings",
                Map.of("approvalAbove", Desk.eur("10.00"))))
        .statusCode(201);
    var channel = "b2b-" + desk.tag;
    as("admin")
        .body(Map.of("pool", desk.pool, "webhookSecret", Desk.SECRET, "orderType", "wholesale"))
        .put("/channels/" + channel + "/shops/" + desk.shop)
        .then()
        .statusCode(200);
    var zero = Desk.eur("0.00");
    desk.send(
        "channel.orders",
        dev.onhand.testkit.TestMessage.of(
            "channel.ChannelOrderPlaced.v1",
            channel + "/" + desk.shop + "/9",
            Map.ofEntries(
                Map.entry("channel", channel),
                Map.entry("shop", desk.shop),
                Map.entry("externalId", "9"),
                Map.entry("version", "2026-03-02T10:00:00Z"),
                Map.entry("placedAt", "2026-03-02T10:00:00Z"),
                Map.entry("orderType", "wholesale"),
                Map.entry("currency", "EUR"),
                Map.entry("taxesIncluded", false),
                Map.entry("paymentStatus", "on-account"),
                Map.entry("shipTo", TO),
                Map.entry(
                    "lines",
                    List.of(
                        Map.of(
                            "externalLineId",
                            "1",
                            "sku",
                            desk.tee,
                            "quantity",
                            1,
                            "unitPrice",
                            Desk.eur("20.00"),
                            "discount",
                            zero,
                            "tax",
                            zero))),
                Map.entry("shipping", zero),
                Map.entry("shippingTax", zero),
                Map.entry("total", Desk.eur("20.00")))));
    var id = new OrderKey(channel, desk.shop, "9").orderId();
    org.awaitility.Awaitility.await()
        .atMost(Desk.PATIENCE)
        .until(() -> !Desk.rows("select 1 from orders where order_id = ?", id).isEmpty());
    as("order-clerk")
        .get("/orders/" + id)
        .then()
        .body("policyVersion", equalTo(1))
        .body("holds.reason", equalTo(List.of("APPROVAL")));
    var hold = Desk.order(id).get("holds");
    var holdId = ((Map<?, ?>) ((List<?>) hold).getFirst()).get("holdId");
    var path = "/orders/" + id + "/holds/" + holdId + "/release";
    once("order-clerk").body(Map.of()).post(path).then().statusCode(403);
    once("approver").body(Map.of()).post(path).then().statusCode(200);
    desk.awaitState(id, "ACCEPTED");
  }

  @Test
  void a_bulk_hold_stops_what_is_there_and_what_comes_and_lets_go_of_both() {
    var before = placed("1");
    var bulk =
        once("planner")
            .body(
                Map.of(
                    "target", "SKU",
                    "value", desk.cap,
                    "reason", "QUALITY",
                    "detail", "suspect batch"))
            .post("/bulk-holds")
            .then()
            .statusCode(201)
            .body("orders", equalTo(1))
            .extract()
            .path("bulkId")
            .toString();
    var after = placed("2");
    for (var id : List.of(before, after)) {
      as("order-clerk")
          .get("/orders/" + id)
          .then()
          .body("holds.reason", equalTo(List.of("QUALITY")))
          .body("holds[0].lineId", equalTo("2"))
          .body("holds[0].blocks", equalTo(List.of("RELEASE")));
    }
    as("planner").get("/bulk-holds").then().body("bulkId", hasItem(bulk));
    once("planner")
        .body(Map.of())
        .post("/bulk-holds/" + bulk + "/release")
        .then()
        .statusCode(200)
        .body("orders", equalTo(2));
    assertEquals(List.of(), Desk.rows("select 1::text from order_hold where subject = ?", bulk));
  }

  @Test
  void a_clerk_holds_one_line_and_calls_off_another() {
    var id = placed("1");
    once("order-clerk")
        .body(Map.of("reason", "MANUAL", "lineId", "1", "detail", "ask the customer"))
        .post("/orders/" + id + "/holds")
        .then()
        .statusCode(200)
        .body("holds[0].lineId", equalTo("1"));
    once("order-clerk")
        .body(Map.of("reason", "PAYMENT", "detail", "no"))
        .post("/orders/" + id + "/holds")
        .then()
        .statusCode(400);
    once("order-clerk")
        .body(
            Map.of("lines", List.of(Map.of("lineId", "2", "quantity", 1)), "reason", "not wanted"))
        .post("/orders/" + id + "/lines/cancel")
        .then()
        .statusCode(200)
        .body("lines[1].cancelled", equalTo(1))
        .body("refunded.amount", equalTo("10.00"));
  }

  @Test
  void rules_and_credit_lines_are_data() {
    var rule = "r-" + desk.tag;
    as("admin")
        .body(Map.of("kind", "UNITS_ABOVE", "score", 200, "units", 900_000, "enabled", true))
        .put("/risk-rules/" + rule)
        .then()
        .statusCode(200)
        .body("amount", nullValue());
    as("order-clerk").get("/risk-rules").then().body("ruleId", hasItem(rule));
    as("admin")
        .body(Map.of("kind", "TOTAL_ABOVE", "score", 10))
        .put("/risk-rules/" + rule)
        .then()
        .statusCode(400);
    var many =
        dev.onhand.order.channel.ShopifyOrderText.order("77")
            .line("1", Desk.quoted(desk.tee), 900_001, "0.01")
            .with("total_price", "\"9000.01\"");
    desk.deliver(many).then().statusCode(200);
    as("order-clerk")
        .get("/orders/" + desk.orderId("77"))
        .then()
        .body("holds.reason", equalTo(List.of("RISK")));
    var customer = new OrderKey("shopify", desk.shop, "77").customerId("77");
    as("accountant")
        .body(Map.of("limit", Desk.eur("500.00")))
        .put("/credit-lines/" + customer)
        .then()
        .statusCode(200);
    as("order-clerk")
        .body(Map.of("limit", Desk.eur("500.00")))
        .put("/credit-lines/" + customer)
        .then()
        .statusCode(403);
  }
}

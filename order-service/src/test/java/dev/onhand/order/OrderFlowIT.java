package dev.onhand.order;

import static dev.onhand.order.Desk.as;
import static dev.onhand.order.Desk.eur;
import static dev.onhand.order.Desk.line;
import static dev.onhand.order.Desk.quoted;
import static dev.onhand.order.Desk.rows;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.order.channel.ShopifyOrderText;
import dev.onhand.testkit.Contracts;
import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.TestMessage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole service on a real database and a real broker; the other services are played.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class OrderFlowIT {
  private Desk desk;

  @BeforeEach
  void open() {
    desk = Desk.open();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private String accepted(String externalId) {
    desk.deliver(desk.document(externalId)).then().statusCode(200).body("kind", equalTo("ORDER"));
    return desk.orderId(externalId);
  }

  private String released(String externalId) {
    var id = accepted(externalId);
    desk.reserve(id);
    desk.awaitState(id, "RELEASED");
    return id;
  }

  @Test
  void an_order_goes_from_the_webhook_to_completion() {
    var id = released("1");
    var release = desk.message("order.OrderReleased.v1", id);
    assertEquals(2, release.get("allocations").size());
    for (var location : List.of("BER", "HAM")) {
      var letter = desk.outbox.awaitOne("order.ShipToProvided.v1", id + "/" + location);
      assertEquals("warehouse.requests", letter.topic());
      assertEquals(location, letter.key());
      assertEquals("Beispielweg 1", letter.json().at("/shipTo/address1").textValue());
      Contracts.assertValid("order-service", letter.type(), letter.text());
    }
    var tees = List.of(line("1", desk.tee, 2));
    var caps = List.of(line("2", desk.cap, 1));
    desk.fulfil(
        "FulfillmentOrderCreated", id, "a" + id, Map.of("locationId", "BER", "lines", tees));
    desk.fulfil(
        "FulfillmentOrderCreated", id, "b" + id, Map.of("locationId", "HAM", "lines", caps));
    desk.ship(id, "b" + id, "s2" + id, caps);
    desk.awaitState(id, "PARTIALLY_SHIPPED");
    desk.ship(id, "a" + id, "s1" + id, tees);
    desk.awaitState(id, "SHIPPED");
    var delivered = Map.<String, Object>of("deliveredAt", Instant.now().toString());
    for (var part : List.of("a", "b")) {
      var more = new HashMap<>(delivered);
      more.put("shipmentId", (part.equals("a") ? "s1" : "s2") + id);
      desk.fulfil("ShipmentDelivered", id, part + id, more);
    }
    desk.awaitState(id, "COMPLETED");
    assertEquals(
        List.of(
            "OrderReceived",
            "OrderAccepted",
            "PaymentReceived",
            "OrderAllocated",
            "OrderReleased",
            "OrderShipped",
            "OrderShipped",
            "OrderDelivered",
            "OrderCompleted"),
        desk.published(id));
    assertEquals(
        List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L), // two of them for the channel
        desk.outbox.about(id).stream().map(TestMessage::sequence).toList());
    as("analyst")
        .get("/orders/" + id + "/events")
        .then()
        .statusCode(200)
        .body("items.type", hasItem("OrderDelivered.v1"))
        .body("items[0].type", equalTo("OrderReceived.v1"));
  }

  @Test
  void an_authorized_order_is_captured_when_it_ships_and_refunded_within_that() {
    desk.deliver(desk.document("2").with("financial_status", "\"authorized\""));
    var id = desk.orderId("2");
    desk.reserve(id);
    desk.awaitState(id, "RELEASED");
    desk.ship(id, "f" + id, "s" + id, List.of(line("1", desk.tee, 2), line("2", desk.cap, 1)));
    var capture = desk.message("order.CapturePayment.v1", id);
    assertEquals("50.00", capture.at("/amount/amount").textValue());
    var captured =
        TestMessage.of(
            "payment.PaymentCaptured.v1",
            id,
            Map.of(
                "orderId", id,
                "captureId", capture.get("captureId").textValue(),
                "amount", eur("50.00"),
                "capturedAt", Instant.now().toString()));
    desk.send("payment.events", captured, captured);
    await()
        .atMost(Desk.PATIENCE)
        .untilAsserted(() -> assertEquals(eur("50.00"), Desk.order(id).get("captured")));
    refund(id, "r1", "40.00");
    var granted = desk.message("order.RefundGranted.v1", id);
    refund(id, "r2", "20.00"); // another key: the two would race
    assertEquals("r1" + id, granted.get("refundId").textValue());
    assertEquals(
        "40.00", desk.message("order.RefundPayment.v1", id).at("/amount/amount").textValue());
    assertEquals(
        "EXCEEDS_CAPTURED", desk.message("order.RefundRefused.v1", id).get("reason").textValue());
  }

  private void refund(String id, String refund, String amount) {
    desk.say(
        "returns.events",
        "returns.RefundRequested.v1",
        "return-" + refund + id,
        Map.of(
            "returnId", "return-" + refund + id,
            "orderId", id,
            "refundId", refund + id,
            "amount", eur(amount),
            "net", eur(amount),
            "tax", eur("0.00"),
            "lines", List.of()));
  }

  @Test
  void a_held_order_is_an_exception_and_goes_on_when_the_item_arrives() {
    var sku = "NEW-" + desk.tag;
    desk.deliver(
        ShopifyOrderText.order("3")
            .line("1", quoted(sku), 1, "10.00")
            .with("total_price", "\"10.00\""));
    var id = desk.orderId("3");
    assertEquals("ON_HOLD", Desk.order(id).get("state"));
    as("planner")
        .get("/exceptions")
        .then()
        .statusCode(200)
        .body("items.findAll { it.subject == '" + id + "' }.kind", hasItem("HOLD_UNMAPPED_SKU"));
    desk.item(sku);
    desk.awaitState(id, "ACCEPTED");
    assertEquals(
        List.of("OrderReceived", "OrderHeld", "HoldReleased", "OrderAccepted", "PaymentReceived"),
        desk.published(id));
    assertEquals(
        1,
        rows("select 1 from open_exception where subject = ? and resolved_at is not null", id)
            .size());
  }

  @Test
  void a_clerk_decides_about_a_total_that_does_not_add_up() {
    desk.deliver(desk.document("4").with("total_price", "\"9.99\""));
    var id = desk.orderId("4");
    var hold =
        as("analyst")
            .get("/orders/" + id)
            .then()
            .body("state", equalTo("ON_HOLD"))
            .body("holds.reason", equalTo(List.of("TOTALS_MISMATCH")))
            .body("shipTo", nullValue())
            .extract()
            .<String>path("holds[0].holdId");
    var path = "/orders/" + id + "/holds/" + hold + "/release";
    as("analyst").body("{}").post(path).then().statusCode(403);
    var key = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      as("order-clerk")
          .header("Idempotency-Key", key)
          .body(Map.of("note", "the customer paid less, fine"))
          .post(path)
          .then()
          .statusCode(200)
          .body("state", equalTo("ACCEPTED"))
          .body("shipTo", nullValue());
    }
    as("order-clerk")
        .header("Idempotency-Key", key)
        .body(Map.of("note", "other"))
        .post(path)
        .then()
        .statusCode(422);
    as("order-clerk").body("{}").post(path).then().statusCode(409);
    as("order-clerk").get("/orders/" + id).then().body("shipTo.city", equalTo("Musterstadt"));
  }

  @Test
  void a_clerk_completes_an_address_and_names_an_item() {
    desk.deliver(
        ShopifyOrderText.order("5")
            .line("1", "null", 1, "10.00")
            .with("shipping_address", "null")
            .with("total_price", "\"10.00\""));
    var id = desk.orderId("5");
    as("order-clerk")
        .get("/orders/" + id)
        .then()
        .body("holds.reason", equalTo(List.of("ADDRESS", "UNMAPPED_SKU")));
    as("order-clerk")
        .body(Map.of("name", "Max", "address1", "Weg 2", "city", "Ort", "country", "at"))
        .put("/orders/" + id + "/ship-to")
        .then()
        .statusCode(400);
    as("order-clerk")
        .body(Map.of("name", "Max", "address1", "Weg 2", "city", "Ort", "country", "AT"))
        .put("/orders/" + id + "/ship-to")
        .then()
        .statusCode(400)
        .body("field", equalTo("postalCode"));
    as("order-clerk")
        .body(
            Map.of(
                "name",
                "Max",
                "address1",
                "Weg 2",
                "city",
                "Ort",
                "postalCode",
                "1010",
                "country",
                "AT"))
        .put("/orders/" + id + "/ship-to")
        .then()
        .statusCode(200)
        .body("shipTo.country", equalTo("AT"))
        .body("holds.reason", equalTo(List.of("UNMAPPED_SKU")));
    as("planner")
        .body(Map.of("sku", "NO-SUCH-THING"))
        .put("/orders/" + id + "/lines/1/sku")
        .then()
        .statusCode(409);
    as("planner")
        .body(Map.of("sku", desk.tee))
        .put("/orders/" + id + "/lines/1/sku")
        .then()
        .statusCode(200)
        .body("state", equalTo("ACCEPTED"))
        .body("lines[0].sku", equalTo(desk.tee));
  }

  @Test
  void an_accepted_order_is_cancelled_and_a_released_one_is_asked_for() {
    var first = accepted("6");
    as("order-clerk").body("{}").post("/orders/" + first + "/cancel").then().statusCode(400);
    as("order-clerk")
        .body(Map.of("reason", "changed my mind"))
        .post("/orders/" + first + "/cancel")
        .then()
        .statusCode(200)
        .body("state", equalTo("CANCELLED"));
    assertTrue(desk.published(first).containsAll(List.of("OrderCancelled", "RefundGranted")));
    assertEquals(
        "50.00", desk.message("order.RefundPayment.v1", first).at("/amount/amount").textValue());

    var second = released("7");
    as("order-clerk")
        .body(Map.of("reason", "changed my mind"))
        .post("/orders/" + second + "/cancel")
        .then()
        .statusCode(200)
        .body("state", equalTo("RELEASED"));
    for (var part : List.of("a", "b")) {
      desk.fulfil(
          "FulfillmentOrderCreated",
          second,
          part + second,
          Map.of("locationId", part, "lines", List.of(line("1", desk.tee, 1))));
      desk.fulfil("FulfillmentOrderCancelled", second, part + second, Map.of("reason", "ok"));
    }
    desk.awaitState(second, "CANCELLED");
  }

  @Test
  void a_message_about_an_order_waits_until_the_order_is_there() {
    var id = desk.orderId("8");
    desk.send(
        "payment.events",
        TestMessage.of(
            "payment.PaymentAuthorized.v1",
            id,
            Map.of(
                "orderId",
                id,
                "authorizationId",
                "auth-1",
                "amount",
                eur("50.00"),
                "expiresAt",
                Instant.now().plus(7, ChronoUnit.DAYS).toString())));
    await()
        .atMost(Desk.PATIENCE)
        .until(() -> !rows("select 1 from parked where subject = ?", id).isEmpty());
    // it goes on with the next messages that are taken
    desk.deliver(desk.document("8").with("financial_status", "\"pending\""));
    desk.awaitState(id, "ACCEPTED");
  }

  @Test
  void an_order_that_is_not_paid_in_time_is_cancelled_by_its_timer() {
    desk.deliver(desk.document("9").with("financial_status", "\"pending\""));
    var id = desk.orderId("9");
    assertEquals(1, rows("select 1 from timer where key = ?", id).size());
    rows("update timer set due_at = now() where key = ? returning name", id);
    desk.awaitState(id, "CANCELLED");
  }

  @Test
  void a_canonical_order_comes_by_topic_and_a_repeat_changes_nothing() {
    desk.configure(desk.shop);
    as("admin")
        .body(Map.of("pool", desk.pool, "webhookSecret", Desk.SECRET, "orderType", "d2c"))
        .put("/channels/webshop/shops/" + desk.tag)
        .then()
        .statusCode(200);
    var json =
        Contracts.sample("order-service", "channel.ChannelOrderPlaced.v1")
            .replace("\"shop\": \"eu\"", "\"shop\": \"" + desk.tag + "\"")
            .replace("TEE-RED-M", desk.tee)
            .replace("CAP-BLK", desk.cap);
    var subject = "webshop/" + desk.tag + "/W-1001";
    for (int i = 0; i < 3; i++) {
      desk.send("channel.orders", TestMessage.of("channel.ChannelOrderPlaced.v1", subject, json));
    }
    var other = json.replace("\"quantity\": 2", "\"quantity\": 3");
    desk.send("channel.orders", TestMessage.of("channel.ChannelOrderPlaced.v1", subject, other));
    var twice = json.replaceFirst("\\{", "{\"shop\":\"x\",");
    desk.send("channel.orders", TestMessage.of("channel.ChannelOrderPlaced.v1", subject, twice));
    await()
        .atMost(Desk.PATIENCE)
        .untilAsserted(
            () ->
                assertEquals(
                    List.of("CONFLICTING_REDELIVERY", "DUPLICATE_KEY"),
                    rows("select reason from dead_letter where key = ? order by id", subject)));
    assertEquals(
        List.of("ORDER", "DUPLICATE", "DUPLICATE", "REFUSED"),
        rows(
            "select outcome from channel_document where channel = 'webshop' and shop = ?"
                + " order by id",
            desk.tag));
  }

  @Test
  void an_order_of_a_shop_nobody_configured_is_a_dead_letter_that_says_so() {
    var json = Contracts.sample("order-service", "channel.ChannelOrderPlaced.v1");
    var subject = "webshop/nowhere/" + desk.tag;
    var foreign = json.replace("\"shop\": \"eu\"", "\"shop\": \"nowhere\"");
    desk.send("channel.orders", TestMessage.of("channel.ChannelOrderPlaced.v1", subject, foreign));
    await()
        .atMost(Desk.PATIENCE)
        .untilAsserted(
            () ->
                assertEquals(
                    List.of("UNKNOWN_SHOP"),
                    rows("select reason from dead_letter where key = ?", subject)));
  }

  @Test
  void lists_are_paged_by_key() {
    for (int i = 10; i < 15; i++) {
      desk.deliver(desk.document("" + i).with("total_price", "\"9.99\""));
    }
    var page =
        as("analyst")
            .get("/orders?state=ON_HOLD&limit=2")
            .then()
            .statusCode(200)
            .body("items", hasSize(2))
            .body("next", notNullValue())
            .extract()
            .jsonPath();
    var first = page.getList("items.orderId", String.class);
    var second =
        as("analyst")
            .queryParam("after", page.getString("next"))
            .get("/orders?state=ON_HOLD&limit=2")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("items.orderId", String.class);
    assertFalse(second.stream().anyMatch(first::contains));
    as("analyst").get("/orders?state=DANCING").then().statusCode(400);
    as("analyst").get("/orders?limit=0").then().statusCode(400);
    as("analyst").get("/orders?after=x").then().statusCode(400);
    as("planner")
        .get("/holds?reason=TOTALS_MISMATCH&limit=500")
        .then()
        .statusCode(200)
        .body("items.orderId", hasItem(desk.orderId("10")));
    as("order-clerk")
        .get("/channel-documents?orderId=" + desk.orderId("10"))
        .then()
        .statusCode(200)
        .body("items.outcome", equalTo(List.of("ORDER")));
  }

  @Test
  void who_may_do_what() {
    var id = accepted("20");
    as("warehouse").get("/orders").then().statusCode(403);
    as("warehouse").get("/orders/" + id).then().statusCode(403);
    as("analyst")
        .body(Map.of("reason", "x"))
        .post("/orders/" + id + "/cancel")
        .then()
        .statusCode(403);
    as("analyst").body("{}").put("/orders/" + id + "/ship-to").then().statusCode(403);
    as("order-clerk").delete("/customers/x/personal-data").then().statusCode(403);
    as("order-clerk").body("{}").put("/channels/shopify/shops/x").then().statusCode(403);
    as("analyst").get("/channel-documents").then().statusCode(403);
    io.restassured.RestAssured.get("/orders").then().statusCode(401);
    as("order-clerk").get("/orders/" + UUID.randomUUID()).then().statusCode(404);
    as("order-clerk").get("/orders/%00").then().statusCode(404);
    as("operator")
        .get("/channels/shopify/shops/" + desk.shop)
        .then()
        .statusCode(200)
        .body("pool", equalTo(desk.pool))
        .body("webhookSecret", nullValue())
        .body("secret", nullValue());
  }

  @Test
  void a_forgotten_person_is_nowhere() {
    var street = "Geheimweg " + desk.tag;
    var email = desk.tag + "@person.example";
    var document =
        desk.document("30")
            .with("email", quoted(email))
            .with(
                "customer",
                "{\"id\":99,\"first_name\":\"Ada\",\"last_name\":\"" + desk.tag + "X\"}")
            .with(
                "shipping_address",
                "{\"name\":\"Ada "
                    + desk.tag
                    + "X\",\"address1\":\""
                    + street
                    + "\",\"city\":\"Ort\",\"zip\":\"99999\",\"country_code\":\"DE\"}");
    desk.deliver(document);
    desk.deliver(document.with("total_price", "\"51.00\"")).then().statusCode(202);
    var id = desk.orderId("30");
    var customer = (String) Desk.order(id).get("customerId");
    as("admin").delete("/customers/" + customer + "/personal-data").then().statusCode(409);
    as("order-clerk")
        .body(Map.of("reason", "forget me"))
        .post("/orders/" + id + "/cancel")
        .then()
        .statusCode(200);
    as("admin").delete("/customers/" + customer + "/personal-data").then().statusCode(204);
    as("admin").delete("/customers/" + customer + "/personal-data").then().statusCode(204);
    as("admin").delete("/customers/nobody/personal-data").then().statusCode(404);
    as("order-clerk").get("/orders/" + id).then().statusCode(200).body("shipTo", nullValue());
    for (var secret : List.of(street, email, desk.tag + "X")) {
      assertEquals(List.of(), PersonalSearch.tablesThatHold(secret));
    }
    // an old delivery does not bring them back
    desk.deliver(document).then().body("kind", equalTo("DUPLICATE"));
    assertEquals(List.of(), PersonalSearch.tablesThatHold(street));
  }
}

package dev.onhand.order;

import static dev.onhand.order.Desk.as;
import static dev.onhand.order.Desk.rows;
import static dev.onhand.order.Desk.sign;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.order.channel.OrderKey;
import dev.onhand.order.channel.ShopifyOrderText;
import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.TestMessage;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Documents of every channel, the way each comes, through the whole service.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class ChannelIT {
  private static final String WOO = "X-WC-Webhook-Signature";

  private Desk desk;

  @BeforeEach
  void open() {
    desk = Desk.open();
    for (var channel : List.of("woocommerce", "amazon", "ebay", "x12")) {
      as("admin")
          .body(Map.of("pool", desk.pool, "webhookSecret", Desk.SECRET, "orderType", "d2c"))
          .put("/channels/" + channel + "/shops/" + desk.shop)
          .then()
          .statusCode(200);
    }
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static RequestSpecification raw(byte[] body) {
    return given()
        .config(
            io.restassured.RestAssured.config()
                .encoderConfig(
                    io.restassured.config.EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .contentType("application/octet-stream")
        .body(body);
  }

  private ValidatableResponse post(String channel, byte[] body) {
    return raw(body)
        .contentType("application/json") // it is read as it came all the same
        .auth()
        .oauth2(TestTokens.token("channel"))
        .post("/channel-documents/" + channel + "/" + desk.shop)
        .then();
  }

  private byte[] woo(long id, String sku) {
    return bytes(
        """
        {"id":%d,"status":"processing","currency":"EUR","date_created_gmt":"2026-03-02T09:00:00",
         "date_modified_gmt":"2026-03-02T09:00:05","date_paid_gmt":"2026-03-02T09:00:05",
         "total":"20.00","customer_id":7,"line_items":[{"id":1,"sku":"%s","quantity":1,
         "total":"20.00","total_tax":"0.00"}],"billing":{"first_name":"Mara","last_name":"Muster",
         "address_1":"Beispielweg 7","city":"Musterstadt","postcode":"10115",
         "country":"DE","email":"m@example.com"}}\
        """
            .formatted(id, sku));
  }

  private byte[] amazon(String id, long quantity) {
    return bytes(
        """
        {"orderId":"%s","createdTime":"2026-03-02T08:00:00Z",
         "lastUpdatedTime":"2026-03-02T08:30:00Z",
         "proceeds":{"grandTotal":{"amount":"20.00","currencyCode":"EUR"}},
         "fulfillment":{"fulfillmentStatus":"UNSHIPPED","fulfilledBy":"MERCHANT"},
         "recipient":{"deliveryAddress":{"name":"Mara Muster","addressLine1":"Beispielweg 7",
           "city":"Musterstadt","postalCode":"10115","countryCode":"DE"}},
         "orderItems":[{"orderItemId":"1","quantityOrdered":%d,
           "product":{"sellerSku":"%s"},
           "proceeds":{"proceedsTotal":{"amount":"20.00","currencyCode":"EUR"}}}]}\
        """
            .formatted(id, quantity, desk.tee));
  }

  private String x12(String number, String sku) {
    return String.join(
        "~",
        "ISA*00*          *00*          *ZZ*BEISPIELMARKT  *ZZ*LAMPENBEISPIEL *260302*0915*U"
            + "*00401*000000101*0*P*>",
        "GS*PO*B*L*20260302*0915*101*X*004010",
        "ST*850*0001",
        "BEG*00*NE*" + number + "**20260302",
        "CUR*BY*EUR",
        "N1*ST*Markt*92*12",
        "N3*Beispielweg 7",
        "N4*Musterstadt**10115*DE",
        "PO1*1*2*CA*60.00**VN*" + sku,
        "CTT*1",
        "SE*9*0001",
        "GE*1*101",
        "IEA*1*000000101~");
  }

  // ---- webhooks

  @Test
  void a_woocommerce_webhook_is_let_in_by_its_own_signature_only() {
    var body = woo(41, desk.tee);
    var path = "/webhooks/woocommerce/" + desk.shop;
    raw(body).post(path).then().statusCode(401);
    raw(body).header(WOO, sign(body, "another secret")).post(path).then().statusCode(401);
    raw(body).header("X-Shopify-Hmac-SHA256", sign(body)).post(path).then().statusCode(401);
    raw(body)
        .header(WOO, sign(body))
        .header("X-WC-Webhook-Topic", "order.created")
        .post(path)
        .then()
        .statusCode(200)
        .body("kind", equalTo("ORDER"));
    var id = new OrderKey("woocommerce", desk.shop, "41").orderId();
    assertTrue(desk.published(id).contains("OrderAccepted"));
  }

  @Test
  void a_trial_of_a_webhook_leaves_no_trace() {
    raw(bytes("webhook_id=42"))
        .post("/webhooks/woocommerce/" + desk.shop)
        .then()
        .statusCode(200)
        .body("reason", equalTo("PING"));
    assertEquals(List.of(), rows("select outcome from channel_document where shop = ?", desk.shop));
  }

  @Test
  void channels_that_sign_nothing_have_no_webhook() {
    var body = amazon("1", 1);
    raw(body).header("X-Amazon", "x").post("/webhooks/amazon/" + desk.shop).then().statusCode(404);
  }

  // ---- adapters

  @Test
  void an_adapter_posts_a_page_and_is_told_of_each_order() {
    var page =
        bytes(
            "{\"orders\":[%s,%s]}"
                .formatted(
                    new String(amazon("A-1", 1), StandardCharsets.UTF_8),
                    new String(amazon("A-2", -1), StandardCharsets.UTF_8)));
    raw(page).post("/channel-documents/amazon/" + desk.shop).then().statusCode(401);
    post("amazon", page)
        .statusCode(200)
        .body("outcomes.kind", equalTo(List.of("ORDER", "REFUSED")))
        .body("outcomes[1].reason", equalTo("QUANTITY_OUT_OF_RANGE"));
    assertEquals(
        List.of("channel.AmazonOrderReceived.v1"),
        rows("select type from dead_letter where key = ?", desk.shop));
  }

  @Test
  void what_came_is_shown_as_it_came_to_clerks_only() {
    var body = amazon("B-1", 1);
    post("amazon", body).statusCode(200);
    var id = rows("select id::text from channel_document where shop = ?", desk.shop).getFirst();
    var path = "/channel-documents/" + id + "/body";
    given().auth().oauth2(TestTokens.token("operator")).get(path).then().statusCode(403);
    var shown =
        given()
            .auth()
            .oauth2(TestTokens.token("order-clerk"))
            .get(path)
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    assertArrayEquals(body, shown);
  }

  @Test
  void a_purchase_order_comes_over_kafka_and_waits_for_its_unit_to_be_mapped() {
    var number = "PO-" + desk.tag;
    var sku = desk.tee;
    var id = new OrderKey("x12", desk.shop, number).orderId();
    desk.send(
        "channel.orders",
        TestMessage.of("channel.X12OrderReceived.v1", desk.shop, x12(number, sku)));
    await()
        .atMost(Desk.PATIENCE)
        .until(() -> !rows("select 1 from orders where order_id = ?", id).isEmpty());
    as("order-clerk")
        .get("/orders/" + id)
        .then()
        .body("holds.reason", hasItem("UNMAPPED_SKU"))
        .body("orderType", equalTo("wholesale"));
    as("planner")
        .body(Map.of("channelSku", sku + "/CA", "sku", sku, "units", 12))
        .put("/channels/x12/shops/" + desk.shop + "/skus")
        .then()
        .statusCode(200);
    as("order-clerk")
        .get("/orders/" + id)
        .then()
        .body("state", equalTo("ACCEPTED"))
        .body("lines[0].quantity", equalTo(24));
  }

  @Test
  void a_partner_is_answered_whether_its_interchange_was_taken() {
    post("x12", bytes(x12("PO-A-" + desk.tag, desk.tee))).statusCode(200);
    desk.send(
        "channel.orders",
        TestMessage.of(
            "channel.X12OrderReceived.v1",
            desk.shop,
            x12("PO-B-" + desk.tag, desk.tee).replace("PO1*1*2*", "PO1*1*0*")));
    await()
        .atMost(Desk.PATIENCE)
        .untilAsserted(
            () ->
                as("channel")
                    .get("/x12-acknowledgements/" + desk.shop + "?controlNumber=000000101")
                    .then()
                    .statusCode(200)
                    .body("items.code", equalTo(List.of("A", "R"))));
    var subject = "x12/" + desk.shop + "/000000101";
    assertEquals(2, desk.outbox.about(subject).size());
  }

  // ---- places of the channel

  private String serviced(String externalId, String service) {
    var line =
        """
        {"id":1,"sku":"%s","quantity":1,"price":"50.00","fulfillment_service":"%s"}\
        """
            .formatted(desk.tee, service);
    desk.deliver(ShopifyOrderText.order(externalId).lineText(line).with("total_price", "\"50.00\""))
        .then()
        .body("kind", equalTo("ORDER"));
    return desk.orderId(externalId);
  }

  private void mapLocation(Map<String, String> meaning) {
    as("planner")
        .body(meaning)
        .put("/channels/shopify/shops/" + desk.shop + "/locations")
        .then()
        .statusCode(200);
  }

  @Test
  void an_order_at_a_place_that_nobody_mapped_waits_until_somebody_does() {
    var theirs = serviced("6001", "their-app");
    var ours = serviced("6002", "our-warehouse");
    for (var id : List.of(theirs, ours)) {
      as("order-clerk").get("/orders/" + id).then().body("holds.reason", hasItem("REVIEW"));
    }
    mapLocation(Map.of("channelLocationId", "their-app"));
    mapLocation(Map.of("channelLocationId", "our-warehouse", "locationId", "BER"));
    as("order-clerk")
        .get("/orders/" + theirs)
        .then()
        .body("state", equalTo("ACCEPTED"))
        .body("reservationId", org.hamcrest.Matchers.nullValue())
        .body("place", equalTo("their-app"));
    String reservation =
        as("order-clerk")
            .get("/orders/" + ours)
            .then()
            .body("state", equalTo("ACCEPTED"))
            .extract()
            .path("reservationId");
    var asked = desk.outbox.awaitOne("inventory.ReserveStock.v1", reservation);
    assertEquals("BER", asked.json().get("locationId").textValue());
    var later = serviced("6003", "their-app");
    as("order-clerk").get("/orders/" + later).then().body("holds.size()", equalTo(0));
  }

  // ---- refunds of the channel

  @Test
  void a_refund_that_comes_before_its_order_waits_for_it() {
    var refund =
        bytes(
            """
            {"id":%1$s,"order_id":%1$s,"created_at":"2026-03-03T09:00:00Z","refund_line_items":[],
             "transactions":[{"kind":"refund","status":"success","amount":"5.00",
               "currency":"EUR"}]}\
            """
                .formatted("4711"));
    desk.deliver(refund).then().statusCode(200).body("kind", equalTo("WAITING"));
    desk.deliver(desk.document("4711")).then().body("kind", equalTo("ORDER"));
    var id = desk.orderId("4711");
    await()
        .atMost(Desk.PATIENCE)
        .untilAsserted(() -> assertTrue(desk.published(id).contains("RefundPaid")));
    desk.deliver(refund).then().body("kind", equalTo("DUPLICATE"));
  }

  @Test
  void a_dead_letter_that_names_a_forgotten_person_is_emptied() {
    var name = "Unverwechselbar " + UUID.randomUUID();
    desk.deliver(
            desk.document("5001")
                .with("cancelled_at", "\"2026-03-02T10:00:00Z\"")
                .with("customer", "{\"id\":%s,\"first_name\":\"%s\"}".formatted("5001", name)))
        .then()
        .statusCode(200);
    desk.deliver(bytes("{\"id\":5002,\"name\":\"" + name + "\",")).then().statusCode(202);
    assertTrue(PersonalSearch.tablesThatHold(name).contains("dead_letter"));
    var customer = new OrderKey("shopify", desk.shop, "5001").customerId("5001");
    as("admin").delete("/customers/" + customer + "/personal-data").then().statusCode(204);
    assertEquals(List.of(), PersonalSearch.tablesThatHold(name));
  }
}

package dev.onhand.order;

import static dev.onhand.order.Desk.as;
import static dev.onhand.order.Desk.quoted;
import static dev.onhand.order.Desk.rows;
import static dev.onhand.order.Desk.sign;
import static dev.onhand.order.Desk.webhook;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.order.channel.ShopifyOrderText;
import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.OpenApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Webhooks as a shop, and as somebody who only says so, delivers them.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class WebhookIT {
  private static final String SIGNATURE = "X-Shopify-Hmac-SHA256";
  private static final int MEBIBYTE = 1_048_576;

  private Desk desk;

  @BeforeEach
  void open() {
    desk = Desk.open();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private String path() {
    return "/webhooks/shopify/" + desk.shop;
  }

  private List<String> outcomes() {
    return rows(
        "select outcome || coalesce(' ' || reason, '') from channel_document where shop = ?"
            + " order by id",
        desk.shop);
  }

  // ---- signatures

  @Test
  void the_published_openapi_document_is_what_the_service_answers() {
    OpenApi.assertIsCurrent("order-service");
  }

  @Test
  void only_the_right_signature_is_let_in() {
    var body = desk.document("1").bytes();
    var right = sign(body);
    var hex = HexFormat.of().formatHex(Base64.getDecoder().decode(right));
    var changed = body.clone();
    changed[changed.length - 2] ^= 1;
    webhook(body).post(path()).then().statusCode(401);
    webhook(body).header(SIGNATURE, "").post(path()).then().statusCode(401);
    webhook(body).header(SIGNATURE, hex).post(path()).then().statusCode(401);
    webhook(body).header(SIGNATURE, right + "=").post(path()).then().statusCode(401);
    webhook(body)
        .header(SIGNATURE, right.toLowerCase(java.util.Locale.ROOT))
        .post(path())
        .then()
        .statusCode(401);
    webhook(body)
        .header(SIGNATURE, sign(body, "another secret"))
        .post(path())
        .then()
        .statusCode(401);
    webhook(changed).header(SIGNATURE, right).post(path()).then().statusCode(401);
    webhook(desk.document("1").toString().replace(",", ", ").getBytes(StandardCharsets.UTF_8))
        .header(SIGNATURE, right)
        .post(path())
        .then()
        .statusCode(401);
    webhook(body).header(SIGNATURE, right, right).post(path()).then().statusCode(401);
    webhook(body)
        .header(SIGNATURE, right)
        .post("/webhooks/shopify/unknown.example")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
    assertEquals(List.of(), outcomes());
    webhook(body).header(SIGNATURE, right).post(path()).then().statusCode(200);
    assertEquals(List.of("ORDER"), outcomes());
  }

  @Test
  void an_encoded_body_is_not_unpacked() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[4 * MEBIBYTE]);
    }
    var body = packed.toByteArray();
    webhook(body)
        .header("Content-Encoding", "gzip")
        .header(SIGNATURE, sign(body))
        .post(path())
        .then()
        .statusCode(415);
    assertEquals(List.of(), outcomes());
  }

  // ---- outcomes

  @Test
  void a_repeat_is_a_duplicate_whatever_its_bytes_and_delivery() {
    for (int i = 0; i < 3; i++) desk.deliver(desk.document("1")).then().statusCode(200);
    var respelled = desk.document("1").without("name").with("name", "\"#1001\"").toString();
    desk.deliver(respelled.replace(",", " ,\n").getBytes(StandardCharsets.UTF_8))
        .then()
        .statusCode(200)
        .body("kind", equalTo("DUPLICATE"))
        .body("orderId", equalTo(desk.orderId("1")));
    assertEquals(List.of("ORDER", "DUPLICATE", "DUPLICATE", "DUPLICATE"), outcomes());
    assertEquals(
        1, desk.published(desk.orderId("1")).stream().filter("OrderAccepted"::equals).count());
  }

  @Test
  void the_same_version_with_other_content_is_refused_and_the_first_is_kept() {
    desk.deliver(desk.document("1"));
    desk.deliver(desk.document("1").with("total_price", "\"51.00\""))
        .then()
        .statusCode(202)
        .body("reason", equalTo("CONFLICTING_REDELIVERY"));
    as("analyst")
        .get("/orders/" + desk.orderId("1"))
        .then()
        .body("total.amount", equalTo("50.00"))
        .body("state", equalTo("ACCEPTED"));
  }

  @Test
  void cancelled_stays_cancelled_when_an_older_version_comes_late() {
    var later =
        desk.document("1")
            .with("updated_at", "\"2026-03-02T11:00:00+01:00\"")
            .with("cancelled_at", "\"2026-03-02T11:00:00+01:00\"");
    desk.deliver(desk.document("1"));
    desk.deliver(later).then().statusCode(200).body("kind", equalTo("UPDATE"));
    desk.deliver(desk.document("1")).then().statusCode(200).body("kind", equalTo("STALE"));
    assertEquals("CANCELLED", Desk.order(desk.orderId("1")).get("state"));
  }

  @Test
  void an_order_first_seen_cancelled_is_known_and_reserves_nothing() {
    desk.deliver(desk.document("1").with("cancelled_at", "\"2026-03-02T11:00:00+01:00\""))
        .then()
        .body("kind", equalTo("ORDER"));
    assertEquals(List.of("OrderReceived", "OrderCancelled"), desk.published(desk.orderId("1")));
    assertEquals("CANCELLED", Desk.order(desk.orderId("1")).get("state"));
  }

  @Test
  void a_paid_message_before_the_creation_is_the_whole_order() {
    var paid = desk.document("1").with("updated_at", "\"2026-03-02T11:00:00+01:00\"").bytes();
    webhook("orders/paid", paid).header(SIGNATURE, sign(paid)).post(path());
    desk.deliver(desk.document("1").with("financial_status", "\"pending\""))
        .then()
        .body("kind", equalTo("STALE"));
    assertEquals("ACCEPTED", Desk.order(desk.orderId("1")).get("state"));
  }

  @Test
  void the_same_id_in_two_shops_is_two_orders() {
    var other = "other-" + desk.shop;
    desk.configure(other);
    var body = desk.document("1").bytes();
    desk.deliver(body).then().body("kind", equalTo("ORDER"));
    webhook(body)
        .header(SIGNATURE, sign(body))
        .post("/webhooks/shopify/" + other)
        .then()
        .body("kind", equalTo("ORDER"));
    as("analyst")
        .get("/orders?channelOrderId=1&limit=500")
        .then()
        .body("items.findAll { it.shop.endsWith('" + desk.shop + "') }.size()", equalTo(2));
  }

  @Test
  void what_is_not_for_us_is_skipped_by_name() {
    desk.deliver(desk.document("1").with("test", "true"))
        .then()
        .statusCode(200)
        .body("reason", equalTo("TEST_ORDER"));
    var refund = "{\"id\":1,\"order_id\":2}".getBytes(StandardCharsets.UTF_8);
    desk.deliver(refund).then().statusCode(200).body("reason", equalTo("OTHER_DOCUMENT"));
    var order = desk.document("1").bytes();
    webhook("products/update", order)
        .header(SIGNATURE, sign(order))
        .post(path())
        .then()
        .statusCode(200)
        .body("reason", equalTo("OTHER_DOCUMENT"));
    assertEquals(
        List.of("SKIPPED TEST_ORDER", "SKIPPED OTHER_DOCUMENT", "SKIPPED OTHER_DOCUMENT"),
        outcomes());
    as("analyst").get("/orders/" + desk.orderId("1")).then().statusCode(404);
  }

  @Test
  void bad_documents_do_not_hold_up_good_ones() {
    desk.deliver("{\"id\":1,\"line".getBytes(StandardCharsets.UTF_8)).then().statusCode(202);
    desk.deliver(desk.document("1")).then().statusCode(200);
    desk.deliver(desk.document("2").with("x", "[".repeat(10_000))).then().statusCode(202);
    desk.deliver(desk.document("3")).then().statusCode(200);
    var broken = desk.document("4").with("note", "\"?\"").bytes();
    broken[new String(broken, StandardCharsets.US_ASCII).indexOf('?')] = (byte) 0xFF;
    desk.deliver(broken).then().statusCode(202);
    assertEquals(
        List.of(
            "REFUSED MALFORMED_JSON",
            "ORDER",
            "REFUSED NESTING_TOO_DEEP",
            "ORDER",
            "REFUSED INVALID_UTF8"),
        outcomes());
    var kept =
        rows(
            "select encode(payload, 'hex') from dead_letter where source = ?"
                + " and reason = 'INVALID_UTF8'",
            path());
    assertEquals(List.of(HexFormat.of().formatHex(broken)), kept, "the very bytes");
  }

  @Test
  void a_refused_document_says_where_and_is_corrected_and_run_again() {
    var document = ShopifyOrderText.order("7").line("1", quoted(desk.tee), -2, "20.00");
    desk.deliver(document)
        .then()
        .statusCode(202)
        .body("kind", equalTo("REFUSED"))
        .body("reason", equalTo("QUANTITY_OUT_OF_RANGE"))
        .body("field", equalTo("line_items[0].quantity"))
        .body("orderId", nullValue());
    var letter = rows("select id from dead_letter where source = ?", path()).getFirst();
    var corrected =
        ShopifyOrderText.order("7")
            .line("1", quoted(desk.tee), 2, "20.00")
            .with("total_price", "\"40.00\"");
    as("operator")
        .body("{\"payload\":" + corrected + "}")
        .post("/dead-letters/" + letter + "/rerun")
        .then()
        .statusCode(200)
        .body("status", equalTo("RERUN"));
    assertEquals("ACCEPTED", Desk.order(desk.orderId("7")).get("state"));
  }

  @Test
  void strings_that_mean_harm_are_only_strings() {
    var sku = "'; DROP TABLE orders; --\\r\\nINFO forged ${jndi:ldap://x} <script>";
    var look = "\u200B\u200B" + desk.tee;
    desk.deliver(
            ShopifyOrderText.order("1")
                .line("1", quoted(sku), 1, "10.00")
                .line("2", quoted(look), 1, "10.00")
                .with("name", "\"=1+1\"")
                .with("total_price", "\"20.00\""))
        .then()
        .statusCode(200)
        .body("kind", equalTo("ORDER"));
    as("planner")
        .get("/orders/" + desk.orderId("1"))
        .then()
        .body("number", equalTo("=1+1"))
        .body("holds.reason", equalTo(List.of("UNMAPPED_SKU")))
        .body("lines[0].sku", equalTo(sku.replace("\\r\\n", "\r\n")))
        .body("lines[1].sku", equalTo(look));
  }

  // ---- sizes

  private byte[] sized(int bytes) {
    var empty = desk.document("1").with("note", "\"\"").bytes().length;
    return desk.document("1").with("note", quoted("x".repeat(bytes - empty))).bytes();
  }

  @Test
  void one_mebibyte_is_taken_and_one_byte_more_is_not() {
    desk.deliver(sized(MEBIBYTE)).then().statusCode(200).body("kind", equalTo("ORDER"));
    desk.deliver(sized(MEBIBYTE + 1)).then().statusCode(202).body("reason", equalTo("TOO_LARGE"));
    assertEquals(List.of("ORDER", "REFUSED TOO_LARGE"), outcomes());
  }

  @Test
  void twenty_mebibytes_are_read_on_but_not_kept() throws Exception {
    var body = sized(20 * MEBIBYTE);
    var known = HttpRequest.BodyPublishers.ofByteArray(body);
    var chunked = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    for (var publisher : List.of(known, chunked)) {
      var answer = send(publisher, sign(body));
      assertEquals(202, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("TOO_LARGE"));
    }
    assertEquals(
        List.of("" + 20 * MEBIBYTE, "" + 20 * MEBIBYTE),
        rows("select bytes from channel_document where shop = ?", desk.shop));
    assertEquals(
        List.of("0", "0"),
        rows("select length(payload) from dead_letter where source = ?", path()));
  }

  @Test
  void a_body_without_end_is_refused() throws Exception {
    var body = new byte[33 * MEBIBYTE];
    var chunked = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    try {
      assertEquals(413, send(chunked, sign(body)).statusCode());
    } catch (IOException e) {
      // the server may hang up on a sender that does not stop
    }
    assertEquals(List.of(), outcomes());
  }

  private HttpResponse<String> send(HttpRequest.BodyPublisher body, String signature)
      throws IOException, InterruptedException {
    var uri = URI.create("http://localhost:" + RestAssured.port + path());
    var request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .header("X-Shopify-Topic", "orders/create")
            .header(SIGNATURE, signature)
            .POST(body)
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void other_endpoints_take_small_bodies_of_known_length() throws Exception {
    as("admin")
        .body("{\"pool\":\"" + "x".repeat(3 * MEBIBYTE) + "\"}")
        .put("/channels/shopify/shops/x")
        .then()
        .statusCode(413);
    var uri = URI.create("http://localhost:" + RestAssured.port + "/channels/shopify/shops/x");
    var chunked =
        HttpRequest.newBuilder(uri)
            .PUT(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8))))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var status = client.send(chunked, HttpResponse.BodyHandlers.ofString()).statusCode();
      assertTrue(status == 401 || status == 411, () -> "status " + status);
    }
  }

  @Test
  void one_document_delivered_many_times_at_once_is_one_order() throws Exception {
    var body = desk.document("1").bytes();
    var signature = sign(body);
    try (var threads = java.util.concurrent.Executors.newFixedThreadPool(8)) {
      var answers =
          threads.invokeAll(
              java.util.Collections.nCopies(
                  16,
                  () ->
                      send(HttpRequest.BodyPublishers.ofByteArray(body), signature).statusCode()));
      for (var answer : answers) assertEquals(200, answer.get());
    }
    assertEquals(1, outcomes().stream().filter("ORDER"::equals).count());
    assertEquals(15, outcomes().stream().filter("DUPLICATE"::equals).count());
    assertEquals(
        1, desk.published(desk.orderId("1")).stream().filter("OrderReceived"::equals).count());
  }

  @Test
  void secrets_are_long_and_settings_whole() {
    for (var settings :
        List.of(
            Map.of("pool", "eu", "orderType", "d2c", "webhookSecret", "short"),
            Map.of("pool", "eu", "orderType", "d2c"),
            Map.of("pool", "eu", "orderType", "b2b", "webhookSecret", Desk.SECRET),
            Map.of("orderType", "d2c", "webhookSecret", Desk.SECRET))) {
      as("admin").body(settings).put("/channels/shopify/shops/x").then().statusCode(400);
    }
  }
}

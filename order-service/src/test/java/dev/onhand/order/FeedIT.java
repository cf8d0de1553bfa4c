package dev.onhand.order;

import static dev.onhand.order.Desk.as;
import static dev.onhand.order.Desk.eur;
import static dev.onhand.order.Desk.rows;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.TestMessage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Listings of channels against the orders here, through the whole service.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class FeedIT {
  private static final String FROM = "2026-03-02T00:00:00Z";
  private static final String TO = "2026-03-03T00:00:00Z";

  private Desk desk;

  @BeforeEach
  void open() {
    desk = Desk.open();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private void schedule(Map<String, ?> settings) {
    as("admin").body(settings).put("/channel-feeds/shopify/" + desk.shop).then().statusCode(200);
  }

  private static Map<String, Object> entry(String id, String number, String total, String status) {
    return Map.of("externalId", id, "number", number, "total", eur(total), "status", status);
  }

  private Map<String, Object> listing(List<Map<String, Object>> orders) {
    var listing = new HashMap<String, Object>();
    listing.put("from", FROM);
    listing.put("to", TO);
    listing.put("orders", orders);
    return listing;
  }

  private int post(List<Map<String, Object>> orders) {
    return as("channel")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(listing(orders))
        .post("/channel-feeds/shopify/" + desk.shop)
        .then()
        .statusCode(201)
        .extract()
        .path("run");
  }

  private List<String> openExceptions() {
    return rows(
        "select kind || ' ' || subject from open_exception"
            + " where resolved_at is null and subject like ? order by 1",
        "%" + desk.shop + "%");
  }

  private String exception(String kind, String subject) {
    return kind + " shopify/" + desk.shop + "/" + subject;
  }

  private void awaitExceptions(List<String> expected) {
    await().atMost(Desk.PATIENCE).untilAsserted(() -> assertEquals(expected, openExceptions()));
  }

  @Test
  void what_differs_is_an_exception_until_the_order_comes() {
    schedule(Map.of("graceSeconds", 0, "numbered", true));
    desk.deliver(desk.document("71").with("name", "\"#1001\"")).then().statusCode(200);
    desk.deliver(desk.document("72").with("name", "\"#1002\"")).then().statusCode(200);
    int run =
        post(
            List.of(
                entry("71", "#1001", "51.00", "open"),
                entry("73", "#1004", "50.00", "open"),
                entry("74", "#1003", "9.00", "cancelled")));
    awaitExceptions(
        List.of(
            exception("FEED_DIFFERENT_TOTAL", "71"),
            exception("FEED_MISSING_HERE", "73"),
            exception("FEED_UNKNOWN_THERE", "72")));
    as("order-clerk")
        .get("/channel-feeds/runs/" + run + "/differences?limit=2")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(2))
        .body("next", notNullValue());
    desk.deliver(desk.document("73").with("name", "\"#1004\"")).then().statusCode(200);
    awaitExceptions(
        List.of(exception("FEED_DIFFERENT_TOTAL", "71"), exception("FEED_UNKNOWN_THERE", "72")));
    as("analyst")
        .get("/channel-feeds/runs/" + run)
        .then()
        .body("listed", equalTo(3))
        .body("found", equalTo(3))
        .body("open", equalTo(2));
  }

  @Test
  void a_later_listing_of_the_same_window_takes_the_place_of_an_earlier_one() {
    schedule(Map.of("graceSeconds", 0));
    int first = post(List.of(entry("81", "#1", "5.00", "open")));
    awaitExceptions(List.of(exception("FEED_MISSING_HERE", "81")));
    post(List.of());
    awaitExceptions(List.of());
    as("operator").get("/channel-feeds/runs/" + first).then().body("closedAt", notNullValue());
  }

  @Test
  void a_listing_comes_as_a_message_too_and_one_of_an_unknown_shop_is_a_dead_letter() {
    schedule(Map.of("graceSeconds", 0));
    var payload = new HashMap<>(listing(List.of(entry("91", "#1", "5.00", "open"))));
    payload.put("channel", "shopify");
    payload.put("shop", desk.shop);
    desk.send(
        "channel.orders", TestMessage.of("channel.FeedListed.v1", "shopify/" + desk.shop, payload));
    awaitExceptions(List.of(exception("FEED_MISSING_HERE", "91")));
    var nowhere = "nowhere-" + desk.tag;
    payload.put("shop", nowhere);
    desk.send("channel.orders", TestMessage.of("channel.FeedListed.v1", nowhere, payload));
    await()
        .atMost(Desk.PATIENCE)
        .untilAsserted(
            () ->
                assertEquals(
                    List.of("UNKNOWN_SHOP"),
                    rows("select reason from dead_letter where key = ?", nowhere)));
  }

  @Test
  void a_shop_whose_listing_does_not_come_in_time_is_an_exception_until_it_does() {
    schedule(Map.of("intervalMinutes", 60, "graceSeconds", 0));
    overdueNow();
    awaitExceptions(List.of("FEED_OVERDUE shopify/" + desk.shop));
    post(List.of());
    awaitExceptions(List.of());
  }

  /// An hour later, for this shop alone.
  private void overdueNow() {
    rows(
        "update timer set due_at = now() where name = 'feed-expected' and key = ? returning key",
        "shopify/" + desk.shop);
  }

  @Test
  void what_cannot_be_a_listing_or_a_schedule_is_refused() {
    as("channel")
        .body(listing(List.of()))
        .post("/channel-feeds/shopify/nowhere")
        .then()
        .statusCode(404);
    as("channel")
        .body(Map.of("from", TO, "to", FROM, "orders", List.of()))
        .post("/channel-feeds/shopify/" + desk.shop)
        .then()
        .statusCode(400);
    as("admin")
        .body(Map.of("intervalMinutes", 0))
        .put("/channel-feeds/shopify/" + desk.shop)
        .then()
        .statusCode(400);
    as("order-clerk")
        .body(Map.of())
        .put("/channel-feeds/shopify/" + desk.shop)
        .then()
        .statusCode(403);
    as("operator").get("/channel-feeds/runs/999999999").then().statusCode(404);
  }
}

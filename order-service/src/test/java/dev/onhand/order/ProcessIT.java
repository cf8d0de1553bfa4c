package dev.onhand.order;

import static dev.onhand.order.Desk.allocation;
import static dev.onhand.order.Desk.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.order.channel.ShopifyOrderText;
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

/// Orders that span pools, and orders that go out part by part, through the whole service.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class ProcessIT {
  private static final String MUGS = "select kit ->> 'MUG' from known_sku where sku = ?";

  private Desk desk;

  @BeforeEach
  void open() {
    desk = Desk.open();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private void shop(String orderType, List<String> otherPools) {
    as("admin")
        .body(
            Map.of(
                "pool",
                desk.pool,
                "webhookSecret",
                Desk.SECRET,
                "orderType",
                orderType,
                "otherPools",
                otherPools))
        .put("/channels/shopify/shops/" + desk.shop)
        .then()
        .statusCode(200)
        .body("otherPools", equalTo(otherPools));
  }

  /// The shop's orders wait for what is not there, and go out part by part.
  private void splitting() {
    as("admin")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(
            Map.of(
                "orderType",
                "preorder",
                "channel",
                "shopify",
                "settings",
                Map.of("reservation", "backorder", "split", true)))
        .post("/order-policies")
        .then()
        .statusCode(201)
        .body("split", equalTo(true));
    shop("preorder", List.of());
  }

  private List<TestMessage> commands(String name, String orderId) {
    return desk.outbox.all().stream()
        .filter(m -> m.type().equals("inventory." + name + ".v1"))
        .filter(m -> m.json().get("orderId").textValue().equals(orderId))
        .toList();
  }

  private void inventory(String name, TestMessage asked, Map<String, ?> more) {
    var payload = new HashMap<String, Object>(more);
    payload.put("reservationId", asked.subject());
    payload.put("orderId", asked.json().get("orderId").textValue());
    payload.put("pool", asked.json().get("pool").textValue());
    desk.say("inventory.reservations", "inventory." + name + ".v1", asked.subject(), payload);
  }

  @Test
  void an_order_that_spans_two_pools_goes_out_when_both_are_firm() {
    var other = "other-" + desk.tag;
    var gift = "GIFT-" + desk.tag;
    shop("d2c", List.of(other));
    desk.say(
        "inventory.items",
        "inventory.ItemDefined.v1",
        gift,
        Map.of("sku", gift, "name", "Gift", "pool", other, "unitOfMeasure", "piece"));
    await()
        .atMost(Desk.PATIENCE)
        .until(() -> !Desk.rows("select 1 from known_sku where sku = ?", gift).isEmpty());
    desk.deliver(
            ShopifyOrderText.order("1")
                .line("1", Desk.quoted(desk.tee), 2, "20.00")
                .line("2", Desk.quoted(gift), 1, "10.00")
                .with("total_price", "\"50.00\""))
        .then()
        .statusCode(200);
    var id = desk.orderId("1");
    var asked = commands("ReserveStock", id);
    assertEquals(List.of(desk.pool, other), asked.stream().map(TestMessage::key).toList());
    var tees = List.of(allocation("1", desk.tee, "BER", 2));
    inventory("StockReserved", asked.getFirst(), Map.of("allocations", tees));
    var gifts = List.of(allocation("2", gift, "NYC", 1));
    inventory("StockReserved", asked.getLast(), Map.of("allocations", gifts));
    await().atMost(Desk.PATIENCE).until(() -> commands("CommitReservation", id).size() == 2);
    assertEquals("ACCEPTED", Desk.order(id).get("state"));
    for (var each : asked) inventory("ReservationCommitted", each, Map.of());
    desk.awaitState(id, "RELEASED");
    assertEquals(2, desk.published(id).stream().filter(n -> n.equals("OrderReleased")).count());
    as("order-clerk")
        .get("/orders/" + id)
        .then()
        .body("lines.pool", equalTo(List.of(desk.pool, other)))
        .body("lines.state", equalTo(List.of("released", "released")));
  }

  @Test
  void an_item_that_only_another_pool_gets_ends_the_hold_of_the_order() {
    var other = "other-" + desk.tag;
    var gift = "GIFT-" + desk.tag;
    shop("d2c", List.of(other));
    desk.deliver(
            ShopifyOrderText.order("3")
                .line("1", Desk.quoted(gift), 1, "10.00")
                .with("total_price", "\"10.00\""))
        .then()
        .statusCode(200);
    var id = desk.orderId("3");
    desk.awaitState(id, "ON_HOLD");
    desk.say(
        "inventory.items",
        "inventory.ItemDefined.v1",
        gift,
        Map.of("sku", gift, "name", "Gift", "pool", other, "unitOfMeasure", "piece"));
    desk.awaitState(id, "ACCEPTED");
    assertEquals(other, commands("ReserveStock", id).getFirst().key());
  }

  @Test
  void a_kit_waits_for_its_last_part_and_is_made_of_what_its_item_says() {
    var gift = "GIFT-" + desk.tag;
    splitting();
    var parts = List.of(Map.of("sku", "TEA", "quantity", 1), Map.of("sku", "MUG", "quantity", 2));
    desk.item(gift);
    desk.item(gift, Map.of("kit", Map.of("type", "virtual", "components", parts)));
    await().atMost(Desk.PATIENCE).until(() -> Desk.rows(MUGS, gift).equals(List.of("2")));
    desk.deliver(
            ShopifyOrderText.order("4")
                .line("1", Desk.quoted(gift), 2, "20.00")
                .with("total_price", "\"40.00\""))
        .then()
        .statusCode(200);
    var id = desk.orderId("4");
    var asked = commands("ReserveStock", id).getFirst();
    inventory(
        "StockReserved", asked, Map.of("allocations", List.of(allocation("1", "TEA", "BER", 2))));
    var missing = Map.of("lineId", "1", "sku", "MUG", "quantity", 4);
    inventory("StockBackordered", asked, Map.of("waiting", List.of(missing)));
    await().atMost(Desk.PATIENCE).until(() -> desk.published(id).contains("OrderBackordered"));
    as("order-clerk")
        .get("/orders/" + id)
        .then()
        .body("state", equalTo("ACCEPTED"))
        .body("lines[0].backordered", equalTo(2))
        .body("lines[0].components.sku", equalTo(List.of("MUG", "TEA")))
        .body("lines[0].components.allocated", equalTo(List.of(0, 2)))
        .body("lines[0].components.waiting", equalTo(List.of(4, 0)));
    var mugs = List.of(allocation("1", "MUG", "BER", 4));
    inventory("BackorderFilled", asked, Map.of("allocations", mugs, "complete", true));
    desk.awaitState(id, "RELEASED");
  }

  @Test
  void what_is_there_goes_out_and_what_comes_follows() {
    splitting();
    desk.deliver(desk.document("2")).then().statusCode(200);
    var id = desk.orderId("2");
    var asked = commands("ReserveStock", id).getFirst();
    var tees = List.of(allocation("1", desk.tee, "BER", 2));
    inventory("StockReserved", asked, Map.of("allocations", tees));
    var waiting = new HashMap<>(Desk.line("2", desk.cap, 1));
    waiting.put("expectedAt", "2030-01-05T08:00:00Z");
    inventory("StockBackordered", asked, Map.of("waiting", List.of(waiting)));
    await()
        .atMost(Desk.PATIENCE)
        .untilAsserted(
            () ->
                as("order-clerk")
                    .get("/orders/" + id)
                    .then()
                    .body("state", equalTo("RELEASED"))
                    .body("lines.state", equalTo(List.of("released", "backordered")))
                    .body("lines[1].expectedAt", equalTo("2030-01-05T08:00:00Z")));
    waiting.put("expectedAt", "2030-01-12T08:00:00Z");
    inventory("StockBackordered", asked, Map.of("waiting", List.of(waiting)));
    await().atMost(Desk.PATIENCE).until(() -> desk.published(id).contains("PromiseChanged"));
    as("order-clerk")
        .get("/orders/" + id)
        .then()
        .body("lines[1].expectedAt", equalTo("2030-01-12T08:00:00Z"));
    as("order-clerk")
        .get("/orders/" + id + "/events?limit=100")
        .then()
        .body("items.type", hasItem("PromiseChanged.v1"));
    var caps = List.of(allocation("2", desk.cap, "BER", 1));
    inventory("BackorderFilled", asked, Map.of("allocations", caps, "complete", true));
    await()
        .atMost(Desk.PATIENCE)
        .until(
            () -> desk.published(id).stream().filter(n -> n.equals("OrderReleased")).count() == 2);
    var second =
        desk.outbox.about(id).stream()
            .filter(m -> m.type().equals("order.OrderReleased.v1"))
            .toList()
            .getLast();
    assertEquals(2, second.json().get("release").intValue());
    assertEquals(1, second.json().get("allocations").size());
  }

  private void held(String orderId, List<String> reasons) {
    await()
        .atMost(Desk.PATIENCE)
        .untilAsserted(
            () ->
                as("order-clerk")
                    .get("/orders/" + orderId)
                    .then()
                    .body("holds.reason", equalTo(reasons)));
  }

  private void recall(TestMessage asked, long units, String brokenAt) {
    var line = new HashMap<>(allocation("1", desk.tee, "BER", units));
    line.put("lot", "L-7");
    inventory(
        "ReservationBroken",
        asked,
        Map.of(
            "reason",
            "LOT_HOLD",
            "heldLot",
            Map.of("sku", desk.tee, "lot", "L-7"),
            "lines",
            List.of(line),
            "brokenAt",
            brokenAt));
  }

  private void lotReleased(String releasedAt) {
    desk.say(
        "inventory.reservations",
        "inventory.LotReleased.v1",
        "lot/" + desk.pool + "/" + desk.tee + "/L-7/" + releasedAt,
        Map.of("pool", desk.pool, "sku", desk.tee, "lot", "L-7", "releasedAt", releasedAt));
  }

  @Test
  void a_recalled_order_is_held_until_the_lot_is_released_whichever_is_told_first() {
    shop("d2c", List.of());
    desk.deliver(desk.document("4")).then().statusCode(200);
    var id = desk.orderId("4");
    var asked = commands("ReserveStock", id).getFirst();
    inventory(
        "StockReserved",
        asked,
        Map.of(
            "allocations",
            List.of(allocation("1", desk.tee, "BER", 2), allocation("2", desk.cap, "BER", 1))));
    desk.awaitState(id, "RELEASED");
    recall(asked, 2, "2030-03-01T15:00:00Z");
    held(id, List.of("QUALITY"));
    as("order-clerk").get("/orders/" + id).then().body("holds[0].lineId", equalTo("1"));
    lotReleased("2030-03-02T09:00:00Z");
    held(id, List.of());
    recall(asked, 1, "2030-03-02T08:59:59Z");
    recall(asked, 2, "2030-03-02T09:00:01Z");
    held(id, List.of("QUALITY"));
    as("order-clerk").get("/orders/" + id).then().body("holds[0].detail", containsString("2 of"));
  }
}

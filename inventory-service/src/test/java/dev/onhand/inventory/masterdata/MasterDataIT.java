package dev.onhand.inventory.masterdata;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.inventory.Shop;
import dev.onhand.inventory.StockTopics;
import dev.onhand.testkit.Contracts;
import dev.onhand.testkit.OutboxCapture;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Items and locations over HTTP, and what others are told of them.
@QuarkusTest
@WithTestResource(StockTopics.class)
class MasterDataIT {
  private static final String PLANNER = TestTokens.token("planner");
  private static final String SERVICE = "inventory-service";

  private final OutboxCapture published = OutboxCapture.install();
  private Shop shop;
  private String tea;

  @BeforeEach
  void open() {
    shop = Shop.open();
    tea = "tea-" + shop.mug;
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private ValidatableResponse define(String sku, String more) {
    var body =
        """
        {"name":"Green tea","pool":"%s","unitOfMeasure":"each"%s}
        """
            .formatted(shop.pool, more);
    return shop.put(PLANNER, "/items/" + sku, body);
  }

  private static final String PACKS =
      """
      ,"units":[{"unit":"inner","quantity":6},
                {"unit":"case","of":"inner","quantity":4,"weightGrams":3300,
                 "dimensions":{"lengthMm":380,"widthMm":260,"heightMm":300}},
                {"unit":"third","quantity":1,"per":3}],
      "lotControlled":true,"shelfLifeDays":540,
      "standardCost":{"amount":"3.10","currency":"EUR"}
      """;

  @Test
  void an_item_is_defined_with_packs_and_lots_and_everybody_is_told() {
    define(tea, PACKS).statusCode(200).body("version", equalTo(1));
    shop.get("/items/" + tea)
        .statusCode(200)
        .body("units.unit", contains("inner", "case", "third"))
        .body("units[1].dimensions.lengthMm", equalTo(380))
        .body("lotControlled", equalTo(true))
        .body("standardCost.amount", equalTo("3.10"));
    var told = published.awaitOne("inventory.ItemDefined.v1", tea);
    Contracts.assertValid(SERVICE, "ItemDefined.v1", told.text());
    assertEquals(540, told.json().path("shelfLifeDays").asInt());
    for (var message : published.about(shop.mug, "inventory.ItemDefined.v1")) {
      Contracts.assertValid(SERVICE, "ItemDefined.v1", message.text());
    }
  }

  @Test
  void quantities_convert_exactly_or_are_refused_with_the_step_that_would_be_whole() {
    define(tea, PACKS).statusCode(200);
    shop.get("/items/" + tea + "/quantity?quantity=3&unit=case").body("baseQuantity", equalTo(72));
    shop.get("/items/" + tea + "/quantity?quantity=9&unit=third").body("baseQuantity", equalTo(3));
    shop.get("/items/" + tea + "/quantity?quantity=10&unit=third")
        .statusCode(400)
        .body("field", equalTo("quantity"))
        .body("fix", containsString("a multiple of 3"));
    shop.get("/items/" + tea + "/quantity?quantity=1&unit=barrel")
        .statusCode(400)
        .body("field", equalTo("unit"))
        .body("fix", containsString("each, inner, case, third"));
  }

  @Test
  void what_comes_in_cases_is_booked_and_reserved_in_base_units() {
    define(tea, PACKS).statusCode(200);
    var adjustment =
        """
        {"pool":"%s","locationId":"%s","sku":"%s","quantity":2,"unit":"%s","lot":"L1",
         "reason":"FOUND"}
        """;
    var warehouse = TestTokens.token("warehouse");
    String booked =
        shop.post(
                warehouse, "/adjustments", adjustment.formatted(shop.pool, shop.place, tea, "case"))
            .statusCode(202)
            .extract()
            .path("adjustmentId");
    shop.post(warehouse, "/adjustments", adjustment.formatted(shop.pool, shop.place, tea, "third"))
        .statusCode(400)
        .body("field", equalTo("quantity"));
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () ->
                shop.get("/movements?reference=" + booked).extract().path("items[0].quantity")
                        instanceof Integer units
                    && units == 48);
    var order =
        """
        {"pool":"%s","orderId":"o1","channel":"web",
         "lines":[{"sku":"%s","quantity":%d,"unit":"%s"}]}
        """;
    var path = "/reservations";
    var channel = TestTokens.token("channel");
    shop.post(channel, path, order.formatted(shop.pool, tea, 4, "third"))
        .statusCode(400)
        .body("field", equalTo("lines[0].quantity"));
    String id =
        shop.post(channel, path, order.formatted(shop.pool, tea, 1, "case"))
            .statusCode(202)
            .extract()
            .path("reservationId");
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () ->
                Integer.valueOf(24)
                    .equals(
                        shop.get("/reservations/" + id).extract().path("allocations[0].quantity")));
  }

  @Test
  void the_same_definition_again_changes_nothing_and_another_one_is_kept_beside_it() {
    define(tea, "").statusCode(200).body("version", equalTo(1));
    define(tea, "").body("version", equalTo(1));
    define(tea, ",\"weightGrams\":125").body("version", equalTo(2));
    assertEquals(2, published.about(tea, "inventory.ItemDefined.v1").size());
    shop.get("/items/" + tea + "/history")
        .body("items.version", contains(2, 1))
        .body("items[0].definition.weightGrams", equalTo(125))
        .body("items[1].definition.weightGrams", nullValue())
        .body("items[0].changedBy", equalTo("test-planner"))
        .body("next", nullValue());
    String next =
        shop.get("/items/" + tea + "/history?limit=1")
            .body("items.version", contains(2))
            .extract()
            .path("next");
    shop.get("/items/" + tea + "/history?limit=1&after=" + next).body("items.version", contains(1));
  }

  @Test
  void what_stock_is_counted_in_and_who_decides_it_stays() {
    define(tea, "").statusCode(200);
    var grams = "{\"name\":\"t\",\"pool\":\"%s\",\"unitOfMeasure\":\"gram\"}".formatted(shop.pool);
    shop.put(PLANNER, "/items/" + tea, grams)
        .statusCode(400)
        .body("field", equalTo("unitOfMeasure"));
    try (var other = Shop.open()) {
      var moved =
          "{\"name\":\"t\",\"pool\":\"%s\",\"unitOfMeasure\":\"each\"}".formatted(other.pool);
      shop.put(PLANNER, "/items/" + tea, moved).statusCode(400).body("field", equalTo("pool"));
    }
    shop.get("/items/" + tea).body("version", equalTo(1));
  }

  @Test
  void a_trade_item_number_belongs_to_one_item() {
    var gtin = ",\"gtin\":\"%s\"".formatted(Gtins.fresh());
    define(tea, gtin).statusCode(200);
    define("other-" + tea, gtin)
        .statusCode(400)
        .body("field", equalTo("gtin"))
        .body("fix", containsString("is of item " + tea));
  }

  @Test
  void a_kit_is_made_of_items_that_are_there_and_no_kits() {
    define(tea, "").statusCode(200);
    var kit = ",\"kit\":{\"type\":\"virtual\",\"components\":[{\"sku\":\"%s\",\"quantity\":2}]}";
    define("kit-" + tea, kit.formatted("nothing"))
        .statusCode(400)
        .body("field", equalTo("kit.components[0].sku"));
    define("kit-" + tea, kit.formatted(tea)).statusCode(200);
    define("kit2-" + tea, kit.formatted("kit-" + tea)).statusCode(400);
    define(tea, kit.formatted(shop.mug)).statusCode(400).body("field", equalTo("kit"));
    var told = published.awaitOne("inventory.ItemDefined.v1", "kit-" + tea);
    Contracts.assertValid(SERVICE, "ItemDefined.v1", told.text());
  }

  @Test
  void a_location_says_what_it_is_and_everybody_is_told() {
    var store = "store-" + shop.place;
    var body =
        """
        {"name":"Paris","pool":"%s","country":"FR","priority":5,"type":"store","zone":"west",
         "timeZone":"Europe/Paris"}
        """
            .formatted(shop.pool);
    shop.put(PLANNER, "/locations/" + store, body).statusCode(200);
    shop.get("/locations/" + store)
        .body("type", equalTo("store"))
        .body("zone", equalTo("west"))
        .body("version", equalTo(1));
    var told = published.awaitOne("inventory.LocationDefined.v1", store);
    Contracts.assertValid(SERVICE, "LocationDefined.v1", told.text());
    shop.put(PLANNER, "/locations/" + store, body.replace("\"FR\"", "\"France\""))
        .statusCode(400)
        .body("field", equalTo("country"));
    shop.put(PLANNER, "/locations/" + store, body.replace("Europe/Paris", "Europe/Atlantis"))
        .statusCode(400)
        .body("field", equalTo("timeZone"));
    shop.get("/locations/nowhere-" + store).statusCode(404);
  }

  @Test
  void lists_go_on_from_page_to_page() {
    define(tea, "").statusCode(200);
    String next =
        shop.get("/items?limit=1&after=" + shop.mug.substring(0, 4)).extract().path("next");
    shop.get("/items?limit=500&after=" + next).statusCode(200);
    shop.get("/items?limit=501").statusCode(400).body("field", equalTo("limit"));
    shop.get("/locations?limit=0").statusCode(400).body("field", equalTo("limit"));
  }
}

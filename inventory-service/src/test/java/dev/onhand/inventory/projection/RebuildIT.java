package dev.onhand.inventory.projection;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.inventory.Shop;
import dev.onhand.inventory.StockTopics;
import dev.onhand.inventory.sql.Sql;
import dev.onhand.testkit.Infrastructure;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The projection is rebuilt from the log beside the live one, compared, and swapped.
@QuarkusTest
@WithTestResource(StockTopics.class)
class RebuildIT {
  private static final String OPERATOR = TestTokens.token("operator");

  private Shop shop;

  @BeforeEach
  void open() {
    shop = Shop.open();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private static ValidatableResponse look() {
    return given().auth().oauth2(OPERATOR).get("/projection/rebuild").then().statusCode(200);
  }

  private static ValidatableResponse rebuilt() {
    begin();
    await().atMost(60, TimeUnit.SECONDS).until(() -> !isUnderWay());
    return look().body("state", equalTo("COMPARED"));
  }

  private static void begin() {
    given()
        .auth()
        .oauth2(OPERATOR)
        .post("/projection/rebuild")
        .then()
        .statusCode(202)
        .header("Location", endsWith("/projection/rebuild"));
  }

  private static boolean isUnderWay() {
    return List.of("REPLAYING", "COMPARING").contains(look().extract().<String>path("state"));
  }

  private static ValidatableResponse swap() {
    return given().auth().oauth2(OPERATOR).post("/projection/rebuild/swap").then();
  }

  private static int plant(String sql, Object... parameters) throws SQLException {
    try (var connection = Infrastructure.start().connect()) {
      return Sql.update(connection, sql, parameters);
    }
  }

  @Test
  void a_rebuilt_projection_is_equal_to_the_live_one_that_went_on_meanwhile() {
    shop.receive(5);
    begin();
    for (int i = 0; i < 3 || isUnderWay(); i++) shop.receive(1);
    var report = look().body("state", equalTo("COMPARED")).body("entries", greaterThan(0));
    assertEquals(List.of(), report.extract().path("report.tables.findAll { it.differing > 0 }"));
    report
        .body("report.equal", equalTo(true))
        .body("report.tables", hasSize(ShadowTables.TABLES.size()));
  }

  @Test
  void a_planted_difference_is_found_named_and_swapped_away() throws SQLException {
    shop.receive(5);
    assertEquals(
        1, plant("update stock_position set sellable = sellable + 1 where sku = ?", shop.mug));
    shop.get("/positions?sku=" + shop.mug).body("items[0].sellable", equalTo(6));
    assertEquals(1, plant("delete from stock_movement where sku = ?", shop.mug));

    var report = rebuilt().body("report.equal", equalTo(false));
    var positions = "report.tables.find { it.table == 'stock_position' }";
    report
        .body(positions + ".differing", equalTo(1))
        .body(positions + ".firstDifference.key.sku", equalTo(shop.mug))
        .body(positions + ".firstDifference.columns", contains("sellable"))
        .body(positions + ".firstDifference.live.sellable", equalTo(6))
        .body(positions + ".firstDifference.rebuilt.sellable", equalTo(5))
        .body("report.tables.find { it.table == 'stock_movement' }.differing", equalTo(1))
        .body("report.tables.find { it.table == 'stock_reservation' }.differing", equalTo(0));

    swap().statusCode(200).body("state", equalTo("SWAPPED"));
    shop.get("/positions?sku=" + shop.mug).body("items[0].sellable", equalTo(5));
    shop.get("/movements?sku=" + shop.mug).body("items", hasSize(1));
    swap().statusCode(409);

    shop.receive(2);
    shop.get("/positions?sku=" + shop.mug).body("items[0].sellable", equalTo(7));
    try (var messages = Messages.connect()) {
      messages
          .collect("inventory.availability")
          .await(
              "what channels are told after the swap",
              m -> m.key().equals("*/" + shop.mug) && m.json().path("available").asInt() == 7);
    }
    rebuilt().body("report.equal", equalTo(true));
    given().auth().oauth2(OPERATOR).delete("/projection/rebuild").then().statusCode(200);
    look().body("state", equalTo("DISCARDED"));
    swap().statusCode(409);
  }

  @Test
  void the_rebuilt_tables_have_the_indexes_of_those_they_replace() throws SQLException {
    var sql =
        "select tablename || ' ' || indexname || ' ' || replace(indexdef, 'shadow.', 'public.')"
            + " from pg_indexes where schemaname = ?"
            + " and tablename = any(?) order by 1";
    rebuilt();
    try (var connection = Infrastructure.start().connect()) {
      var tables = connection.createArrayOf("text", ShadowTables.TABLES.toArray());
      var live = Sql.list(connection, sql, row -> row.getString(1), "public", tables);
      var shadow = Sql.list(connection, sql, row -> row.getString(1), "shadow", tables);
      assertEquals(live, shadow);
      assertTrue(live.size() > 8, live::toString);
    }
  }

  @Test
  void only_operators_rebuild() {
    var planner = TestTokens.token("planner");
    given().auth().oauth2(planner).post("/projection/rebuild").then().statusCode(403);
    given().auth().oauth2(planner).post("/projection/rebuild/swap").then().statusCode(403);
    given().post("/projection/rebuild").then().statusCode(401);
  }
}

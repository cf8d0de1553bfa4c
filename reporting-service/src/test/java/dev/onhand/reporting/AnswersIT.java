package dev.onhand.reporting;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.OpenApi;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the API answers about a story it was told.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
@WithTestResource(LocalKey.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersIT {
  private static final String ANALYST = TestTokens.token("analyst");
  private static final String PREFIX = "ans-";

  private Platform platform;

  @BeforeAll
  void tell() {
    platform = new Platform();
    Story.send(platform.messages(), Story.of(11, Instant.now(), 8, 12, PREFIX));
    platform.settle();
  }

  @AfterAll
  void close() {
    platform.close();
  }

  private static ValidatableResponse get(String path, Object... parameters) {
    return given().auth().oauth2(ANALYST).get(path, parameters).then();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/overview",
        "/api/orders",
        "/api/stock",
        "/api/margin",
        "/api/margin?by=sku",
        "/api/exceptions",
        "/api/kpis",
        "/api/completeness"
      })
  void every_answer_says_how_far_the_data_is_complete(String path) {
    get(path).statusCode(200).body("completeThrough", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/overview",
        "/api/orders",
        "/api/orders/x/timeline",
        "/api/stock",
        "/api/stock/x/movements",
        "/api/margin",
        "/api/exceptions",
        "/api/kpis",
        "/api/completeness"
      })
  void answers_are_for_staff_only(String path) {
    given().get(path).then().statusCode(401);
    given().auth().oauth2(TestTokens.token("channel")).get(path).then().statusCode(403);
    for (var role :
        List.of(
            "analyst",
            "order-clerk",
            "warehouse",
            "planner",
            "buyer",
            "approver",
            "accountant",
            "controller",
            "operator",
            "admin")) {
      var status = given().auth().oauth2(TestTokens.token(role)).get(path).statusCode();
      assertTrue(status == 200 || status == 404, () -> role + " gets " + status);
    }
  }

  @Test
  void the_published_openapi_document_is_what_the_service_answers() {
    OpenApi.assertIsCurrent("reporting-service");
  }

  @Test
  void only_operators_may_order_a_rebuild() {
    given().post("/api/rebuild").then().statusCode(401);
    given().auth().oauth2(ANALYST).post("/api/rebuild").then().statusCode(403);
  }

  @Test
  void orders_are_found_by_number_id_and_sku() {
    var one = get("/api/orders?q={number}", PREFIX + "#1005").body("items", hasSize(1)).extract();
    String id = one.path("items[0].orderId");
    get("/api/orders?q={id}", id).body("items.orderId", contains(id));
    get("/api/orders?q=ext-{number}", PREFIX + "#1005").body("items.orderId", contains(id));
    get("/api/orders?q={sku}&limit=500", PREFIX + "CAP-NVY").body("items", not(empty()));
    get("/api/orders?q=nobody-has-this").body("items", empty()).body("next", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%25", "_", "'; drop table sales_order; --", "\\", "=1+1"})
  void a_search_text_is_only_ever_text(String text) {
    given()
        .auth()
        .oauth2(ANALYST)
        .queryParam("q", text)
        .get("/api/orders")
        .then()
        .statusCode(200)
        .body("items", empty());
    given().auth().oauth2(ANALYST).queryParam("q", text).get("/api/stock").then().statusCode(200);
  }

  @Test
  void orders_can_be_filtered_by_state() {
    get("/api/orders?state=ON_HOLD&q={p}", PREFIX)
        .body("items", not(empty()))
        .body("items.state", everyItem(equalTo("ON_HOLD")))
        .body("items.reason", hasItem("OUT_OF_STOCK"));
  }

  @Test
  void pages_follow_each_other_without_gap_or_repeat() {
    var seen = new ArrayList<String>();
    String after = "";
    do {
      var page =
          given()
              .auth()
              .oauth2(ANALYST)
              .queryParams("q", PREFIX, "limit", 7, "after", after)
              .get("/api/orders")
              .then()
              .statusCode(200)
              .extract();
      seen.addAll(page.path("items.number"));
      after = page.path("next");
    } while (after != null);
    assertEquals(96, seen.size());
    assertEquals(96, new HashSet<>(seen).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/orders?limit=0", "/api/orders?limit=501", "/api/orders?after=yesterday",
        "/api/margin?by=moon", "/api/overview?days=0", "/api/overview?days=2147483647",
        "/api/exceptions?state=lost", "/api/exceptions?after=x", "/api/stock/x/movements?after=~"
      })
  void what_cannot_be_answered_says_why(String path) {
    get(path).statusCode(400).body("field", notNullValue()).body("fix", notNullValue());
  }

  @Test
  void an_unknown_order_is_not_found() {
    get("/api/orders/nobody/timeline").statusCode(404).body("title", is("Unknown order"));
  }

  @Test
  void the_timeline_tells_every_event_of_every_service_with_actor_and_cause() {
    String id =
        get("/api/orders?state=COMPLETED&q={p}&limit=1", PREFIX).extract().path("items[0].orderId");
    var timeline = get("/api/orders/{id}/timeline", id).statusCode(200);
    timeline
        .body("order.state", is("COMPLETED"))
        .body("lines", hasSize(1))
        .body("shipments", hasSize(1))
        .body("events.service", hasItems("order", "inventory", "fulfillment", "ledger"))
        .body("events.name", hasItems("OrderReceived", "StockMoved", "JournalEntryPosted"))
        .body("events[0].name", is("OrderReceived"))
        .body("events[1].cause", is("order.OrderReceived"))
        .body("events.actor", everyItem(notNullValue()))
        .body("events[0].body.orderId", is(id));
    List<String> ids = timeline.extract().path("events.id");
    List<String> causes = timeline.extract().path("events.causationId");
    for (int i = 0; i < ids.size(); i++) {
      int cause = ids.indexOf(causes.get(i));
      assertTrue(cause < i, "an event stands after its cause");
    }
  }

  @Test
  void stock_is_the_sum_of_its_movements() {
    var sku = PREFIX + "TEE-RED-M";
    var stock =
        get("/api/stock?q={q}", sku)
            .body("items", hasSize(1))
            .body("items[0].positions.locationId", contains("AMS", "BER", "PAR"))
            .extract();
    var movements = get("/api/stock/{sku}/movements?limit=500", sku).extract();
    List<Integer> quantities = movements.path("items.quantity");
    int sum = quantities.stream().mapToInt(Integer::intValue).sum();
    assertEquals(sum, stock.<Integer>path("items[0].onHand"));
    assertEquals(sum, stock.<Integer>path("items[0].available"));
    assertEquals(
        new BigDecimal("8.70").multiply(BigDecimal.valueOf(sum)),
        new BigDecimal(stock.<String>path("items[0].value.amount")));
  }

  @Test
  void margin_is_revenue_less_cost_of_goods() {
    var margin = get("/api/margin?by=channel&days=30").statusCode(200).extract();
    List<Map<String, Object>> rows = margin.path("items");
    assertTrue(rows.size() >= 3);
    for (int i = 0; i < rows.size(); i++) {
      var revenue = new BigDecimal(margin.<String>path("items[" + i + "].revenue.amount"));
      var cost = new BigDecimal(margin.<String>path("items[" + i + "].costOfGoods.amount"));
      var gross = new BigDecimal(margin.<String>path("items[" + i + "].grossMargin.amount"));
      assertEquals(revenue.subtract(cost), gross);
    }
    get("/api/margin?by=sku&days=30&limit=500").body("items.units", hasItem(greaterThan(0)));
  }

  @Test
  void the_overview_adds_up() {
    var overview = get("/api/overview?days=30").statusCode(200).extract();
    List<Integer> states = overview.path("ordersByState.orders");
    assertEquals(
        overview.<Integer>path("orders"), states.stream().mapToInt(Integer::intValue).sum());
    List<Map<String, Integer>> places = overview.path("stockByLocation");
    int units =
        places.stream()
            .mapToInt(p -> p.get("free") + p.get("reserved") + p.get("unsellable"))
            .sum();
    assertEquals(overview.<Integer>path("unitsOnHand"), units);
  }

  @Test
  void the_queue_lists_what_is_open_of_all_services_and_keeps_what_was_resolved() {
    get("/api/exceptions?limit=500")
        .body("items.exceptionId", hasItem(PREFIX + "order/PAYMENT_MISSING/pay-1"))
        .body("items.resolvedAt", everyItem(nullValue()))
        .body("overdue", greaterThan(0));
    get("/api/exceptions?state=resolved&limit=500").body("items.resolvedBy", hasItem("mira"));
    get("/api/exceptions?service=procurement&limit=500")
        .body("items.service", everyItem(is("procurement")));
  }

  @Test
  void key_figures_come_with_their_definition() {
    get("/api/kpis")
        .body("figures.id", hasItems("order-aging", "line-fill", "return-rate", "gross-margin"))
        .body("figures.clock", everyItem(notNullValue()))
        .body("figures.exclusions", everyItem(notNullValue()))
        .body("figures.find { it.id == 'line-fill' }.values[0].value", notNullValue());
  }

  @Test
  void the_sign_in_of_a_local_stack_gives_a_token_for_the_roles_asked_for() {
    String token =
        given()
            .contentType(ContentType.JSON)
            .body("{\"roles\":[\"warehouse\"]}")
            .post("/dev/login")
            .then()
            .statusCode(200)
            .body("roles", contains("warehouse"))
            .extract()
            .path("token");
    given().auth().oauth2(token).get("/api/stock").then().statusCode(200);
    given().auth().oauth2(token).post("/api/rebuild").then().statusCode(403);
    for (var body : List.of("{\"roles\":[]}", "{\"roles\":[\"god\"]}", "{}")) {
      given()
          .contentType(ContentType.JSON)
          .body(body)
          .post("/dev/login")
          .then()
          .statusCode(400)
          .body("fix", containsString("analyst"));
    }
  }

  @Test
  void the_console_is_open_and_may_talk_to_this_service_only() {
    given()
        .get("/")
        .then()
        .statusCode(200)
        .contentType(containsString("text/html"))
        .header("Content-Security-Policy", containsString("default-src 'self'"));
  }
}

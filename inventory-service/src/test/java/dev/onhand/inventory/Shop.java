package dev.onhand.inventory;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.onhand.testkit.OutboxCapture;
import dev.onhand.testkit.OutboxRelay;
import dev.onhand.testkit.TestTokens;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// A pool of its own for a test, with one location and one item, over the REST endpoints.
public final class Shop implements AutoCloseable {
  static final String OPERATOR = TestTokens.token("operator");
  static final String PLANNER = TestTokens.token("planner");
  static final String WAREHOUSE = TestTokens.token("warehouse");

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  public final String pool = "pool-" + run;
  public final String place = "loc-" + run;
  public final String mug = "mug-" + run;
  private final OutboxRelay relay = OutboxRelay.start(OutboxCapture.install());
  private long sellable;

  private Shop() {}

  public static Shop open() {
    var shop = new Shop();
    shop.put(OPERATOR, "/pools/" + shop.pool, "{}").statusCode(200);
    shop.defineLocation(shop.place, 1);
    shop.defineItem(shop.mug);
    return shop;
  }

  public void defineLocation(String id, int priority) {
    var body =
        "{\"name\":\"a place\",\"pool\":\"%s\",\"country\":\"DE\",\"priority\":%d}"
            .formatted(pool, priority);
    put(PLANNER, "/locations/" + id, body).statusCode(200);
  }

  public void defineItem(String sku) {
    var body = "{\"name\":\"a thing\",\"pool\":\"%s\",\"unitOfMeasure\":\"piece\"}".formatted(pool);
    put(PLANNER, "/items/" + sku, body).statusCode(200);
  }

  public ValidatableResponse put(String token, String path, String body) {
    return given().auth().oauth2(token).contentType("application/json").body(body).put(path).then();
  }

  public ValidatableResponse post(String token, String path, String body) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body)
        .post(path)
        .then();
  }

  public ValidatableResponse get(String path) {
    return given().auth().oauth2(PLANNER).get(path).then();
  }

  /// Books mugs in, and waits until they can be seen.
  public void receive(long quantity) {
    adjust(place, mug, quantity);
    sellable += quantity;
    await().atMost(20, TimeUnit.SECONDS).until(() -> position().startsWith(sellable + " sellable"));
  }

  /// @return the adjustment's id
  public String adjust(String location, String sku, long quantity) {
    var body =
        """
        {"pool":"%s","locationId":"%s","sku":"%s","quantity":%d,"reason":"OPENING_BALANCE"}
        """
            .formatted(pool, location, sku, quantity);
    return post(WAREHOUSE, "/adjustments", body).statusCode(202).extract().path("adjustmentId");
  }

  public void awaitPosition(long sellable, long reserved) {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(this::position, equalTo(sellable + " sellable, " + reserved + " reserved"));
  }

  private String position() {
    var found = get("/positions?sku=" + mug).statusCode(200).extract().jsonPath();
    return found.get("items[0].sellable")
        + " sellable, "
        + found.get("items[0].reserved")
        + " reserved";
  }

  @Override
  public void close() {
    relay.close();
  }
}

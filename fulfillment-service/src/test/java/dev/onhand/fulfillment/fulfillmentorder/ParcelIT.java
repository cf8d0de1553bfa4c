package dev.onhand.fulfillment.fulfillmentorder;

import static dev.onhand.fulfillment.fulfillmentorder.Outside.SHIRTS;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.onhand.testkit.EmbeddedInfrastructure;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.OutboxCapture;
import dev.onhand.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/// Carrier services, carrier options and labels.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
class ParcelIT {
  private static final String WAREHOUSE = TestTokens.token("warehouse");
  private static final String PLANNER = TestTokens.token("planner");

  @Test
  void a_package_is_offered_to_carriers_and_labelled() {
    OutboxCapture.install();
    try (var messages = Messages.connect()) {
      var outside = new Outside(messages);
      outside.fromOrders(outside.released());
      var path = "/fulfillment-orders/" + outside.berlin;
      await().until(() -> as(WAREHOUSE).get(path).statusCode() == 200);
      as(WAREHOUSE)
          .get(path + "/carrier-options")
          .then()
          .statusCode(409)
          .body("reason", equalTo("NOT_PACKED"));

      outside.fromWarehouse(
          Outside.picked(outside.berlin, "BER", SHIRTS), Outside.packed(outside.berlin, "P-1"));
      await().until(() -> "PACKED".equals(as(WAREHOUSE).get(path).path("fulfillmentOrder.state")));
      put("it-dear", "9.00").statusCode(200);
      put("it-cheap", "4.00").statusCode(200).body("versions.size()", equalTo(1));
      put("it-cheap", "4.00").statusCode(200).body("versions.size()", equalTo(1));
      as(WAREHOUSE)
          .get(path + "/carrier-options")
          .then()
          .statusCode(200)
          .body("[0].serviceId", equalTo("it-cheap"))
          .body("[0].cost.amount", equalTo("4.50"))
          .body("verdict", hasItem("OFFERED"));

      String sscc = as(WAREHOUSE).get(path).path("fulfillmentOrder.packages[0].sscc");
      as(WAREHOUSE)
          .get(path + "/packages/" + sscc + "/label.zpl")
          .then()
          .statusCode(200)
          .contentType("application/vnd.zebra.zpl")
          .body(startsWith("^XA"), containsString(sscc), containsString("Parcel"));
      as(WAREHOUSE)
          .get(path + "/packages/" + sscc + "/label.pdf")
          .then()
          .statusCode(200)
          .contentType("application/pdf")
          .body(startsWith("%PDF-1.4"));
      as(WAREHOUSE).get(path + "/packages/1/label.pdf").then().statusCode(404);
    }
  }

  @Test
  void terms_that_make_no_sense_are_answered_with_the_field() {
    as(PLANNER)
        .body(terms("4.00").replace("\"DE\"", "\"Germany\""))
        .put("/carrier-services/it-bad")
        .then()
        .statusCode(400)
        .body("field", containsString("countries"));
    as(PLANNER).body("{}").put("/carrier-services/it-bad").then().statusCode(400);
    as(PLANNER).body(terms("1.00")).put("/carrier-services/a%20b").then().statusCode(400);
  }

  @Test
  void only_planners_set_terms_and_only_the_warehouse_prints() {
    given().get("/carrier-services").then().statusCode(401);
    as(TestTokens.token("channel")).get("/carrier-services").then().statusCode(403);
    as(WAREHOUSE).get("/carrier-services").then().statusCode(200);
    as(WAREHOUSE).body(terms("1.00")).put("/carrier-services/it-x").then().statusCode(403);
    var path = "/fulfillment-orders/5f0c3f0e-6a7d-5a53-8f0b-3b8f6a1de001";
    for (var part : new String[] {"/carrier-options", "/packages/1/label.zpl"}) {
      given().get(path + part).then().statusCode(401);
      as(PLANNER).get(path + part).then().statusCode(403);
      as(WAREHOUSE).get(path + part).then().statusCode(404);
    }
  }

  private static ValidatableResponse put(String id, String price) {
    return as(PLANNER).body(terms(price)).put("/carrier-services/" + id).then();
  }

  private static String terms(String price) {
    return """
    {"terms": {"carrier": "dhl", "name": "Parcel", "active": true, "countries": ["DE"],
      "serviceLevels": ["standard"], "weightGramsMax": 31500,
      "pricePerPackage": {"amount": "%s", "currency": "EUR"},
      "pricePerKilogram": {"amount": "0.50", "currency": "EUR"}, "transitDays": 2}}
    """
        .formatted(price);
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType("application/json");
  }
}

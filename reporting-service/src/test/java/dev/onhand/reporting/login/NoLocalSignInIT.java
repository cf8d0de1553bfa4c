package dev.onhand.reporting.login;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import dev.onhand.testkit.EmbeddedInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Nobody signs in by asking for it, anywhere but on a local stack.
@QuarkusTest
@WithTestResource(EmbeddedInfrastructure.class)
@TestProfile(NoLocalSignInIT.Production.class)
class NoLocalSignInIT {

  /// A key alone does not open the door.
  public static final class Production implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("onhand.dev-login.private-key", "/nowhere/key.pem", "onhand.local", "false");
    }
  }

  @Test
  void there_is_no_sign_in_without_a_local_stack() {
    given().get("/dev/login").then().statusCode(404).body("title", is("No local sign-in"));
    given()
        .contentType(ContentType.JSON)
        .body("{\"roles\":[\"admin\"]}")
        .post("/dev/login")
        .then()
        .statusCode(404);
  }
}

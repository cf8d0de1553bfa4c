package dev.onhand.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.onhand.local.stack.Token;
import dev.onhand.testkit.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every endpoint of every service, as its own description lists them: nobody comes in without a
/// token, with somebody else's, or with a role that is not meant.
@Order(4)
@ExtendWith(RunningStack.Resolver.class)
class AuthorizationIT {

  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

  /// Open by design: signed by the shop, or the local console's way in.
  private static final Set<String> OPEN =
      Set.of(
          "order POST /webhooks/{channel}/{shop}",
          "reporting POST /dev/login",
          "reporting GET /dev/login");

  private final RunningStack stack;

  AuthorizationIT(RunningStack stack) {
    this.stack = stack;
  }

  private record Endpoint(String service, String method, String path) {
    @Override
    public String toString() {
      return service + " " + method + " " + path;
    }
  }

  static List<String> services() {
    return RunningStack.services();
  }

  private List<Endpoint> endpoints(String service) {
    var url = stack.url(service) + "/q/openapi?format=json";
    var answer = Http.get(url, stack.token("operator"));
    assertEquals(200, answer.status(), answer::toString);
    var endpoints = new ArrayList<Endpoint>();
    answer
        .json()
        .path("paths")
        .properties()
        .forEach(
            path -> {
              for (var method : METHODS) {
                if (path.getValue().has(method)) {
                  endpoints.add(
                      new Endpoint(
                          service, method.toUpperCase(java.util.Locale.ROOT), path.getKey()));
                }
              }
            });
    endpoints.removeIf(endpoint -> OPEN.contains(endpoint.toString()));
    assertFalse(endpoints.isEmpty(), service);
    return endpoints;
  }

  private int status(Endpoint endpoint, String token) {
    var path = endpoint.path().replaceAll("\\{[^}]*}", "00000000-0000-7000-8000-000000000000");
    // no endpoint takes a list, so whoever is let in changes nothing
    var body = endpoint.method().equals("GET") ? null : "[]";
    return Http.send(endpoint.method(), stack.url(endpoint.service()) + path, body, token).status();
  }

  private void assertAllAnswer(String service, int expected, String token) {
    var wrong = new TreeSet<String>();
    for (var endpoint : endpoints(service)) {
      int status = status(endpoint, token);
      if (status != expected) {
        wrong.add(endpoint + " answered " + status);
      }
    }
    assertEquals(Set.of(), wrong);
  }

  @ParameterizedTest
  @MethodSource("services")
  void nobody_comes_in_without_a_token(String service) {
    assertAllAnswer(service, 401, null);
  }

  @ParameterizedTest
  @MethodSource("services")
  void nobody_comes_in_with_a_token_of_another_key(String service) {
    assertAllAnswer(service, 401, TestTokens.as("mallory").roles("admin").signedWithForeignKey());
  }

  @ParameterizedTest
  @MethodSource("services")
  void nobody_comes_in_with_an_unsigned_token(String service) {
    assertAllAnswer(service, 401, TestTokens.as("mallory").roles("admin").unsigned());
  }

  @ParameterizedTest
  @MethodSource("services")
  void nobody_comes_in_with_a_token_that_is_over_or_for_others(String service) {
    var key = stack.signingKey();
    assertAllAnswer(service, 401, admin().expired().signedWith(key));
    assertAllAnswer(service, 401, admin().audience("another-system").signedWith(key));
    assertAllAnswer(service, 401, admin().issuer("https://elsewhere.example").signedWith(key));
  }

  private static TestTokens admin() {
    return TestTokens.as("mallory").roles("admin");
  }

  @ParameterizedTest
  @MethodSource("services")
  void nobody_does_anything_without_a_role(String service) {
    assertAllAnswer(service, 403, TestTokens.as("guest").roles().signedWith(stack.signingKey()));
  }

  /// No endpoint is meant for every role: each refuses at least one, and admits at least one.
  @ParameterizedTest
  @MethodSource("services")
  void every_endpoint_is_for_some_roles_only(String service) {
    var wrong = new TreeSet<String>();
    for (var endpoint : endpoints(service)) {
      boolean refused = false;
      boolean admitted = false;
      for (var role : Token.ROLES) {
        var token = TestTokens.as("test").roles(role).signedWith(stack.signingKey());
        boolean forbidden = status(endpoint, token) == 403;
        refused |= forbidden;
        admitted |= !forbidden;
      }
      if (!refused || !admitted) {
        wrong.add(endpoint + (refused ? " is for nobody" : " is for every role"));
      }
    }
    assertEquals(Set.of(), wrong);
  }
}

package dev.onhand.local.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.local.stack.Http;
import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.StackException;
import dev.onhand.local.stack.Token;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The platform's endpoints, as the people who work with it use them. Each person has a token of
/// their own.
final class Platform {
  /// Who acts.
  enum Person {
    CLERK(List.of("order-clerk")),
    CHANNEL(List.of("channel")),
    PLANNER(List.of("planner", "warehouse")),
    BUYER(List.of("buyer")),
    APPROVER(List.of("approver")),
    ACCOUNTANT(List.of("accountant", "analyst")),
    ADMINISTRATOR(List.of("admin"));

    private final List<String> roles;

    Person(List<String> roles) {
      this.roles = roles;
    }
  }

  private final Settings settings;
  private final Http http = new Http();
  private final Map<Person, String> tokens = new ConcurrentHashMap<>();

  Platform(Settings settings) {
    this.settings = settings;
  }

  Http.Answer get(Person person, Part service, String path) {
    return http.get(settings.url(service) + path, Map.of("Authorization", bearer(person)));
  }

  Http.Answer put(Person person, Part service, String path, JsonNode body) {
    return send("PUT", person, service, path, body, Map.of());
  }

  /// @param key makes a repeat of the request harmless
  Http.Answer post(Person person, Part service, String path, JsonNode body, String key) {
    // As a hash: a key may contain a SKU, and a SKU any character.
    var hash = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    return send("POST", person, service, path, body, Map.of("Idempotency-Key", hash));
  }

  /// Raw bytes, as the adapter of a channel posts them.
  Http.Answer post(Person person, Part service, String path, byte[] body) {
    var headers = new java.util.HashMap<String, String>();
    headers.put("Authorization", bearer(person));
    headers.put("Content-Type", "application/octet-stream");
    return http.send("POST", settings.url(service) + path, body, headers);
  }

  /// Raw bytes, without a token: a webhook.
  Http.Answer deliver(Part service, String path, byte[] body, Map<String, String> headers) {
    return http.send("POST", settings.url(service) + path, body, headers);
  }

  /// For what the day cannot go on without.
  static void require(Http.Answer answer, String what) {
    if (!answer.isOk()) {
      throw new StackException(
          "Cannot %s: status %d %s".formatted(what, answer.status(), answer.text()));
    }
  }

  /// A value as one segment of a path.
  static String segment(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Http.Answer send(
      String method,
      Person person,
      Part service,
      String path,
      JsonNode body,
      Map<String, String> more) {
    var headers = new java.util.HashMap<>(more);
    headers.put("Authorization", bearer(person));
    headers.put("Content-Type", "application/json");
    var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    return http.send(method, settings.url(service) + path, bytes, headers);
  }

  private String bearer(Person person) {
    return "Bearer "
        + tokens.computeIfAbsent(
            person,
            p ->
                Token.of(settings, "demo-" + p.name().toLowerCase(java.util.Locale.ROOT), p.roles));
  }
}

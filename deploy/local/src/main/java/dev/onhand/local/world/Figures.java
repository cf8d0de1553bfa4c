package dev.onhand.local.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.Wait;
import java.time.Duration;
import java.time.Instant;

/// What the books and the read models say at the end of the day. Missing figures are null.
///
/// @param statement revenue, cost of sales and margin since the books were opened, in euros
/// @param stockValue in euros
/// @param trialBalance `balanced`, `not balanced` or `unknown`
public record Figures(
    JsonNode statement, JsonNode stockValue, String trialBalance, JsonNode overview) {
  private static final Duration REPORTED_WITHIN = Duration.ofSeconds(10);

  /// Asks the ledger, and reporting once its figures are complete up to now.
  static Figures ask(Platform platform) {
    var person = Platform.Person.ACCOUNTANT;
    var statements = platform.get(person, Part.LEDGER, "/profit-and-loss").json();
    var value = platform.get(person, Part.LEDGER, "/stock-value?limit=1").json();
    var balance = platform.get(person, Part.LEDGER, "/trial-balance").json().path("balanced");
    var now = Instant.now();
    var overview = new JsonNode[] {Json.object()};
    Wait.until(
        REPORTED_WITHIN,
        () -> {
          overview[0] = platform.get(person, Part.REPORTING, "/api/overview").json();
          var complete = overview[0].path("completeThrough").asText("");
          return !complete.isEmpty() && Instant.parse(complete).isAfter(now);
        });
    return new Figures(
        inEuros(statements.path("statements")),
        inEuros(value.path("totals")),
        balance.isBoolean() ? balance.asBoolean() ? "balanced" : "not balanced" : "unknown",
        overview[0]);
  }

  private static JsonNode inEuros(JsonNode entries) {
    for (var entry : entries) {
      if (entry.path("currency").asText().equals(Json.CURRENCY)) {
        return entry;
      }
    }
    return Json.object();
  }

  /// `1234.50 EUR`, or a dash.
  public static String amount(JsonNode money) {
    var amount = money.path("amount").asText("");
    return amount.isEmpty() ? "-" : amount + " " + money.path("currency").asText();
  }

  public void into(ObjectNode json) {
    json.set("revenue", statement.path("netRevenue"));
    json.set("grossMargin", statement.path("grossMargin"));
    json.set("stockValue", stockValue.isEmpty() ? null : stockValue);
    json.put("trialBalance", trialBalance);
  }
}

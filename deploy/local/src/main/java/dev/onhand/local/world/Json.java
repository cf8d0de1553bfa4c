package dev.onhand.local.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onhand.local.stack.Http;
import java.math.BigDecimal;

/// Short words for building documents.
final class Json {
  static final String CURRENCY = "EUR";
  private static final int CENTS_DIGITS = 2;

  private Json() {}

  static ObjectNode object() {
    return Http.JSON.createObjectNode();
  }

  /// `1999` is `19.99`.
  static String decimal(long cents) {
    return BigDecimal.valueOf(cents, CENTS_DIGITS).toPlainString();
  }

  /// Money as it is on the wire, in the demo's currency.
  static ObjectNode money(long cents) {
    return object().put("amount", decimal(cents)).put("currency", CURRENCY);
  }

  /// The other way.
  static long cents(JsonNode money) {
    return new BigDecimal(money.path("amount").asText("0"))
        .movePointRight(CENTS_DIGITS)
        .longValue();
  }
}

package dev.onhand.platform.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  record Line(String sku, long quantity) {
    Line {
      Require.text("sku", sku);
      Require.positive("quantity", quantity);
    }
  }

  record Order(String id, Money total, Instant at, List<Line> lines) {
    Order {
      lines = Require.some("lines", lines);
    }
  }

  private static final String LINES = "\"lines\":[{\"sku\":\"A\",\"quantity\":1}]";

  private static Order read(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), Order.class);
  }

  @Test
  void what_is_written_is_read_back() {
    var order =
        new Order(
            "o",
            Money.parse("EUR 19.90"),
            Instant.parse("2026-03-02T10:00:00Z"),
            List.of(new Line("A", 2)));
    var json = Json.write(order);
    assertEquals(
        "{\"id\":\"o\",\"total\":{\"amount\":\"19.90\",\"currency\":\"EUR\"},"
            + "\"at\":\"2026-03-02T10:00:00Z\",\"lines\":[{\"sku\":\"A\",\"quantity\":2}]}",
        json);
    assertEquals(order, read(json));
  }

  @Test
  void unknown_fields_are_ignored() {
    assertEquals("o", read("{\"id\":\"o\",\"more\":{\"x\":1}," + LINES + "}").id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          MALFORMED_JSON   |       | {"id":"o"
          MALFORMED_JSON   |       | {"id":"o","lines":[{"sku":"A","quantity":1}]} {}
          MALFORMED_JSON   |       | {"id":NaN}
          MALFORMED_JSON   |       | null
          SCHEMA_VIOLATION | lines | {"id":"o"}
          SCHEMA_VIOLATION | lines | {"id":"o","lines":[]}
          SCHEMA_VIOLATION | lines | {"id":"o","lines":[null]}
          SCHEMA_VIOLATION | id    | {"id":7}
          SCHEMA_VIOLATION | quantity | {"lines":[{"sku":"A","quantity":0}]}
          SCHEMA_VIOLATION | lines[0].quantity | {"lines":[{"sku":"A","quantity":"1"}]}
          SCHEMA_VIOLATION | lines[0].quantity | {"lines":[{"sku":"A","quantity":1.5}]}
          SCHEMA_VIOLATION | lines[0].quantity | {"lines":[{"sku":"A","quantity":1e30}]}
          """)
  void what_does_not_fit_is_refused_with_the_field(String reason, String field, String json) {
    var refusal = assertThrows(InvalidMessage.class, () -> read(json));
    assertEquals(reason, refusal.reason(), refusal.getMessage());
    assertEquals(field == null ? "" : field, refusal.field(), refusal.getMessage());
  }

  @Test
  void a_key_given_twice_is_refused() {
    assertThrows(InvalidMessage.class, () -> read("{\"id\":\"a\",\"id\":\"b\"," + LINES + "}"));
  }

  @Test
  void nesting_beyond_the_limit_is_refused_without_a_stack_overflow() {
    var deep = "[".repeat(100_000);
    assertThrows(InvalidMessage.class, () -> read("{\"x\":" + deep));
  }

  @ParameterizedTest
  @CsvSource({
    "19.999, EUR, AMOUNT_PRECISION",
    "1980.50, JPY, AMOUNT_PRECISION",
    "1e999, EUR, AMOUNT_OUT_OF_RANGE",
    "1.00, XQZ, UNKNOWN_CURRENCY"
  })
  void money_that_cannot_be_is_refused(String amount, String currency, String reason) {
    var json = "{\"total\":{\"amount\":\"%s\",\"currency\":\"%s\"},%s}";
    var refusal =
        assertThrows(InvalidMessage.class, () -> read(json.formatted(amount, currency, LINES)));
    assertEquals(reason, refusal.reason());
  }

  @ParameterizedTest
  @CsvSource({"10.00, JPY, 10", "13.630, KWD, 13.630", "5, EUR, 5.00"})
  void money_keeps_the_decimals_of_its_currency(String amount, String currency, String expected) {
    var json = "{\"total\":{\"amount\":\"%s\",\"currency\":\"%s\"},%s}";
    var total = read(json.formatted(amount, currency, LINES)).total();
    assertEquals(expected, total.getAmount().toPlainString());
  }
}

package dev.onhand.order.channel;

import static dev.onhand.order.channel.ShopifyOrderText.order;
import static dev.onhand.order.channel.ShopifyOrderText.simple;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusedDocumentsTest {

  private static Reading.Refused refused(byte[] document) {
    var reading = ShopifyOrderText.read(document);
    return assertInstanceOf(Reading.Refused.class, reading);
  }

  private static void refused(Defect defect, String field, String document) {
    var refused = refused(document.getBytes(StandardCharsets.UTF_8));
    assertEquals(defect, refused.defect(), refused.detail());
    assertEquals(field, refused.field());
  }

  private static void refused(Defect defect, String field, ShopifyOrderText document) {
    refused(defect, field, document.toString());
  }

  private static ShopifyOrderText line(String json) {
    return order("42").lineText(json);
  }

  @Test
  void what_is_no_json_is_malformed() {
    refused(Defect.MALFORMED_JSON, "", "");
    refused(Defect.MALFORMED_JSON, "", "  ");
    refused(Defect.MALFORMED_JSON, "", "{\"id\":1,\"line_items\":[{\"id\"");
    refused(Defect.MALFORMED_JSON, "", simple("1") + " " + simple("2"));
    refused(Defect.MALFORMED_JSON, "", simple("1") + "x");
    refused(Defect.MALFORMED_JSON, "", "\uFEFF" + simple("1"));
    refused(Defect.MALFORMED_JSON, "", simple("1").with("x", "NaN"));
    refused(Defect.MALFORMED_JSON, "", simple("1").with("x", "-Infinity"));
    refused(Defect.MALFORMED_JSON, "", simple("1").with("x", "01"));
    refused(Defect.MALFORMED_JSON, "", simple("1").with("x", "'single'"));
    refused(Defect.MALFORMED_JSON, "", simple("1").with("x", "1 /* comment */"));
  }

  @Test
  void what_is_json_but_no_document_is_not_an_order() {
    for (var document : new String[] {"null", "[]", "\"x\"", "7", "{}", "{\"id\":1}"}) {
      refused(Defect.NOT_AN_ORDER, "", document);
    }
  }

  @Test
  void broken_utf8_is_refused_not_repaired() {
    for (var bytes : new int[][] {{0xC3, 0x28}, {0xFF, 0xFE}, {0xED, 0xA0, 0x80}, {0xC0, 0x80}}) {
      var text = simple("1").with("note", "\"????\"").bytes();
      var place = new String(text, StandardCharsets.US_ASCII).indexOf("????");
      for (int i = 0; i < bytes.length; i++) text[place + i] = (byte) bytes[i];
      assertEquals(Defect.INVALID_UTF8, refused(text).defect());
    }
  }

  @Test
  void text_that_no_database_stores_is_refused() {
    refused(Defect.INVALID_TEXT, "", simple("1").with("note", "\"\\u0000\""));
    refused(Defect.INVALID_TEXT, "", simple("1").with("note", "\"\\ud83d end\""));
    refused(Defect.INVALID_TEXT, "", simple("1").with("note", "\"\\ude00\\ud83d\""));
    refused(Defect.INVALID_TEXT, "", simple("1").with("\\u0000", "1"));
    simple("1").with("note", "\"\\ud83d\\ude00\"").order();
  }

  @Test
  void a_key_that_stands_twice_is_refused_wherever_it_is() {
    refused(Defect.DUPLICATE_KEY, "currency", twice(simple("1"), "currency"));
    refused(Defect.DUPLICATE_KEY, "b", simple("1").with("x", "{\"a\":[{\"b\":1,\"b\":1}]}"));
    // the same name, escaped
    refused(Defect.DUPLICATE_KEY, "ab", simple("1").with("x", "{\"ab\":1,\"\\u0061b\":1}"));
  }

  private static String twice(ShopifyOrderText document, String name) {
    return document.toString().replaceFirst("\\{", "{\"" + name + "\":\"USD\",");
  }

  @Test
  void nesting_is_bounded_at_200_levels() {
    // two levels hold the arrays
    simple("1").with("x", "[".repeat(199) + "]".repeat(199)).order();
    refused(Defect.NESTING_TOO_DEEP, "", simple("1").with("x", "[".repeat(200) + "]".repeat(200)));
    refused(Defect.NESTING_TOO_DEEP, "", simple("1").with("x", "[".repeat(100_000)));
    refused(Defect.NESTING_TOO_DEEP, "", simple("1").with("x", "{\"a\":".repeat(100_000)));
  }

  @Test
  void a_field_of_another_type_is_named_and_never_converted() {
    refused(Defect.SCHEMA_VIOLATION, "currency", simple("1").with("currency", "[\"EUR\"]"));
    refused(Defect.SCHEMA_VIOLATION, "created_at", simple("1").with("created_at", "1772445600"));
    refused(Defect.SCHEMA_VIOLATION, "updated_at", simple("1").without("updated_at"));
    refused(
        Defect.SCHEMA_VIOLATION, "created_at", simple("1").with("created_at", "\"2026-03-02\""));
    refused(Defect.SCHEMA_VIOLATION, "total_price", simple("1").with("total_price", "40"));
    refused(Defect.SCHEMA_VIOLATION, "total_price", simple("1").with("total_price", "\"4O.00\""));
    refused(Defect.SCHEMA_VIOLATION, "test", simple("1").with("test", "\"true\""));
    refused(Defect.SCHEMA_VIOLATION, "id", simple("\"42a\""));
    refused(Defect.SCHEMA_VIOLATION, "id", simple("1.5"));
    refused(Defect.SCHEMA_VIOLATION, "line_items", order("1").with("line_items", "{\"0\":{}}"));
    refused(Defect.SCHEMA_VIOLATION, "line_items[0]", order("1").with("line_items", "[7]"));
    refused(
        Defect.SCHEMA_VIOLATION,
        "financial_status",
        simple("1").with("financial_status", "\"generous\""));
    refused(
        Defect.SCHEMA_VIOLATION,
        "line_items[0].quantity",
        line("{\"id\":1,\"quantity\":\"2\",\"price\":\"1.00\"}"));
    refused(
        Defect.SCHEMA_VIOLATION,
        "line_items[0].quantity",
        line("{\"id\":1,\"quantity\":1.5,\"price\":\"1.00\"}"));
    refused(
        Defect.SCHEMA_VIOLATION,
        "line_items[1].id",
        order("1").line("7", "\"A\"", 1, "1.00").line("7", "\"B\"", 1, "1.00"));
    refused(
        Defect.SCHEMA_VIOLATION,
        "line_items[0].sku",
        order("1").line("7", "\"" + "x".repeat(201) + "\"", 1, "1.00"));
  }

  @Test
  void an_order_without_lines_is_refused() {
    refused(Defect.NO_LINES, "line_items", order("1"));
    refused(Defect.NO_LINES, "line_items", order("1").with("line_items", "null"));
    refused(Defect.NO_LINES, "line_items", order("1").with("line_items", "[]"));
    refused(
        Defect.NO_LINES,
        "line_items",
        line("{\"id\":1,\"quantity\":1,\"price\":\"1.00\",\"tip\":{\"payment_method\":\"x\"}}"));
  }

  @Test
  void quantities_outside_their_range_are_refused() {
    for (var quantity :
        new String[] {"0", "-2", "1000001", "9223372036854775808", "9".repeat(10_000)}) {
      refused(
          Defect.QUANTITY_OUT_OF_RANGE,
          "line_items[0].quantity",
          line("{\"id\":1,\"quantity\":" + quantity + ",\"price\":\"1.00\"}"));
    }
    refused(
        Defect.QUANTITY_OUT_OF_RANGE,
        "line_items[0].current_quantity",
        line("{\"id\":1,\"quantity\":1,\"current_quantity\":2,\"price\":\"1.00\"}"));
  }

  @Test
  void amounts_outside_their_range_are_refused() {
    for (var amount :
        new String[] {"1e999", "1e3", "9".repeat(13), "1" + "0".repeat(900_000), "1E-99999"}) {
      refused(Defect.AMOUNT_OUT_OF_RANGE, "total_price", simple("1").with("total_price", amount));
      if (amount.length() > 1000) continue;
      refused(
          Defect.AMOUNT_OUT_OF_RANGE,
          "total_price",
          simple("1").with("total_price", "\"" + amount + "\""));
    }
    refused(
        Defect.AMOUNT_OUT_OF_RANGE, "total_price", simple("1").with("total_price", "\"-0.01\""));
    refused(
        Defect.AMOUNT_OUT_OF_RANGE,
        "line_items[0].price",
        order("1").line("1", "\"A\"", 1_000_000, "999999999999"));
    refused(
        Defect.AMOUNT_OUT_OF_RANGE,
        "line_items",
        line(
            "{\"id\":1,\"quantity\":1,\"price\":\"1.00\","
                + "\"discount_allocations\":[{\"amount\":\"1.01\"}]}"));
  }

  @Test
  void amounts_finer_than_their_currency_are_refused() {
    refused(
        Defect.AMOUNT_PRECISION,
        "line_items[0].price",
        order("1").line("1", "\"A\"", 1, "1980.50").with("currency", "\"JPY\""));
    refused(Defect.AMOUNT_PRECISION, "total_price", simple("1").with("total_price", "\"1.001\""));
  }

  @Test
  void currencies_nobody_uses_are_refused() {
    for (var currency : new String[] {"XQZ", "eur", "", "XXX", "EURO"}) {
      refused(Defect.UNKNOWN_CURRENCY, "currency", simple("1").with("currency", quoted(currency)));
    }
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  @Test
  void size_and_lines_are_bounded() {
    var note = "x".repeat(StrictJson.BYTES_MAX);
    var full = simple("1").with("note", quoted(note)).bytes().length - StrictJson.BYTES_MAX;
    var atLimit = simple("1").with("note", quoted(note.substring(full)));
    assertEquals(StrictJson.BYTES_MAX, atLimit.bytes().length);
    atLimit.order();
    refused(Defect.TOO_LARGE, "", simple("1").with("note", quoted(note.substring(full - 1))));
    var many = order("1");
    for (int i = 1; i <= 501; i++) many.line("" + i, "\"A\"", 1, "1.00");
    refused(Defect.TOO_MANY_LINES, "line_items", many);
  }

  @Test
  void colliding_names_cost_no_more_than_others() {
    var colliding = new StringBuilder("{");
    for (int i = 0; i < 25_000; i++) {
      if (i > 0) colliding.append(',');
      colliding.append('"');
      for (int bit = 0; bit < 15; bit++) colliding.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      colliding.append("\":1");
    }
    var document = simple("1").with("x", colliding.append('}').toString());
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> document.order());
  }
}

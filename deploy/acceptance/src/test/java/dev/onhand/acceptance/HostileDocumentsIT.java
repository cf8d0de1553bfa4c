package dev.onhand.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Documents that are wrong, each refused by name, and a good one right behind each of them.
@Order(3)
@ExtendWith(RunningStack.Resolver.class)
class HostileDocumentsIT {

  private static final AtomicLong IDS = new AtomicLong(61_000);
  private static final Duration NEXT_WITHIN = Duration.ofSeconds(1);

  private final TestShop shop;
  private final RunningStack stack;

  HostileDocumentsIT(RunningStack stack) {
    this.stack = stack;
    this.shop = TestShop.open(stack);
  }

  private void assertRefused(String reason, byte[] document) {
    var answer = shop.deliver(document);
    assertEquals(202, answer.status(), answer::toString);
    assertEquals(reason, answer.json().path("reason").asText(), answer::toString);
    assertTheNextIsTakenAtOnce();
  }

  private void assertTheNextIsTakenAtOnce() {
    var begun = Instant.now();
    var next = shop.deliver(TestShop.order(IDS.incrementAndGet()));
    var took = Duration.between(begun, Instant.now());
    assertEquals("ORDER", next.json().path("kind").asText(), next::toString);
    assertTrue(took.compareTo(NEXT_WITHIN) < 0, () -> "the next document took " + took);
  }

  /// The good order with one thing replaced.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a quantity below zero       | \"quantity\":2      | \"quantity\":-2 |"
            + " QUANTITY_OUT_OF_RANGE",
        "a quantity of two to the 63 | \"quantity\":2      | \"quantity\":9223372036854775808 "
            + "| QUANTITY_OUT_OF_RANGE",
        "a price that is a number    | \"price\":\"20.00\" | \"price\":20.00 | SCHEMA_VIOLATION",
        "a price beyond all bounds   | \"price\":\"20.00\" | \"price\":\"1e999\" "
            + "| AMOUNT_OUT_OF_RANGE",
        "a price of a tenth of a cent| \"price\":\"20.00\" | \"price\":\"20.001\" "
            + "| AMOUNT_PRECISION",
        "a currency nobody has       | \"EUR\"             | \"XQZ\" | UNKNOWN_CURRENCY",
        "not a number                | \"price\":\"20.00\" | \"price\":NaN | MALFORMED_JSON",
        "the same key twice          | \"currency\":\"EUR\"|"
            + " \"currency\":\"EUR\",\"currency\":\"USD\"| DUPLICATE_KEY",
        "U+0000 as an escape         | \"title\":\"Tee\"   | \"title\":\"T\\u0000ee\" |"
            + " INVALID_TEXT",
        "half a surrogate pair       | \"title\":\"Tee\"   | \"title\":\"T\\ud800ee\" |"
            + " INVALID_TEXT"
      })
  void a_document_with_one_thing_wrong(String name, String part, String wrong, String reason) {
    var good = TestShop.order(IDS.incrementAndGet());
    assertTrue(good.contains(part), () -> name + ": " + part);
    var document = good.replaceFirst(java.util.regex.Pattern.quote(part), quoted(wrong));
    assertRefused(reason, document.getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(String replacement) {
    return java.util.regex.Matcher.quoteReplacement(replacement);
  }

  @Test
  void a_document_cut_in_the_middle() {
    var whole = TestShop.order(IDS.incrementAndGet());
    var half = whole.substring(0, whole.indexOf("\"sku\""));
    assertRefused("MALFORMED_JSON", half.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_document_without_lines() {
    var document =
        TestShop.order(IDS.incrementAndGet())
            .replaceAll(
                "(?s)\"line_items\":\\[.*?\\],\\s*\"shipping_lines\"",
                "\"line_items\":null,\"shipping_lines\"");
    assertRefused("NO_LINES", document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_document_that_is_not_utf_8() {
    var document = TestShop.order(IDS.incrementAndGet()).getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < document.length - 2; i++) {
      if (document[i] == 'T' && document[i + 1] == 'e' && document[i + 2] == 'e') {
        document[i + 1] = (byte) 0xC3;
        document[i + 2] = 0x28;
      }
    }
    assertRefused("INVALID_UTF8", document);
  }

  @Test
  void a_document_nested_ten_thousand_deep() {
    var deep = "[".repeat(10_000) + "]".repeat(10_000);
    var document = with("\"note_attributes\":" + deep);
    assertRefused("NESTING_TOO_DEEP", document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_document_of_two_megabytes() {
    var document = with("\"note\":\"" + "x".repeat(2 * 1024 * 1024) + "\"");
    assertRefused("TOO_LARGE", document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void two_documents_in_one_body() {
    var twice = TestShop.order(IDS.incrementAndGet()) + TestShop.order(IDS.incrementAndGet());
    assertRefused("MALFORMED_JSON", twice.getBytes(StandardCharsets.UTF_8));
  }

  private static String with(String field) {
    return TestShop.order(IDS.incrementAndGet()).replaceFirst("\\{", "{" + quoted(field) + ",");
  }

  @Test
  void the_same_version_with_other_content_does_not_change_the_order() {
    long id = IDS.incrementAndGet();
    shop.deliver(TestShop.order(id));
    var other = TestShop.order(id, 5, "105.00", "105.00").getBytes(StandardCharsets.UTF_8);
    assertRefused("CONFLICTING_REDELIVERY", other);
  }

  @Test
  void a_wrong_or_missing_signature_is_refused_and_nothing_is_kept() {
    var document = TestShop.order(IDS.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
    for (var signature : new String[] {TestShop.signature("not the secret", document), "", null}) {
      assertEquals(401, shop.deliver(document, signature).status());
    }
    assertTheNextIsTakenAtOnce();
  }

  @Test
  void totals_that_do_not_add_up_hold_the_order() {
    long id = IDS.incrementAndGet();
    var answer = shop.deliver(TestShop.order(id, 2, "40.00", "9.99")).json();
    assertEquals("ORDER", answer.path("kind").asText(), answer::toString);
    var order =
        Http.get(
                stack.url("order") + "/orders/" + answer.path("orderId").asText(),
                stack.token("order-clerk"))
            .json();
    assertTrue(order.toString().contains("TOTALS_MISMATCH"), order::toString);
    assertEquals("ON_HOLD", order.path("state").asText(), order::toString);
    assertTheNextIsTakenAtOnce();
  }

  @Test
  void refused_documents_are_kept_whole_for_whoever_repairs_them() {
    var document = "{\"id\":".getBytes(StandardCharsets.UTF_8);
    shop.deliver(document);
    var letters =
        Http.get(stack.url("order") + "/dead-letters?limit=200", stack.token("operator", "admin"));
    assertEquals(200, letters.status(), letters::toString);
    assertTrue(letters.text().contains(shop.name()), letters::toString);
  }

  /// What each of a folder's documents must come to, by the beginning of its name.
  private static final Map<String, String> FOLDER =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("00", "REFUSED MALFORMED_JSON"),
              Map.entry("01", "REFUSED MALFORMED_JSON"),
              Map.entry("02", "REFUSED SCHEMA_VIOLATION"),
              Map.entry("03", "REFUSED NO_LINES"),
              Map.entry("04", "REFUSED QUANTITY_OUT_OF_RANGE"),
              Map.entry("05", "REFUSED QUANTITY_OUT_OF_RANGE"),
              Map.entry("06", "REFUSED AMOUNT_OUT_OF_RANGE"),
              Map.entry("07", "REFUSED MALFORMED_JSON"),
              Map.entry("08", "REFUSED DUPLICATE_KEY"),
              Map.entry("09", "REFUSED NESTING_TOO_DEEP"),
              Map.entry("10", "REFUSED INVALID_UTF8"),
              Map.entry("11", "REFUSED INVALID_TEXT"),
              Map.entry("12", "ORDER"),
              Map.entry("13", "REFUSED UNKNOWN_CURRENCY"),
              Map.entry("14", "ORDER"),
              Map.entry("15", "ORDER"),
              Map.entry("16", "REFUSED AMOUNT_PRECISION"),
              Map.entry("17", "ORDER"),
              Map.entry("18", "REFUSED CONFLICTING_REDELIVERY"),
              Map.entry("19", "ORDER"),
              Map.entry("20", "REFUSED MALFORMED_JSON")));

  @Test
  void every_document_of_a_given_folder_comes_to_what_it_must() throws IOException {
    var folder = System.getenv("ONHAND_HOSTILE_DOCUMENTS");
    assumeTrue(folder != null, "ONHAND_HOSTILE_DOCUMENTS names no folder");
    var found = new TreeMap<String, String>();
    try (var files = Files.list(Path.of(folder))) {
      for (var file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        var answer = shop.deliver(Files.readAllBytes(file)).json();
        var reason = answer.path("reason").asText("");
        var kind = answer.path("kind").asText();
        found.put(
            file.getFileName().toString().substring(0, 2),
            reason.isEmpty() || reason.equals("null") ? kind : kind + " " + reason);
      }
    }
    assertEquals(FOLDER, found);
  }
}

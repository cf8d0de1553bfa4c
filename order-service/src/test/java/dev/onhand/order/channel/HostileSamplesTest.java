package dev.onhand.order.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Plays a folder of real and hostile documents, where there is one: `ONHAND_CHANNEL_SAMPLES`, or
/// `../shared/channel-samples` beside the repository.
class HostileSamplesTest {
  private static final Map<String, Defect> REFUSED =
      Map.ofEntries(
          Map.entry("00", Defect.MALFORMED_JSON),
          Map.entry("01", Defect.MALFORMED_JSON),
          Map.entry("02", Defect.SCHEMA_VIOLATION),
          Map.entry("03", Defect.NO_LINES),
          Map.entry("04", Defect.QUANTITY_OUT_OF_RANGE),
          Map.entry("05", Defect.QUANTITY_OUT_OF_RANGE),
          Map.entry("06", Defect.AMOUNT_OUT_OF_RANGE),
          Map.entry("07", Defect.MALFORMED_JSON),
          Map.entry("08", Defect.DUPLICATE_KEY),
          Map.entry("09", Defect.NESTING_TOO_DEEP),
          Map.entry("10", Defect.INVALID_UTF8),
          Map.entry("11", Defect.INVALID_TEXT),
          Map.entry("13", Defect.UNKNOWN_CURRENCY),
          Map.entry("16", Defect.AMOUNT_PRECISION),
          Map.entry("20", Defect.MALFORMED_JSON));

  private static final Set<String> ACCEPTED = Set.of("12", "14", "15", "17", "18", "19");

  private static Path samples;

  @BeforeAll
  static void find_the_folder() {
    var given = System.getenv("ONHAND_CHANNEL_SAMPLES");
    var beside = Path.of(System.getProperty("onhand.root", ".."), "..", "shared/channel-samples");
    samples = given == null ? beside : Path.of(given);
    assumeTrue(Files.isDirectory(samples), () -> "no folder " + samples);
  }

  private static Reading read(Path file) throws IOException {
    return ShopifyOrderText.read(Files.readAllBytes(file));
  }

  private static List<Path> files(String folder) throws IOException {
    try (var all = Files.list(samples.resolve(folder))) {
      return all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Path hostile(String number) throws IOException {
    for (var file : files("hostile")) {
      if (file.getFileName().toString().startsWith(number)) return file;
    }
    throw new AssertionError("no document " + number);
  }

  private static ChannelOrder order(String number) throws IOException {
    return assertInstanceOf(Reading.Order.class, read(hostile(number)), number).order();
  }

  @Test
  void every_hostile_document_has_its_outcome() throws IOException {
    var seen = new TreeSet<String>();
    for (var file : files("hostile")) {
      var number = file.getFileName().toString().substring(0, 2);
      seen.add(number);
      var reading = read(file);
      if (ACCEPTED.contains(number)) {
        assertInstanceOf(Reading.Order.class, reading, number);
      } else {
        var refused = assertInstanceOf(Reading.Refused.class, reading, number);
        assertEquals(REFUSED.get(number), refused.defect(), number + ": " + refused.detail());
        if (refused.defect() == Defect.SCHEMA_VIOLATION) assertNotEquals("", refused.field());
      }
    }
    assertEquals(21, seen.size());
  }

  @Test
  void hostile_strings_stay_exactly_as_they_are() throws IOException {
    var skus = order("12").lines().stream().map(ChannelLine::sku).collect(Collectors.toSet());
    assertEquals(12, skus.size());
    assertFalse(skus.contains("TEE-RED-M"), "a look-alike is another SKU");
  }

  @Test
  void yen_and_dinar_have_their_own_decimals() throws IOException {
    assertEquals(7060, order("14").total().getAmountMinorLong());
    assertEquals(13630, order("15").total().getAmountMinorLong());
    assertEquals(order("14").total(), order("14").computedTotal());
    assertEquals(order("15").total(), order("15").computedTotal());
  }

  @Test
  void a_mismatch_keeps_both_figures() throws IOException {
    assertEquals("USD 9.99", order("17").total().toString());
    assertEquals("USD 45.00", order("17").computedTotal().toString());
  }

  @Test
  void the_same_version_with_other_content_differs() throws IOException {
    assertEquals(order("14").key(), order("18").key());
    assertEquals(order("14").version(), order("18").version());
    assertNotEquals(order("14").canonicalText(), order("18").canonicalText());
  }

  @Test
  void valid_edges_are_read_exactly() throws IOException {
    var order = order("19");
    assertEquals("9007199254740993", order.key().externalId());
    assertEquals(
        2,
        order.lines().stream()
            .filter(l -> "TEE-RED-M".equals(l.sku()))
            .mapToLong(ChannelLine::quantity)
            .sum());
    assertNull(order.shipTo());
    assertEquals("USD 65.00", order.total().toString());
    assertEquals(order.total(), order.computedTotal());
  }

  @Test
  void every_other_shopify_document_is_an_order_or_has_a_name() throws IOException {
    var orders = new TreeSet<String>();
    for (var file : files("shopify")) {
      var name = file.getFileName().toString();
      switch (read(file)) {
        case Reading.Order read -> {
          orders.add(name);
          assertFalse(read.order().lines().isEmpty());
        }
        case Reading.Refund refund ->
            assertEquals("USD 209.00", refund.refund().amount().toString(), name);
        case Reading.Edit _ -> throw new AssertionError(name);
        case Reading.Cancellation _ -> throw new AssertionError(name);
        case Reading.Skipped skipped ->
            assertEquals(Reading.SkipReason.OTHER_DOCUMENT, skipped.reason(), name);
        case Reading.Refused refused ->
            assertEquals(
                switch (name) {
                  case "py_orders.json" -> Defect.NO_LINES;
                  default -> null;
                },
                refused.defect(),
                name + ": " + refused.field() + " " + refused.detail());
      }
    }
    assertEquals(
        Set.of("py_order.json", "rb_order.json", "rb_orders.json", "rb_order_with_properties.json"),
        orders);
  }
}

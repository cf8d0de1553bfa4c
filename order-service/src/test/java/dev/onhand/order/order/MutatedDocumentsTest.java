package dev.onhand.order.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.onhand.order.channel.ChannelFormat;
import dev.onhand.order.channel.ChannelOrder;
import dev.onhand.order.channel.OrderType;
import dev.onhand.order.channel.Reading;
import dev.onhand.order.channel.Sender;
import dev.onhand.platform.event.Decision;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Our own documents with fields dropped, retyped, doubled and swapped: what comes out of one is an
/// order whose totals match or that is held, a document skipped by name, or a refusal that says
/// where and what. Never an exception, and never a total that nobody named.
class MutatedDocumentsTest {
  private static final int ROUNDS = Integer.getInteger("onhand.mutations", 4_000);
  private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
  private static final Stocked ITEMS =
      Stocked.of("eu", Set.of("LAMP-DESK", "BULB-E27", "BULB-E14"));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> STRANGE =
      List.of(
          "null",
          "\"\"",
          "\" \"",
          "\"-1.00\"",
          "\"0.001\"",
          "\"1e9\"",
          "\"999999999999.99\"",
          "\"2026-13-45T99:00:00Z\"",
          "\"0000000000000000000001\"",
          "\"\u202e;drop table orders\"",
          "0",
          "-1",
          "1.5",
          "9223372036854775808",
          "1e400",
          "true",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "{\"amount\":\"1\",\"currency\":\"EUR\"}");
  private static final List<String> STRANGE_ELEMENTS =
      List.of("", " ", "-1", "0", "1.5", "99999999999999999999", "ZZ", "00", "0.001", "20269945");

  @ParameterizedTest
  @EnumSource(ChannelFormat.class)
  void a_mutated_document_is_an_order_that_adds_up_or_a_hold_or_a_skip_or_a_refusal_by_name(
      ChannelFormat format) throws IOException {
    var seed = Long.getLong("onhand.seed", System.nanoTime());
    var random = new Random(seed);
    var originals = documents(format);
    var kinds = new java.util.TreeMap<String, Integer>();
    for (int round = 0; round < ROUNDS; round++) {
      var original = originals.get(random.nextInt(originals.size()));
      var document = format == ChannelFormat.X12 ? edi(original, random) : json(original, random);
      try {
        check(format, document, kinds);
      } catch (RuntimeException | AssertionError e) {
        fail("seed " + seed + ", round " + round + ": " + text(document), e);
      }
    }
    // the mutations reach every end, or they show nothing
    for (var kind : List.of("Order", "Refused", "held")) {
      assertTrue(kinds.containsKey(kind), () -> "seed " + seed + ": " + kinds);
    }
  }

  private static List<byte[]> documents(ChannelFormat format) throws IOException {
    try (Stream<Path> files = Files.list(ChannelTableTest.FOLDER.resolve(format.code()))) {
      var documents = new ArrayList<byte[]>();
      for (var file : files.filter(f -> !f.endsWith("outcomes.txt")).sorted().toList()) {
        documents.add(Files.readAllBytes(file));
      }
      return documents;
    }
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }

  // ---- what must hold

  private static void check(
      ChannelFormat format, byte[] document, java.util.Map<String, Integer> kinds) {
    var sender = new Sender("lampen-beispiel.example", OrderType.D2C, null);
    var parts = format.parts(document, sender, null);
    assertFalse(parts.isEmpty());
    for (var part : parts) {
      kinds.merge(part.reading().getClass().getSimpleName(), 1, Integer::sum);
      switch (part.reading()) {
        case Reading.Order read -> {
          var mismatch = mismatch(read.order());
          if (mismatch) kinds.merge("held", 1, Integer::sum);
          if (!mismatch) assertNamed(format, part.body(), read.order());
        }
        case Reading.Refused refused -> {
          assertFalse(refused.detail().isBlank(), refused::toString);
          assertEquals(refused.detail(), refused.detail().strip());
        }
        case Reading.Skipped skipped -> assertFalse(skipped.detail().isBlank());
        case Reading.Refund read -> assertFalse(read.refund().refundId().isBlank());
        case Reading.Edit _, Reading.Cancellation _ -> {}
      }
    }
  }

  /// Decides as the service does; true when the order is held because its totals differ.
  private static boolean mismatch(ChannelOrder order) {
    var command =
        new OrderCommand.TakeDocument(
            OrderTerms.of(order, SkuMapping.NONE),
            order.version(),
            order.canonicalText(),
            "eu",
            ITEMS,
            order.conditions().refunds(),
            Scrutiny.none(OrderPolicy.of(order.orderType())),
            NOW);
    var decision = OrderDecider.decide(command, Order.UNKNOWN);
    assertTrue(decision instanceof Decision.Accepted<OrderEvent>, decision::toString);
    var state = Order.UNKNOWN;
    for (var event : decision.eventsOrNone()) state = Order.evolve(state, event);
    OrderRules.check(state);
    var held =
        state.holds().open().stream().anyMatch(h -> h.reason() == HoldReason.TOTALS_MISMATCH);
    var differs = !order.computedTotal().equals(order.total());
    if (state.stage() != Stage.CANCELLED) assertEquals(differs, held);
    return differs;
  }

  /// An order that adds up has a total that its document names, or the rest of it without the tax
  /// that the channel owes, or with the money that it gave back beside the lines.
  private static void assertNamed(ChannelFormat format, byte[] body, ChannelOrder order) {
    if (format == ChannelFormat.X12) return; // AMT is optional: the lines are the total then
    var named = new ArrayList<BigDecimal>();
    collect(tree(body), named);
    var total = order.total().getAmount();
    for (var one : named) {
      if (one.compareTo(total) == 0) return;
      for (var other : named) {
        if (one.subtract(other).compareTo(total) == 0) return;
        if (one.add(other).compareTo(total) == 0) return;
      }
    }
    var parts = named.stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::add);
    var owed =
        Stream.of("channel_liable", "refund_line_items", "emitTaxes", "taxCollections")
            .anyMatch(text(body)::contains);
    assertTrue(owed && total.compareTo(parts) <= 0, () -> "nobody named " + total);
  }

  private static void collect(JsonNode node, List<BigDecimal> amounts) {
    if (node.isTextual() && node.asText().matches("-?[0-9]{1,15}([.][0-9]{1,6})?")) {
      amounts.add(new BigDecimal(node.asText()));
    }
    node.forEach(child -> collect(child, amounts));
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  // ---- mutations of JSON

  private static byte[] json(byte[] original, Random random) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(original);
    } catch (IOException e) {
      return original; // the trial of a webhook
    }
    for (int i = random.nextInt(3); i >= 0; i--) mutate(root, random);
    return JSON.writeValueAsBytes(root);
  }

  private static void mutate(JsonNode root, Random random) throws IOException {
    var owners = new ArrayList<JsonNode>();
    owners(root, owners);
    if (owners.isEmpty()) return;
    var owner = owners.get(random.nextInt(owners.size()));
    if (owner instanceof ObjectNode object) mutate(object, random);
    if (owner instanceof ArrayNode array) mutate(array, random);
  }

  private static void owners(JsonNode node, List<JsonNode> found) {
    if (node.isContainerNode() && !node.isEmpty()) found.add(node);
    node.forEach(child -> owners(child, found));
  }

  private static void mutate(ObjectNode object, Random random) throws IOException {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    var name = names.get(random.nextInt(names.size()));
    var other = names.get(random.nextInt(names.size()));
    switch (random.nextInt(6)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name, strange(random));
      case 2 -> object.set(name, retyped(object.get(name)));
      case 3 -> {
        var value = object.get(name);
        object.set(name, object.get(other));
        object.set(other, value);
      }
      case 4 -> object.set(name, changed(object.get(name), random));
      default -> object.set(name + "_", object.remove(name));
    }
  }

  private static void mutate(ArrayNode array, Random random) throws IOException {
    int at = random.nextInt(array.size());
    switch (random.nextInt(3)) {
      case 0 -> array.remove(at);
      case 1 -> array.add(array.get(at).deepCopy());
      default -> array.set(at, strange(random));
    }
  }

  private static JsonNode strange(Random random) throws IOException {
    return JSON.readTree(STRANGE.get(random.nextInt(STRANGE.size())));
  }

  private static JsonNode retyped(JsonNode value) throws IOException {
    if (value.isTextual() && value.asText().matches("-?[1-9][0-9]{0,9}([.][0-9]+)?")) {
      return JSON.readTree(value.asText());
    }
    if (value.isNumber()) return TextNode.valueOf(value.asText());
    if (value.isObject()) return JSON.createArrayNode().add(value.deepCopy());
    if (value.isArray()) return value.isEmpty() ? JSON.createObjectNode() : value.get(0).deepCopy();
    return JSON.createObjectNode();
  }

  /// An amount or a number that is a little off: what no type check finds.
  private static JsonNode changed(JsonNode value, Random random) {
    if (value.isTextual() && value.asText().matches("[0-9]{1,9}[.][0-9]{2}")) {
      var off =
          new BigDecimal(value.asText()).add(new BigDecimal(random.nextInt(500)).movePointLeft(2));
      return TextNode.valueOf(off.toPlainString());
    }
    return value.isInt()
        ? JSON.getNodeFactory().numberNode(value.asInt() + random.nextInt(3))
        : value;
  }

  // ---- mutations of X12

  private static byte[] edi(byte[] original, Random random) {
    var text = new String(original, StandardCharsets.UTF_8);
    var mark = text.contains("~") ? "~" : "'";
    var segments = new ArrayList<>(List.of(text.split(mark)));
    for (int i = random.nextInt(3); i >= 0 && !segments.isEmpty(); i--) {
      int at = random.nextInt(segments.size());
      switch (random.nextInt(5)) {
        case 0 -> segments.remove(at);
        case 1 -> segments.add(at, segments.get(at));
        case 2 -> segments.add(at, segments.remove(random.nextInt(segments.size())));
        case 3 -> segments.set(at, cut(segments.get(at), random));
        default -> segments.set(at, element(segments.get(at), random));
      }
    }
    return (String.join(mark, segments) + mark).getBytes(StandardCharsets.UTF_8);
  }

  private static String cut(String segment, Random random) {
    return segment.substring(0, random.nextInt(segment.length() + 1));
  }

  private static String element(String segment, Random random) {
    var elements = segment.split("[*]", -1);
    if (elements.length < 2) return segment;
    elements[1 + random.nextInt(elements.length - 1)] =
        STRANGE_ELEMENTS.get(random.nextInt(STRANGE_ELEMENTS.size()));
    return String.join("*", elements);
  }
}

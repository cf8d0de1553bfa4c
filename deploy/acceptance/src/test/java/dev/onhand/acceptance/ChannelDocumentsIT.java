package dev.onhand.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onhand.local.world.DocumentChannel;
import dev.onhand.testkit.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/// A folder of channel documents, played through the running platform in the order of their names.
///
/// `onhand.documents` names the folder; without it, the order service's own documents are played.
/// Where a folder has an `outcomes.txt`, every document must come to what stands there; any other
/// document must come to an outcome, and to holds, that `outcomes.md` explains.
@Order(4)
@ExtendWith(RunningStack.Resolver.class)
class ChannelDocumentsIT {
  private static final Path CONTRACT = Repository.root().resolve("order-service/contract");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("`([A-Z][A-Z0-9_]+)`");
  private static final String SECRET = "documents-secret-0123456789abcdef";
  private static final List<String> ITEMS = List.of("LAMP-DESK", "BULB-E27", "BULB-E14");
  private static final List<String> CHANNELS =
      List.of("shopify", "woocommerce", "amazon", "ebay", "x12");

  private final RunningStack stack;
  private final String shop = "documents-" + UUID.randomUUID();
  private final String pool = "pool-" + shop;
  private final List<Executable> checks = new ArrayList<>();

  ChannelDocumentsIT(RunningStack stack) {
    this.stack = stack;
  }

  /// What is expected of one document; null outcomes when nothing is written of it.
  private record Expected(String topic, List<String> outcomes, Set<String> holds) {
    static final Expected ANY = new Expected(null, null, null);
  }

  @Test
  void every_document_of_the_folder_comes_to_what_the_contract_says() throws IOException {
    openShops();
    var folder = Path.of(System.getProperty("onhand.documents", CONTRACT + "/channels"));
    var tables = new HashMap<Path, Map<String, Expected>>();
    int played = 0;
    for (var file : documents(folder)) {
      var table = tables.computeIfAbsent(file.getParent(), ChannelDocumentsIT::table);
      play(file, table.getOrDefault(file.getFileName().toString(), Expected.ANY));
      played++;
    }
    assertTrue(played > 0, "no documents in " + folder);
    assertAll(played + " documents", checks);
    stack.assertClean();
  }

  private static List<Path> documents(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(f -> f.toString().endsWith(".json") || f.toString().endsWith(".edi"))
          .sorted()
          .toList();
    }
  }

  private static Map<String, Expected> table(Path folder) {
    var table = new HashMap<String, Expected>();
    var file = folder.resolve("outcomes.txt");
    if (!Files.exists(file)) {
      return table;
    }
    try {
      for (var line : Files.readAllLines(file)) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        var cells = line.split("[|]");
        var topic = cells[1].strip();
        table.put(
            cells[0].strip(),
            new Expected(
                topic.equals("-") ? null : topic,
                List.of(cells[2].strip().split(", ")),
                words(cells[3].strip())));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return table;
  }

  private static Set<String> words(String cell) {
    return cell.equals("-") ? Set.of() : new TreeSet<>(List.of(cell.split(" ")));
  }

  // ---- the shops

  /// Items without stock: orders stay where edits, refunds and cancellations still change them.
  private void openShops() {
    put("inventory", "/pools/" + pool, "{}");
    for (var sku : ITEMS) {
      put(
          "inventory",
          "/items/" + sku,
          """
          {"name":"%1$s","pool":"%2$s","standardCost":{"amount":"8.00","currency":"EUR"},
           "unitOfMeasure":"EA"}\
          """
              .formatted(sku, pool));
    }
    for (var channel : CHANNELS) {
      put(
          "order",
          "/channels/" + channel + "/shops/" + shop,
          """
          {"pool":"%s","webhookSecret":"%s","orderType":"d2c"}\
          """
              .formatted(pool, SECRET));
    }
    awaitItems();
  }

  /// An order of every item, sent again in new versions until none of them is unknown.
  private void awaitItems() {
    var version = new int[1];
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              var probe = probe(++version[0]);
              var answer = deliver("shopify", "orders/updated", probe);
              return !holds(answer.path("orderId").asText()).contains("UNMAPPED_SKU");
            });
  }

  private static byte[] probe(int second) {
    var lines = new ArrayList<String>();
    for (var sku : ITEMS) {
      lines.add(
          "{\"id\":%d,\"sku\":\"%s\",\"quantity\":1,\"price\":\"1.00\"}"
              .formatted(lines.size() + 1, sku));
    }
    return """
    {"id":1,"created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:%02d:00Z",
     "currency":"EUR","financial_status":"paid","total_price":"3.00","line_items":[%s],
     "shipping_address":{"address1":"Beispielweg 1","city":"Musterstadt","zip":"10115",
       "country_code":"DE"}}\
    """
        .formatted(second % 60, String.join(",", lines))
        .getBytes(StandardCharsets.UTF_8);
  }

  private void put(String service, String path, String json) {
    var token = stack.token("planner", "warehouse", "admin");
    var answer = Http.send("PUT", stack.url(service) + path, json, token);
    assertTrue(answer.status() < 300, () -> path + ": " + answer);
  }

  // ---- one document

  private void play(Path file, Expected expected) throws IOException {
    var body = Files.readAllBytes(file);
    var channel = DocumentChannel.of(file, body, jsonOrNull(body));
    var answer = deliver(channel, expected.topic(), body);
    var outcomes = new ArrayList<String>();
    var holds = new TreeSet<String>();
    for (var outcome : each(answer)) {
      outcomes.add(word(outcome));
      if (outcome.path("orderId").isTextual() && !outcome.path("kind").asText().equals("WAITING")) {
        holds.addAll(holds(outcome.path("orderId").asText()));
      }
    }
    checks.add(() -> check(file + ": " + answer, expected, outcomes, holds));
  }

  private static void check(
      String document, Expected expected, List<String> outcomes, Set<String> holds)
      throws IOException {
    if (expected.outcomes() != null) {
      assertEquals(expected.outcomes(), outcomes, document);
      assertEquals(expected.holds(), holds, document);
      return;
    }
    var explained = new TreeSet<String>();
    NAME.matcher(Files.readString(CONTRACT.resolve("outcomes.md")))
        .results()
        .forEach(m -> explained.add(m.group(1)));
    assertFalse(outcomes.isEmpty(), document);
    for (var outcome : outcomes) {
      for (var name : outcome.split(" ")) {
        assertTrue(explained.contains(name), () -> name + " is not explained, " + document);
      }
    }
    assertTrue(explained.containsAll(holds), () -> holds + ", " + document);
  }

  /// A webhook tells the first outcome, an adapter all of them.
  private static List<JsonNode> each(JsonNode answer) {
    var outcomes = new ArrayList<JsonNode>();
    if (answer.path("outcomes").isArray()) {
      answer.path("outcomes").forEach(outcomes::add);
    } else {
      outcomes.add(answer);
    }
    return outcomes;
  }

  private static String word(JsonNode outcome) {
    var kind = outcome.path("kind").asText("");
    if (!kind.equals("REFUSED") && !kind.equals("SKIPPED")) {
      return kind;
    }
    return kind + " " + outcome.path("reason").asText();
  }

  private JsonNode deliver(String channel, String topic, byte[] body) {
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/json");
    if (topic == null) {
      headers.put("Content-Type", "application/octet-stream");
      headers.put("Authorization", "Bearer " + stack.token("channel"));
      return answer("/channel-documents/" + channel + "/" + shop, body, headers);
    }
    var shopify = channel.equals("shopify");
    headers.put(shopify ? "X-Shopify-Topic" : "X-WC-Webhook-Topic", topic);
    headers.put(
        shopify ? "X-Shopify-Hmac-SHA256" : "X-WC-Webhook-Signature",
        TestShop.signature(SECRET, body));
    return answer("/webhooks/" + channel + "/" + shop, body, headers);
  }

  private JsonNode answer(String path, byte[] body, Map<String, String> headers) {
    var answer = Http.send("POST", stack.url("order") + path, body, headers);
    assertTrue(answer.status() == 200 || answer.status() == 202, () -> path + ": " + answer);
    return answer.json();
  }

  private static JsonNode jsonOrNull(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException _) {
      return null;
    }
  }

  /// Those of an order; being out of stock is of this test's making.
  private Set<String> holds(String orderId) {
    var order =
        Http.get(stack.url("order") + "/orders/" + orderId, stack.token("order-clerk")).json();
    var holds = new TreeSet<String>();
    order.path("holds").forEach(hold -> holds.add(hold.path("reason").asText()));
    holds.remove("OUT_OF_STOCK");
    return holds;
  }
}

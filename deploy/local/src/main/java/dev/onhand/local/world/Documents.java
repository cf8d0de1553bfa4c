package dev.onhand.local.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.onhand.local.stack.StackException;
import dev.onhand.local.stack.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Real documents of a channel, posted as its webhooks. A bare order keeps its original bytes; an
/// order wrapped as a REST answer has it is unwrapped. Each document ends in one line: the state of
/// its order, or why there is none.
final class Documents {
  /// Amounts and ids as they are written.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<String> ORDER_FIELDS =
      List.of("line_items", "financial_status", "total_price");
  private static final int SPARE_UNITS = 10;
  private static final int UNITS_MAX = 1_000_000;
  private static final int NEW_ITEM_COST_CENTS = 1_000;

  /// A webhook to send.
  ///
  /// @param name of the file, and which order in it
  /// @param order null when the bytes are not JSON
  private record Webhook(String name, byte[] body, JsonNode order) {
    String externalId() {
      return order == null ? "" : order.path("id").asText("");
    }
  }

  private final Shop shop;
  private final Catalogue catalogue;
  private final Board board;
  private final Consumer<String> say;
  private final Map<String, String> results = new LinkedHashMap<>();
  private final Map<String, String> idByName = new LinkedHashMap<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();

  Documents(Shop shop, Catalogue catalogue, Board board, Consumer<String> say) {
    this.shop = shop;
    this.catalogue = catalogue;
    this.board = board;
    this.say = say;
  }

  void play(Path path, boolean learnItems) {
    for (var file : files(path)) {
      var name = Files.isDirectory(path) ? path.relativize(file).toString() : file.toString();
      for (var webhook : webhooks(name, file)) {
        if (learnItems) {
          learn(webhook);
        }
        send(webhook);
      }
    }
    say.accept(results.size() + " documents, " + idByName.size() + " of them sent as orders");
  }

  /// Waits until every order of the documents is in a final or explained state.
  List<String> settle(Duration most) {
    Wait.until(most, () -> unsettled().isEmpty());
    return unsettled();
  }

  /// One line per document.
  List<String> lines() {
    var lines = new ArrayList<String>();
    results.forEach(
        (name, result) -> {
          var state = board.state(idByName.getOrDefault(name, "")).map(s -> ": " + s).orElse("");
          lines.add("%-48s %s%s".formatted(name, result, state));
        });
    return lines;
  }

  Map<String, Integer> outcomes() {
    return outcomes;
  }

  private List<String> unsettled() {
    var left = new ArrayList<>(board.open());
    left.removeIf(line -> line.endsWith("UNHEARD"));
    results.forEach(
        (name, result) -> {
          var id = idByName.get(name);
          if (result.equals("ORDER") && id != null && board.state(id).isEmpty()) {
            left.add(name + " was taken, but no order came of it");
          }
        });
    return left;
  }

  private static List<Path> files(Path path) {
    if (!Files.exists(path)) {
      throw new StackException("There is no file or folder " + path + ".");
    }
    try (var all = Files.walk(path)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private List<Webhook> webhooks(String name, Path file) {
    if (!name.endsWith(".json")) {
      skip(name, "not a JSON file");
      return List.of();
    }
    byte[] bytes;
    JsonNode document;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    try {
      document = JSON.readTree(bytes);
    } catch (IOException _) {
      // Whether it can be read is for the platform to say.
      return List.of(new Webhook(name, bytes, null));
    }
    if (isOrder(document)) {
      return List.of(new Webhook(name, bytes, document));
    }
    if (document.path("order").isObject()) {
      return List.of(unwrapped(name, document.path("order")));
    }
    var list = document.isArray() ? document : document.path("orders");
    var orders = new ArrayList<Webhook>();
    for (var element : list) {
      if (isOrder(element)) {
        orders.add(unwrapped(name + "[" + orders.size() + "]", element));
      }
    }
    if (orders.isEmpty()) {
      skip(name, "not an order but " + kind(document));
    }
    return orders;
  }

  private static Webhook unwrapped(String name, JsonNode order) {
    return new Webhook(name, order.toString().getBytes(StandardCharsets.UTF_8), order);
  }

  /// A document about an order names it in `order_id`; the order itself does not.
  private static boolean isOrder(JsonNode document) {
    return document.isObject()
        && !document.has("order_id")
        && ORDER_FIELDS.stream().anyMatch(document::has);
  }

  private static String kind(JsonNode document) {
    if (document.isObject() && document.size() == 1) {
      return "a " + document.fieldNames().next();
    }
    if (document.isArray()) {
      return "a list of something else";
    }
    return document.has("order_id") ? "a document about an order" : "something else";
  }

  private void send(Webhook webhook) {
    var id = webhook.externalId();
    boolean known = board.orderId(id).isPresent();
    if (!id.isEmpty()) {
      board.expect(id);
    }
    var cancelled = webhook.order() != null && webhook.order().hasNonNull("cancelled_at");
    var topic = cancelled ? "orders/cancelled" : "orders/create";
    var answer = Storefront.deliver(shop, topic, webhook.body());
    var outcome = Shop.outcome(answer);
    outcomes.merge(outcome, 1, Integer::sum);
    results.put(webhook.name(), outcome + Shop.detail(answer));
    if (outcome.equals("ORDER") || outcome.equals("UPDATE") || known) {
      idByName.put(webhook.name(), id);
    } else if (!idByName.containsValue(id)) {
      board.forget(id);
    }
  }

  /// Unknown SKUs become items, with stock for this order.
  private void learn(Webhook webhook) {
    if (webhook.order() == null) {
      return;
    }
    for (var line : webhook.order().path("line_items")) {
      var sku = line.path("sku").asText("");
      long quantity = line.path("quantity").asLong();
      if (sku.isBlank() || quantity < 1 || quantity > UNITS_MAX || catalogue.hasStock(sku)) {
        continue;
      }
      try {
        var title = line.path("title").asText("");
        catalogue.define(sku, title.isBlank() ? sku : title, NEW_ITEM_COST_CENTS);
        catalogue.open(sku, (int) quantity + SPARE_UNITS, "learned-" + sku);
      } catch (StackException e) {
        board.note("%s: the SKU is not learned: %s".formatted(webhook.name(), e.getMessage()));
      }
    }
  }

  private void skip(String name, String reason) {
    results.put(name, "skipped: " + reason);
    outcomes.merge("skipped by the demo", 1, Integer::sum);
  }
}

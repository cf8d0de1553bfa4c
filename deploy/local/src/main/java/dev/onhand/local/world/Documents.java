package dev.onhand.local.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.onhand.local.stack.StackException;
import dev.onhand.local.stack.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Real documents of channels: signed webhooks where the channel signs, posted by an adapter where
/// it does not. Every document keeps its original bytes. Each ends in one line: what the platform
/// made of it, and the states of its orders.
final class Documents {
  /// Amounts and ids as they are written.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int SPARE_UNITS = 10;
  private static final int NEW_ITEM_COST_CENTS = 1_000;

  /// A document to send.
  ///
  /// @param json null when the bytes are not JSON
  private record Sent(String name, String channel, byte[] body, JsonNode json) {
    List<String> orders() {
      return DocumentChannel.orders(channel, body, json);
    }
  }

  private final Shop shop;
  private final Catalogue catalogue;
  private final Board board;
  private final Consumer<String> say;
  private final Map<String, String> results = new LinkedHashMap<>();
  private final Map<String, List<String>> idsByName = new LinkedHashMap<>();
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
      if (!name.endsWith(".json") && !name.endsWith(".edi")) {
        skip(name, "neither a .json nor an .edi file");
        continue;
      }
      var document = read(name, file);
      if (learnItems) {
        learn(document);
      }
      send(document);
    }
    say.accept(results.size() + " documents, " + idsByName.size() + " of them with orders");
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
          var states =
              idsByName.getOrDefault(name, List.of()).stream()
                  .flatMap(id -> board.state(id).stream())
                  .collect(java.util.stream.Collectors.joining(", "));
          lines.add("%-48s %s%s".formatted(name, result, states.isEmpty() ? "" : ": " + states));
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
          var ids = idsByName.getOrDefault(name, List.of());
          if (result.equals("ORDER") && ids.stream().anyMatch(id -> board.state(id).isEmpty())) {
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

  private static Sent read(String name, Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    JsonNode json = null;
    try {
      json = JSON.readTree(bytes);
    } catch (IOException _) {
      // Whether it can be read is for the platform to say.
    }
    return new Sent(name, DocumentChannel.of(file, bytes, json), bytes, json);
  }

  private void send(Sent document) {
    var ids = document.orders();
    var known = ids.stream().filter(id -> board.orderId(id).isPresent()).toList();
    ids.forEach(board::expect);
    var answer = shop.deliverAs(document.channel(), document.body(), ids.size() > 1);
    var outcome = Shop.outcome(answer);
    outcomes.merge(outcome, 1, Integer::sum);
    results.put(document.name(), outcome + Shop.detail(answer));
    if (outcome.contains("ORDER") || outcome.contains("UPDATE") || !known.isEmpty()) {
      idsByName.put(document.name(), ids);
    }
    var taken = Shop.takenIds(answer);
    ids.stream()
        .filter(id -> !taken && !known.contains(id))
        .filter(id -> idsByName.values().stream().noneMatch(those -> those.contains(id)))
        .forEach(board::forget);
  }

  /// Unknown SKUs become items, with stock for this document.
  private void learn(Sent document) {
    var items = DocumentChannel.items(document.channel(), document.body(), document.json());
    items.forEach(
        (sku, quantity) -> {
          if (catalogue.hasStock(sku)) {
            return;
          }
          try {
            catalogue.define(sku, sku, NEW_ITEM_COST_CENTS);
            catalogue.open(sku, quantity + SPARE_UNITS, "learned-" + sku);
          } catch (StackException e) {
            board.note("%s: the SKU is not learned: %s".formatted(document.name(), e.getMessage()));
          }
        });
  }

  private void skip(String name, String reason) {
    results.put(name, "skipped: " + reason);
    outcomes.merge("skipped by the demo", 1, Integer::sum);
  }
}

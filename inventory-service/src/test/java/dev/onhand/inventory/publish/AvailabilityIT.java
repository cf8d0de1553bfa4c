package dev.onhand.inventory.publish;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.inventory.Shop;
import dev.onhand.inventory.StockTopics;
import dev.onhand.inventory.codec.CommandBytes;
import dev.onhand.inventory.codec.FrameReader;
import dev.onhand.inventory.ledger.Commands;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.ledger.RandomCommands;
import dev.onhand.inventory.ledger.ReferenceType;
import dev.onhand.inventory.ledger.SourcingRules;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockLedger;
import dev.onhand.inventory.ledger.StockStatus;
import dev.onhand.testkit.Messages;
import dev.onhand.testkit.TestMessage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What channels are told, what they are answered, and what the ledger would promise is the same.
@QuarkusTest
@WithTestResource(StockTopics.class)
class AvailabilityIT {
  private static final String POOL = "EU"; // that of the random commands
  private static final List<String> ITEMS = List.of("A", "B", "C", "D", "E", "F", "G", "KIT0");
  private static final List<String> CHANNELS = List.of("web", "shop", "market", "unnamed");
  private static final int ROUNDS = 8;
  private static final int COMMANDS = 250;
  private static final long NEVER_MS = 4_102_444_800_000L;

  private Shop shop;
  private Messages messages;
  private Messages.Collector topic;

  @BeforeEach
  void open() {
    shop = Shop.open();
    messages = Messages.connect();
    topic = messages.collect("inventory.availability");
  }

  @AfterEach
  void close() {
    messages.close();
    shop.close();
  }

  /// The last of each key; what was taken back is not there.
  private Map<String, Long> told() {
    Map<String, Long> told = new TreeMap<>();
    for (var message : topic.received()) {
      if (message.value() == null) told.remove(message.key());
      else told.put(message.key(), message.json().path("available").asLong());
    }
    return told;
  }

  private static Long of(Map<String, Long> told, String channel, String sku) {
    return told.getOrDefault(channel + "/" + sku, told.get("*/" + sku));
  }

  private long answered(String channel, String sku) {
    var query = channel == null ? "" : "?channel=" + channel;
    var answer = shop.get("/availability/" + sku + query).extract();
    return answer.statusCode() == 404 ? 0 : answer.jsonPath().getLong("available");
  }

  /// The query goes by the projection, which may be a moment behind.
  private void awaitAnswered(String channel, String sku, long units) {
    await().atMost(20, TimeUnit.SECONDS).until(() -> answered(channel, sku) == units);
  }

  private void send(String pool, StockCommand command) {
    byte[] value = new CommandBytes().write(command);
    messages.send(
        "inventory.commands",
        new TestMessage(
            null, pool, Map.of("content-type", "application/vnd.onhand.stock-command"), value));
  }

  /// The ledger, from its log.
  private static StockLedger replayed(Messages.Collector log) {
    var ledger = new StockLedger(POOL, LedgerLimits.STANDARD);
    for (var frame : log.received()) {
      var read = FrameReader.read(frame.value());
      if (read.pool().equals(POOL)) read.entries().forEach(ledger::evolve);
    }
    return ledger;
  }

  /// Random commands live in a past of their own; what ends in it would never begin here.
  private static StockCommand now(StockCommand command) {
    return switch (command) {
      case StockCommand.ReserveStock c ->
          new StockCommand.ReserveStock(
              c.cause(),
              c.pool(),
              c.reservationId(),
              c.orderId(),
              c.channel(),
              c.priority(),
              c.country(),
              c.serviceLevel(),
              c.policy(),
              c.expiresAtMs() == 0 ? 0 : NEVER_MS,
              c.lines());
      case StockCommand.ReceiveStock c ->
          new StockCommand.ReceiveStock(
              c.cause(),
              c.pool(),
              c.locationId(),
              c.sku(),
              c.quantity(),
              c.status(),
              c.referenceType(),
              c.referenceId(),
              c.orderId(),
              c.occurredAtMs(),
              c.lot(),
              c.lotExpiresAtMs() == 0 ? 0 : NEVER_MS,
              c.inboundId());
      default -> command;
    };
  }

  private static StockCommand receipt(
      String pool, String id, String place, String sku, long units, String lot, long expiresAtMs) {
    return new StockCommand.ReceiveStock(
        Commands.cause(id),
        pool,
        place,
        sku,
        units,
        StockStatus.SELLABLE,
        ReferenceType.RECEIPT,
        id,
        "",
        0,
        lot,
        expiresAtMs,
        "");
  }

  @Test
  void topic_query_and_ledger_agree_for_every_channel_whatever_happened() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.printf("the run that compares availability has the seed %d%n", seed);
    var random = new Random(seed);
    var commands = new RandomCommands(random);
    var log = messages.collect("inventory.log");
    send(POOL, new StockCommand.OpenPool(Commands.cause("open"), POOL));
    for (int round = 0; round < ROUNDS; round++) {
      for (var command : commands.batch(COMMANDS)) send(POOL, now(command));
      var last = "LAST-" + seed + "-" + round;
      send(POOL, receipt(POOL, last, "P", last, 1, "", 0));
      topic.await("the last command of the round", m -> m.key().equals("*/" + last));
      var differing = new ArrayList<String>();
      await("agreement, seed " + seed + ", round " + round)
          .atMost(30, TimeUnit.SECONDS)
          .pollInterval(200, TimeUnit.MILLISECONDS)
          .conditionEvaluationListener(_ -> {})
          .until(
              () -> {
                differing.clear();
                differing.addAll(differences(replayed(log)));
                if (!differing.isEmpty()) System.out.println("seed " + seed + ": " + differing);
                return differing.isEmpty();
              });
    }
    assertTrue(
        topic.received().stream().anyMatch(m -> m.key().startsWith("web/")),
        "no channel had a figure of its own: seed " + seed);
  }

  private List<String> differences(StockLedger ledger) {
    var differing = new ArrayList<String>();
    var told = told();
    for (var sku : ITEMS) {
      for (var channel : CHANNELS) {
        long promised = ledger.available(sku, channel);
        long answered = answered(channel, sku);
        var onTopic = of(told, channel, sku);
        if (promised != answered || promised != (onTopic == null ? 0 : onTopic)) {
          differing.add(
              "%s to %s: ledger %d, query %d, topic %s"
                  .formatted(sku, channel, promised, answered, onTopic));
        }
      }
      if (answered(null, sku) != answered("unnamed", sku)) differing.add(sku + " to nobody");
    }
    return differing;
  }

  private void awaitTold(String channel, String sku, Long units) {
    await(channel + "/" + sku + " = " + units)
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> java.util.Objects.equals(units, told().get(channel + "/" + sku)));
  }

  private void change(SourcingRules rules, long fence) {
    send(
        shop.pool,
        new StockCommand.ChangeSourcing(
            Commands.cause("change-" + System.nanoTime()),
            shop.pool,
            rules,
            List.of(),
            fence < 0 ? List.of() : List.of(new StockCommand.Fence(shop.mug, "retail", fence))));
  }

  @Test
  void a_channel_has_a_key_of_its_own_while_a_fence_or_a_rule_names_it() {
    shop.receive(10);
    awaitTold("*", shop.mug, 10L);
    change(null, 4);
    awaitTold("*", shop.mug, 6L);
    awaitTold("retail", shop.mug, 10L);
    change(null, 0);
    awaitTold("*", shop.mug, 10L);
    awaitTold("retail", shop.mug, null);

    var store = "store-" + shop.mug;
    shop.defineLocation(store, 2);
    send(shop.pool, receipt(shop.pool, "r-" + store, store, shop.mug, 5, "", 0));
    awaitTold("*", shop.mug, 15L);
    var onlyTheStore =
        new SourcingRules.Rule("web", List.of(), "", List.of(new SourcingRules.Source(store, 0)));
    change(new SourcingRules(List.of(onlyTheStore), List.of()), -1);
    awaitTold("web", shop.mug, 5L);
    awaitTold("*", shop.mug, 15L);
    change(SourcingRules.NONE, -1);
    awaitTold("web", shop.mug, null);
  }

  @Test
  void what_a_rule_changes_is_published_for_every_item_of_the_pool_page_by_page() {
    int items = AvailabilityPublisher.ITEMS_MAX + 50;
    for (int i = 0; i < items; i++) {
      var sku = "x%04d-%s".formatted(i, shop.pool);
      send(shop.pool, receipt(shop.pool, sku, shop.place, sku, 7, "", 0));
    }
    var store = "store-" + shop.mug;
    shop.defineLocation(store, 2);
    send(shop.pool, receipt(shop.pool, "r-" + store, store, shop.mug, 5, "", 0));
    awaitTold("*", shop.mug, 5L);
    var onlyTheStore =
        new SourcingRules.Rule("web", List.of(), "", List.of(new SourcingRules.Source(store, 0)));
    change(new SourcingRules(List.of(onlyTheStore), List.of()), -1);
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              var told = told();
              return told.keySet().stream()
                      .filter(key -> key.startsWith("web/x") && key.endsWith(shop.pool))
                      .mapToLong(told::get)
                      .filter(units -> units == 0)
                      .count()
                  == items;
            });
    awaitAnswered("web", shop.mug, 5);
  }

  @Test
  void a_lot_that_is_held_or_whose_time_has_come_is_taken_off_although_nothing_moved() {
    var tea = "tea-" + shop.mug;
    long soon = Instant.now().plusSeconds(6).toEpochMilli();
    send(shop.pool, receipt(shop.pool, "r1-" + tea, shop.place, tea, 5, "L1", soon));
    send(shop.pool, receipt(shop.pool, "r2-" + tea, shop.place, tea, 3, "L2", 0));
    send(shop.pool, receipt(shop.pool, "r3-" + tea, shop.place, tea, 2, "L3", 0));
    awaitTold("*", tea, 10L);
    awaitTold("*", tea, 5L);
    awaitAnswered(null, tea, 5);
    send(
        shop.pool,
        new StockCommand.HoldLot(
            Commands.cause("hold-" + tea), shop.pool, tea, "L2", true, "recall"));
    awaitTold("*", tea, 2L);
    awaitAnswered(null, tea, 2);
  }

  @Test
  void numbers_of_a_keys_messages_never_shrink() {
    shop.receive(10);
    change(null, 4);
    awaitTold("retail", shop.mug, 10L);
    shop.receive(5);
    awaitTold("retail", shop.mug, 15L);
    Map<String, Long> last = new HashMap<>();
    for (var message : topic.received()) {
      var before = last.put(message.key(), message.sequence());
      assertTrue(before == null || before <= message.sequence(), message.toString());
    }
  }
}

package dev.onhand.inventory.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.inventory.ledger.Answer;
import dev.onhand.inventory.ledger.Commands;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.ledger.RandomCommands;
import dev.onhand.inventory.ledger.ReferenceType;
import dev.onhand.inventory.ledger.SourcingRules;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockLedger;
import dev.onhand.inventory.ledger.StockStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What channels have been told, after every round, is what the ledger can promise.
class PoolNewsTest {
  private static final int MANY = 1_000;
  private static final LedgerLimits SMALL = new LedgerLimits(1024, 12, 1_000_000, 4, 3, 2, 25, 6);

  private final StockLedger deciding = new StockLedger("EU", LedgerLimits.STANDARD);
  private final StockLedger following = new StockLedger("EU", LedgerLimits.STANDARD);
  private final PoolNews news = new PoolNews("EU");
  private final Map<String, Long> told = new TreeMap<>();
  private long nowMs = 1_000_000;
  private int ids;

  private static void follow(LedgerEntry entry, PoolNews news, StockLedger following) {
    entry.events().forEach(event -> news.sees(event, entry.atMs(), following));
    following.evolve(entry);
  }

  private void decide(StockCommand command) {
    if (deciding.decide(command, nowMs) instanceof Answer.Decided decided) {
      follow(decided.entry(), news, following);
    }
  }

  private int round(int itemsMax) {
    var figures = new ArrayList<Figure>();
    int taken = news.take(following, itemsMax, nowMs, figures);
    figures.forEach(figure -> apply(figure, told));
    return taken;
  }

  private static void apply(Figure figure, Map<String, Long> told) {
    var key = figure.channel() + "/" + figure.sku();
    if (figure.available() == null) told.remove(key);
    else told.put(key, figure.available());
  }

  private StockCommand receipt(String sku, String place, long units, String lot, long expiresMs) {
    var id = "receipt-" + ids++;
    return new StockCommand.ReceiveStock(
        Commands.cause(id),
        "EU",
        place,
        sku,
        units,
        StockStatus.SELLABLE,
        ReferenceType.RECEIPT,
        id,
        "",
        0,
        lot,
        expiresMs,
        "");
  }

  private StockCommand sourcing(SourcingRules rules, StockCommand.Fence... fences) {
    var cause = Commands.cause("sourcing-" + ids++);
    return new StockCommand.ChangeSourcing(cause, "EU", rules, List.of(), List.of(fences));
  }

  private static SourcingRules webFrom(String place) {
    var rule =
        new SourcingRules.Rule("web", List.of(), "", List.of(new SourcingRules.Source(place, 0)));
    return new SourcingRules(List.of(rule), List.of());
  }

  @Test
  void of_many_changes_between_two_rounds_the_last_is_told() {
    for (int i = 0; i < 5; i++) decide(receipt("MUG", "A", 2, "", 0));
    assertEquals(1, round(MANY));
    assertEquals(Map.of("*/MUG", 10L), told);
    assertEquals(0, round(MANY));
  }

  @Test
  void a_fence_gives_its_channel_a_key_that_goes_with_it() {
    decide(receipt("MUG", "A", 10, "", 0));
    decide(sourcing(null, new StockCommand.Fence("MUG", "shop", 4)));
    round(MANY);
    assertEquals(Map.of("*/MUG", 6L, "shop/MUG", 10L), told);
    decide(sourcing(null, new StockCommand.Fence("MUG", "shop", 0)));
    round(MANY);
    assertEquals(Map.of("*/MUG", 10L), told);
  }

  @Test
  void other_rules_are_told_for_every_item_of_the_pool_some_in_each_round() {
    for (var sku : List.of("M1", "M2", "M3")) decide(receipt(sku, "A", 2, "", 0));
    decide(receipt("M1", "B", 5, "", 0));
    round(MANY);
    decide(sourcing(webFrom("B")));
    assertEquals(2, round(2));
    assertTrue(!news.isEmpty());
    assertEquals(1, round(2));
    assertTrue(news.isEmpty());
    assertEquals(5, told.get("web/M1"));
    assertEquals(7, told.get("*/M1"));
    assertEquals(0, told.get("web/M3"));
    decide(sourcing(SourcingRules.NONE));
    round(MANY);
    assertEquals(Map.of("*/M1", 7L, "*/M2", 2L, "*/M3", 2L), told);
  }

  @Test
  void a_lot_whose_time_comes_is_told_of_although_nothing_happens() {
    decide(receipt("TEA", "A", 5, "L1", nowMs + 100));
    decide(receipt("TEA", "A", 3, "L2", 0));
    round(MANY);
    assertEquals(8, told.get("*/TEA"));
    nowMs += 100;
    assertEquals(1, round(MANY));
    assertEquals(3, told.get("*/TEA"));
  }

  @Test
  void a_lot_that_expires_is_told_of_by_one_who_begins_with_a_state_too() {
    decide(receipt("TEA", "A", 5, "L1", nowMs + 100));
    var later = new PoolNews("EU");
    later.begin(following);
    var figures = new ArrayList<Figure>();
    assertEquals(0, later.take(following, MANY, nowMs, figures));
    assertEquals(1, later.take(following, MANY, nowMs + 100, figures));
    assertEquals(0, figures.getFirst().available());
  }

  @Test
  void after_random_commands_every_channel_knows_what_the_ledger_can_promise() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.printf("the runs that compare what channels are told begin with seed %d%n", seed);
    for (int run = 0; run < 20; run++) new Run(seed + run).go(400);
  }

  /// A world of random commands, with rounds between them that may not take all.
  private static final class Run {
    private final long seed;
    private final Random random;
    private final RandomCommands commands;
    private final StockLedger deciding = new StockLedger("EU", SMALL);
    private final StockLedger following = new StockLedger("EU", SMALL);
    private final PoolNews news = new PoolNews("EU");
    private final Map<String, Long> told = new TreeMap<>();
    private long nowMs;

    Run(long seed) {
      this.seed = seed;
      random = new Random(seed);
      commands = new RandomCommands(random);
    }

    void go(int rounds) {
      for (int round = 0; round < rounds; round++) {
        var batch = commands.batch(1 + random.nextInt(20));
        nowMs = Math.max(nowMs, commands.nowMs());
        for (var command : batch) {
          for (var due = deciding.expire(nowMs); due != null; due = deciding.expire(nowMs)) {
            follow(due, news, following);
          }
          if (deciding.decide(command, nowMs) instanceof Answer.Decided decided) {
            follow(decided.entry(), news, following);
          }
        }
        take(random.nextInt(4));
        if (random.nextInt(5) == 0) {
          while (!news.isEmpty()) take(5);
          take(5); // lots that have expired since
          while (!news.isEmpty()) take(5);
          compare();
        }
      }
    }

    private void take(int itemsMax) {
      var figures = new ArrayList<Figure>();
      news.take(following, itemsMax, nowMs, figures);
      figures.forEach(figure -> apply(figure, told));
    }

    private void compare() {
      Map<String, Long> expected = new TreeMap<>();
      following.askedAt(nowMs);
      for (int item = 0; item < following.items(); item++) {
        var sku = following.item(item);
        if (!following.hasPositions(sku)) continue;
        expected.put("*/" + sku, following.available(sku, "nobody knows it"));
        for (var channel : following.channelsNamed(sku)) {
          expected.put(channel + "/" + sku, following.available(sku, channel));
        }
      }
      assertEquals(expected, told, () -> "seed " + seed);
    }
  }
}

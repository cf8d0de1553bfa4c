package dev.onhand.local.world;

import dev.onhand.local.stack.Part;
import dev.onhand.local.stack.Running;
import dev.onhand.local.stack.Settings;
import dev.onhand.local.stack.Stack;
import dev.onhand.local.stack.StackException;
import dev.onhand.local.stack.Wait;
import dev.onhand.local.verify.Auditor;
import dev.onhand.local.verify.Endpoints;
import dev.onhand.local.verify.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Faults on real processes while orders come in: processes are killed, or stopped for a while and
/// woken again, and what is dead is started anew. In the end nothing may be lost or done twice.
public final class Chaos {
  private static final List<Part> VICTIMS = List.of(Part.values());
  private static final int PAUSE_MILLIS_MIN = 3_000;
  private static final int PAUSE_MILLIS_MAX = 12_000;
  private static final int ASLEEP_MILLIS_MAX = 15_000;
  private static final double SLEEPS = 0.25;
  private static final int STARTS_MAX = 5;
  private static final Duration SETTLED_WITHIN = Duration.ofMinutes(4);
  private static final int STOCK_UNITS = 1_000_000;

  private final Settings settings;
  private final long seed;
  private final int ordersPerSecond;
  private final Consumer<String> say;
  private final Random random;
  private final Stack stack;
  private volatile boolean over;

  /// @param seed names faults and orders
  public Chaos(Settings settings, long seed, int ordersPerSecond, Consumer<String> say) {
    this.settings = settings;
    this.seed = seed;
    this.ordersPerSecond = ordersPerSecond;
    this.say = say;
    this.random = new Random(seed);
    this.stack = new Stack(settings, _ -> {});
  }

  /// How it ended.
  ///
  /// @param faults by what was done to whom
  public record Result(
      int orders,
      Map<String, Integer> faults,
      Map<String, Integer> byState,
      List<String> left,
      Verdict verdict) {

    public boolean isGood() {
      return left.isEmpty() && verdict.ok();
    }
  }

  public Result run(Duration duration) {
    say.accept("Seed " + seed);
    var platform = new Platform(settings);
    var shop = new Shop(platform, WebhookSecret.of(settings));
    var catalogue = new Catalogue(platform);
    var faults = new TreeMap<String, Integer>();
    try (var world = new World(settings, seed)) {
      shop.register();
      Shop.register(
          platform,
          Demo.MARKETPLACE,
          Demo.MARKETPLACE_SHOP,
          WebhookSecret.of(settings),
          Demo.MARKETPLACE);
      catalogue.prepare(_ -> STOCK_UNITS, say);
      var storefront = new Storefront(shop, world.facts(), world.board());
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        threads.submit(() -> sell(storefront, catalogue));
        breakThings(duration, faults, world.board());
        over = true;
      }
      repair();
      return settled(world, faults);
    }
  }

  private Result settled(World world, Map<String, Integer> faults) {
    var board = world.board();
    Wait.until(SETTLED_WITHIN, () -> board.open().isEmpty());
    var left = board.open();
    world.close();
    var verdict = Auditor.run(Endpoints.of(settings), Auditor.PATIENCE, say);
    return new Result(board.orders(), faults, new TreeMap<>(board.byState()), left, verdict);
  }

  private void sell(Storefront storefront, Catalogue catalogue) {
    var chance = new Chance(seed);
    long run = Instant.now().getEpochSecond();
    var gap = Duration.ofMillis(1_000 / ordersPerSecond);
    for (int number = 0; !over; number++) {
      var purchase = Purchase.draw(chance, catalogue, number, Day.externalId(run, number));
      storefront.announce(purchase);
      storefront.place(purchase);
      Wait.until(gap, () -> over);
    }
  }

  private void breakThings(Duration duration, Map<String, Integer> faults, Board board) {
    long deadline = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < deadline) {
      Wait.until(between(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX), () -> false);
      var victim = VICTIMS.get(random.nextInt(VICTIMS.size()));
      boolean sleeps = random.nextDouble() < SLEEPS && victim.isService();
      var asleep = between(0, ASLEEP_MILLIS_MAX);
      var running = stack.running(victim);
      if (running.isPresent()) {
        var fault = (sleeps ? "stopped " : "killed ") + victim.label();
        faults.merge(fault, 1, Integer::sum);
        say.accept(
            "%s: %d orders known, %d settled".formatted(fault, board.orders(), board.settled()));
        if (sleeps) {
          sleep(running.get(), asleep);
        } else {
          running.get().signal("KILL");
          running.get().awaitEnd(Duration.ofSeconds(5));
          repair();
        }
      }
    }
  }

  private static void sleep(Running process, Duration asleep) {
    process.signal("STOP");
    Wait.until(asleep, () -> false);
    process.signal("CONT");
  }

  /// A start may meet a neighbour that is just recovering: then once more.
  private void repair() {
    var failures = new ArrayList<StackException>();
    while (true) {
      try {
        stack.up();
        return;
      } catch (StackException e) {
        failures.add(e);
        say.accept("start " + failures.size() + " failed: " + e.getMessage());
        if (failures.size() == STARTS_MAX) {
          throw e;
        }
      }
    }
  }

  private Duration between(int leastMillis, int mostMillis) {
    return Duration.ofMillis(random.nextInt(leastMillis, mostMillis));
  }
}

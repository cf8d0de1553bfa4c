package dev.onhand.inventory.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random commands, duplicates, reused ids, late repeats, running time and crashes: the ledger that
/// lived, the one rebuilt from its log, and the model agree about every event. Run one seed again
/// with `-Dseed=…`, more commands with `-Dcommands=…`.
class StockLedgerSimulationTest {
  private static final int PREFIXES_MAX = 6;
  private static final int WORLDS = 20;
  private static final LedgerLimits SMALL = new LedgerLimits(1024, 12, 1_000_000, 4, 3, 2, 25, 6);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void live_and_replayed_and_model_agree_on_a_known_seed(int seed) throws IOException {
    new World(seed).run(10_000);
  }

  @Test
  void live_and_replayed_and_model_agree_on_new_seeds() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    int each = Integer.getInteger("commands", 1_000_000) / WORLDS;
    System.out.printf("the ledger's worlds have the seeds %d to %d%n", seed, seed + WORLDS - 1);
    try (var two = Executors.newFixedThreadPool(2)) {
      List<Future<?>> worlds = new ArrayList<>();
      for (int world = 0; world < WORLDS; world++) {
        World next = new World(seed + world);
        worlds.add(
            two.submit(
                () -> {
                  next.run(each);
                  return null;
                }));
      }
      for (Future<?> world : worlds) {
        world.get();
      }
    }
  }

  /// Snapshots that are written while the ledger goes on: each is of the state at its beginning.
  private static final class Gradual {
    private SnapshotOutput out;
    private GradualSnapshot snapshot;
    private StockLedger whose;
    private byte[] wanted;

    void turn(StockLedger ledger, Random random) {
      if (whose != ledger) {
        snapshot = null;
      }
      if (snapshot == null && random.nextInt(200) == 0) {
        whose = ledger;
        wanted = LedgerTables.bytes(ledger);
        out = new SnapshotOutput();
        snapshot = ledger.beginSnapshot(out);
      } else if (snapshot != null && snapshot.write(random.nextInt(3))) {
        snapshot = null;
        StockLedger read = LedgerTables.ledger(LedgerTables.bytes(out), SMALL);
        assertArrayEquals(wanted, LedgerTables.bytes(read));
      }
    }
  }

  private static final class World {
    private final long seed;
    private final Random random;
    private final RandomCommands commands;
    private final StockLedgerModel model = new StockLedgerModel(SMALL);
    private final List<LedgerEntry> log = new ArrayList<>();
    private final Map<Integer, byte[]> snapshots = new LinkedHashMap<>();
    private final Gradual gradual = new Gradual();
    private StockLedger ledger = new StockLedger("EU", SMALL);
    private Map<String, Long> moved = new HashMap<>();

    World(long seed) {
      this.seed = seed;
      random = new Random(seed);
      commands = new RandomCommands(random);
    }

    void run(int count) throws IOException {
      try {
        for (int done = 0; done < count; ) {
          List<StockCommand> batch = commands.batch(1 + random.nextInt(40));
          long nowMs = commands.nowMs();
          if (random.nextInt(200) == 0) {
            loseAndRebuild(batch, nowMs);
          }
          for (StockCommand command : batch) {
            step(command, nowMs);
            gradual.turn(ledger, random);
          }
          done += batch.size();
          if (random.nextInt(100) == 0) {
            snapshots.put(log.size(), LedgerTables.bytes(ledger));
          }
          compareStates(random.nextInt(20) == 0);
        }
        everyPrefixLeadsToTheSameState();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", after " + log.size() + " entries", e);
      }
    }

    /// A batch is decided, but never reaches the log.
    private void loseAndRebuild(List<StockCommand> batch, long nowMs) throws IOException {
      int lost = random.nextInt(batch.size());
      for (StockCommand command : batch.subList(0, lost)) {
        ledger.decide(command, nowMs);
      }
      int back = Math.min(random.nextInt(4), snapshots.size());
      ledger = rebuilt(snapshots.size() == back ? 0 : positions().get(snapshots.size() - 1 - back));
    }

    private StockLedger rebuilt(int from) throws IOException {
      byte[] snapshot = snapshots.get(from);
      StockLedger rebuilt =
          snapshot == null ? new StockLedger("EU", SMALL) : LedgerTables.ledger(snapshot, SMALL);
      log.subList(snapshot == null ? 0 : from, log.size()).forEach(rebuilt::evolve);
      return rebuilt;
    }

    private void step(StockCommand command, long nowMs) {
      List<StockEvent> expired = new ArrayList<>();
      for (LedgerEntry e = ledger.expire(nowMs); e != null; e = ledger.expire(nowMs)) {
        log.add(e);
        expired.addAll(e.events());
      }
      assertEquals(model.expire(nowMs), expired);
      Answer answer = ledger.decide(command, nowMs);
      StockLedgerModel.Decision wanted = model.decide(command, nowMs);
      String name = answer.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
      assertEquals(wanted.answer() + " " + wanted.outcome(), name + " " + answer.outcome());
      if (answer instanceof Answer.Decided(LedgerEntry entry)) {
        assertEquals(wanted.events(), entry.events());
        log.add(entry);
        entry.events().forEach(this::addUp);
      }
    }

    private void addUp(StockEvent event) {
      if (event instanceof StockEvent.StockMoved e) {
        moved.merge(e.sku() + "@" + e.locationId() + "/" + e.lot(), e.quantity(), Long::sum);
      }
    }

    private void compareStates(boolean thoroughly) {
      assertEquals(model.openPromises(), ledger.openReservations());
      if (thoroughly) {
        ledger.levels(
            level -> {
              assertEquals(model.level(level.sku(), level.locationId(), level.lot()), level);
              String place = level.sku() + "@" + level.locationId() + "/" + level.lot();
              assertEquals(moved.getOrDefault(place, 0L), level.onHand(), "sum of movements");
            });
        for (String sku : RandomCommands.SKUS) {
          assertEquals(model.available(sku), ledger.available(sku));
          for (String channel : RandomCommands.CHANNELS) {
            assertEquals(
                model.availableToChannel(sku, channel), ledger.available(sku, channel), channel);
            long by = commands.nowMs() + random.nextInt(1000);
            assertEquals(
                model.availableBy(sku, channel, by), ledger.availableBy(sku, channel, by), channel);
          }
        }
      }
    }

    private void everyPrefixLeadsToTheSameState() throws IOException {
      byte[] live = LedgerTables.bytes(ledger);
      assertArrayEquals(live, LedgerTables.bytes(rebuilt(0)));
      for (int i = 0; i < snapshots.size(); i += 1 + snapshots.size() / PREFIXES_MAX) {
        assertArrayEquals(live, LedgerTables.bytes(rebuilt(positions().get(i))));
      }
    }

    private List<Integer> positions() {
      return List.copyOf(snapshots.keySet());
    }
  }
}

package dev.onhand.inventory.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.inventory.codec.CommandBytes;
import dev.onhand.inventory.codec.FrameReader;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.ledger.RandomCommands;
import dev.onhand.inventory.ledger.SnapshotOutput;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockLedger;
import dev.onhand.inventory.partition.InMemoryPartitionLog.Failure;
import dev.onhand.inventory.partition.InMemoryPartitionLog.Storage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/// A topic of commands is worked off twice: once in peace, once with crashes and failing appends
/// wherever they can happen, and with snapshots, some of them damaged. Both logs say the same.
class ShardSimulationTest {
  private static final LedgerLimits LIMITS = new LedgerLimits(1024, 12, 1_000_000, 3, 3, 5);
  private static final int COMMANDS = 6000;

  @RepeatedTest(5)
  void whatever_fails_the_log_says_what_it_would_have_said() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    List<CommandRecord> topic = topic(random);

    Storage calm = new Storage();
    work(topic, calm, new InMemorySnapshotStore(), new Random(0), 0);
    Storage stormy = new Storage();
    work(topic, stormy, new InMemorySnapshotStore(), random, 5);

    assertEquals(entries(calm), entries(stormy), "seed " + seed);
    assertEquals(
        calm.deadLetters.stream().map(l -> l.commandOffset() + l.reason()).toList(),
        stormy.deadLetters.stream().map(l -> l.commandOffset() + l.reason()).toList(),
        "seed " + seed);
    assertArrayEquals(snapshot(calm), snapshot(stormy), "seed " + seed);
  }

  private static List<CommandRecord> topic(Random random) {
    RandomCommands commands = new RandomCommands(random);
    CommandBytes bytes = new CommandBytes();
    List<CommandRecord> topic = new ArrayList<>();
    while (topic.size() < COMMANDS) {
      for (StockCommand command : commands.batch(1 + random.nextInt(20))) {
        byte[] value = random.nextInt(200) == 0 ? new byte[] {1, 99} : bytes.write(command);
        topic.add(new CommandRecord(topic.size(), commands.nowMs(), null, Map.of(), value));
      }
    }
    return topic;
  }

  /// What the loop does, with `percent` of its steps failing.
  private static void work(
      List<CommandRecord> topic,
      Storage storage,
      InMemorySnapshotStore snapshots,
      Random random,
      int percent) {
    int crashes = 0;
    InMemoryPartitionLog log = null;
    PartitionShard shard = null;
    while (shard == null || shard.nextCommandOffset() < topic.size()) {
      if (shard == null || random.nextInt(100) < percent) {
        log = new InMemoryPartitionLog(storage);
        shard = new LedgerRecovery(0, LIMITS, _ -> true, snapshots).recover(log);
        crashes++;
      }
      long end = Math.min(topic.size(), shard.nextCommandOffset() + 1 + random.nextInt(30));
      while (shard.nextCommandOffset() < end) {
        shard.decide(Received.read(topic.get((int) shard.nextCommandOffset())), Long.MAX_VALUE);
      }
      Batch batch = shard.batch();
      if (batch != null) {
        int dice = random.nextInt(100);
        log.next =
            dice < percent / 2 ? Failure.BEFORE : dice < percent ? Failure.AFTER : Failure.NONE;
        try {
          shard.appended(log.append(batch.toTail()));
        } catch (AppendFailed e) {
          shard = null;
          continue;
        }
      }
      if (percent > 0 && random.nextInt(10) == 0) {
        var snapshot = ShardSnapshot.begin(shard);
        List<byte[]> chunks = new ArrayList<>();
        while (!snapshot.advance(System.nanoTime())) chunks.addAll(snapshot.takeChunks());
        chunks.addAll(snapshot.takeChunks());
        snapshots.save(0, snapshot.nextLogOffset(), true, chunks);
        if (random.nextInt(3) == 0) {
          snapshots.damageNewest(random);
        }
      }
    }
    assertEquals(percent > 0, crashes > 10);
  }

  private static List<LedgerEntry> entries(Storage storage) {
    return storage.frames.stream().flatMap(f -> FrameReader.read(f).entries().stream()).toList();
  }

  private static byte[] snapshot(Storage storage) {
    PartitionShard whole = new PartitionShard(LIMITS, _ -> true);
    new InMemoryPartitionLog(storage).replay(0, whole::replay);
    // The position in the log may differ, the state may not.
    var bytes = new ByteArrayOutputStream();
    for (StockLedger ledger : whole.ledgers().values()) {
      var out = new SnapshotOutput();
      ledger.writeTo(out);
      out.chunks(0).forEach(bytes::writeBytes);
    }
    return bytes.toByteArray();
  }
}

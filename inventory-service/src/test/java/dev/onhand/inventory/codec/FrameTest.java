package dev.onhand.inventory.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.onhand.inventory.ledger.Answer;
import dev.onhand.inventory.ledger.LedgerEntry;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.ledger.RandomCommands;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.ledger.StockEvent;
import dev.onhand.inventory.ledger.StockLedger;
import dev.onhand.testkit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final Path GOLDEN =
      Repository.root().resolve("inventory-service/src/test/resources/frames");

  @Test
  void what_is_written_is_read() {
    long seed = System.nanoTime();
    List<LedgerEntry> entries = entries(seed, 20_000);
    FrameWriter writer = new FrameWriter("EU");
    List<LedgerEntry> read = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      writer.add(entries.get(i));
      if (writer.size() > 8000) {
        Frame frame = FrameReader.read(writer.finish(i + 1));
        assertEquals(i + 1, frame.nextCommandOffset());
        assertEquals("EU", frame.pool());
        read.addAll(frame.entries());
      }
    }
    read.addAll(FrameReader.read(writer.finish(0)).entries());
    assertEquals(entries, read, "seed " + seed);
  }

  /// Frames written by every released version are read for ever. A new version adds files; no bytes
  /// are ever changed. The text beside them says what they mean in the words of today.
  @Test
  void frames_of_every_version_are_read_as_they_were_meant() throws IOException {
    int files = 0;
    try (var found = Files.newDirectoryStream(GOLDEN, "*.bin")) {
      for (Path file : found) {
        files++;
        Path meant = GOLDEN.resolve(file.getFileName().toString().replace(".bin", ".txt"));
        assertEquals(Files.readString(meant), describe(FrameReader.read(Files.readAllBytes(file))));
      }
    }
    assertTrue(files > 0);
  }

  /// The first run after a change of version makes the files; look at them and keep them.
  @Test
  void this_version_writes_its_golden_frame_and_it_has_every_kind_of_event() throws IOException {
    Path file = GOLDEN.resolve("v" + FrameWriter.VERSION + ".bin");
    if (Files.notExists(file)) {
      byte[] made = frame(entriesOfEveryKind(), 4711);
      Files.write(file, made);
      Files.writeString(
          GOLDEN.resolve("v" + FrameWriter.VERSION + ".txt"), describe(FrameReader.read(made)));
      fail("made " + file);
    }
    Frame golden = FrameReader.read(Files.readAllBytes(file));
    Set<Class<?>> kinds = new HashSet<>();
    golden.entries().forEach(e -> e.events().forEach(event -> kinds.add(event.getClass())));
    assertEquals(kinds(StockEvent.class), kinds);
    assertArrayEquals(
        Files.readAllBytes(file), frame(golden.entries(), golden.nextCommandOffset()));
  }

  private static Set<Class<?>> kinds(Class<?> family) {
    Set<Class<?>> kinds = new HashSet<>();
    for (Class<?> kind : family.getPermittedSubclasses()) {
      kinds.addAll(kind.isSealed() ? kinds(kind) : Set.of(kind));
    }
    return kinds;
  }

  @Test
  void bytes_that_are_no_frame_are_refused() {
    Random random = new Random(1);
    byte[] good = frame(entriesOfEveryKind(), 1);
    for (int cut = 0; cut < good.length; cut++) {
      byte[] part = java.util.Arrays.copyOf(good, cut);
      assertThrows(RuntimeException.class, () -> FrameReader.read(part));
    }
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = good.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      try {
        FrameReader.read(changed);
      } catch (MalformedBytes | IllegalArgumentException _) {
        // found out
      }
    }
  }

  private static byte[] frame(List<LedgerEntry> entries, long nextCommandOffset) {
    FrameWriter writer = new FrameWriter("EU");
    entries.forEach(writer::add);
    return writer.finish(nextCommandOffset);
  }

  private static List<LedgerEntry> entriesOfEveryKind() {
    List<LedgerEntry> entries = new ArrayList<>();
    Map<Object, Integer> kinds = new HashMap<>();
    for (LedgerEntry entry : entries(42, 20_000)) {
      boolean rare = kinds.merge(entry.outcome(), 1, Integer::sum) <= 2;
      for (StockEvent event : entry.events()) {
        rare |= kinds.merge(event.getClass(), 1, Integer::sum) <= 2;
      }
      if (rare) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static String describe(Frame frame) {
    return frame.entries().stream()
        .map(e -> e + "\n")
        .collect(Collectors.joining("", frame.pool() + " " + frame.nextCommandOffset() + "\n", ""));
  }

  static List<LedgerEntry> entries(long seed, int commands) {
    RandomCommands source = new RandomCommands(new Random(seed));
    StockLedger ledger = new StockLedger("EU", LedgerLimits.STANDARD);
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < commands; i++) {
      StockCommand command = source.batch(1).getFirst();
      for (var e = ledger.expire(source.nowMs()); e != null; e = ledger.expire(source.nowMs())) {
        entries.add(e);
      }
      if (ledger.decide(command, source.nowMs()) instanceof Answer.Decided decided) {
        entries.add(decided.entry());
      }
    }
    return entries;
  }
}

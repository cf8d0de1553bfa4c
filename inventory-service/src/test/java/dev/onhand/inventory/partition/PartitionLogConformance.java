package dev.onhand.inventory.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onhand.inventory.codec.Frame;
import dev.onhand.inventory.codec.FrameWriter;
import dev.onhand.inventory.partition.Tail.DeadLetter;
import dev.onhand.inventory.partition.Tail.PoolFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every [PartitionLog] promises.
///
/// Not claimed: that offsets are dense, that a log survives the machine, how a writer learns that
/// it is fenced other than by appending, and what happens to an append that fails in the network,
/// which only a real broker can show.
abstract class PartitionLogConformance {
  private final List<PartitionLog> opened = new ArrayList<>();

  /// Another writer of the one log of this test.
  abstract PartitionLog open();

  /// Where the commands are done, as those who watch see it; 0 before the first append.
  abstract long committedCommands();

  /// The reasons of all dead letters.
  abstract List<DeadLetter> deadLetters();

  private PartitionLog writer() {
    PartitionLog log = open();
    opened.add(log);
    log.takeOver();
    return log;
  }

  @AfterEach
  void close() {
    opened.forEach(PartitionLog::close);
  }

  private static Tail tail(long nextCommandOffset, String... pools) {
    List<PoolFrame> frames = new ArrayList<>();
    for (String pool : pools) {
      frames.add(new PoolFrame(pool, new FrameWriter(pool).finish(nextCommandOffset)));
    }
    return new Tail(frames, List.of(), nextCommandOffset);
  }

  private static List<String> replayed(PartitionLog log, long from) {
    List<String> frames = new ArrayList<>();
    log.replay(from, (frame, _) -> frames.add(frame.pool() + frame.nextCommandOffset()));
    return frames;
  }

  @Test
  void a_new_log_is_empty() {
    PartitionLog log = writer();
    assertEquals(List.of(), replayed(log, 0));
    assertEquals(0, log.replay(0, (_, _) -> {}));
  }

  @Test
  void what_is_appended_is_replayed_in_order_by_this_and_the_next_writer() {
    PartitionLog log = writer();
    log.append(tail(2, "A", "B"));
    log.append(tail(5, "A"));
    assertEquals(List.of("A2", "B2", "A5"), replayed(log, 0));
    assertEquals(List.of("A2", "B2", "A5"), replayed(writer(), 0));
  }

  @Test
  void an_append_tells_where_to_replay_from_to_get_only_what_follows() {
    PartitionLog log = writer();
    log.append(tail(1, "A"));
    long after = log.append(tail(2, "A", "A"));
    assertEquals(List.of(), replayed(log, after));
    log.append(tail(3, "C"));
    assertEquals(List.of("C3"), replayed(log, after));
  }

  @Test
  void each_replayed_frame_tells_where_the_next_begins() {
    PartitionLog log = writer();
    log.append(tail(1, "A"));
    log.append(tail(2, "B", "C"));
    List<Long> offsets = new ArrayList<>();
    List<Frame> frames = new ArrayList<>();
    log.replay(
        0,
        (frame, next) -> {
          frames.add(frame);
          offsets.add(next);
        });
    assertEquals(List.of("B2", "C2"), replayed(log, offsets.get(0)));
    assertEquals(List.of("C2"), replayed(log, offsets.get(1)));
    assertEquals(List.of(), replayed(log, offsets.get(2)));
  }

  @Test
  void a_writer_that_was_taken_over_cannot_append_any_more() {
    PartitionLog old = writer();
    old.append(tail(1, "A"));
    PartitionLog fresh = writer();
    assertThrows(AppendFailed.Fenced.class, () -> old.append(tail(2, "OLD")));
    fresh.append(tail(2, "NEW"));
    assertEquals(List.of("A1", "NEW2"), replayed(fresh, 0));
    assertEquals(2, committedCommands());
  }

  @Test
  void the_offset_of_the_commands_is_committed_with_the_frames() {
    PartitionLog log = writer();
    assertEquals(0, committedCommands());
    log.append(tail(42, "A"));
    assertEquals(42, committedCommands());
  }

  @Test
  void dead_letters_keep_the_command_byte_by_byte() {
    PartitionLog log = writer();
    byte[] value = {0, -1, 7};
    byte[] key = "EU".getBytes(StandardCharsets.UTF_8);
    var letter = new DeadLetter(key, value, Map.of("ce_id", "x"), 17, "MALFORMED_JSON", "why");
    var empty = new DeadLetter(null, null, Map.of(), 18, "NO_DATA", "");
    log.append(new Tail(tail(19, "").frames(), List.of(letter, empty), 19));
    List<DeadLetter> kept = deadLetters();
    assertEquals(2, kept.size());
    DeadLetter first = kept.stream().filter(l -> l.commandOffset() == 17).findFirst().orElseThrow();
    assertArrayEquals(value, first.value());
    assertArrayEquals(key, first.key());
    assertEquals("x", first.headers().get("ce_id"));
    assertEquals("MALFORMED_JSON", first.reason());
    assertEquals("why", first.detail());
  }

  @Test
  void a_log_that_ends_before_the_asked_offset_is_not_the_one_that_was_meant() {
    PartitionLog log = writer();
    long end = log.append(tail(1, "A"));
    assertThrows(AppendFailed.class, () -> log.replay(end + 1000, (_, _) -> {}));
  }
}

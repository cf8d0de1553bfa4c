package dev.onhand.inventory.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.onhand.inventory.codec.CommandBytes;
import dev.onhand.inventory.codec.Frame;
import dev.onhand.inventory.codec.FrameReader;
import dev.onhand.inventory.ledger.Commands;
import dev.onhand.inventory.ledger.LedgerLimits;
import dev.onhand.inventory.ledger.StockCommand;
import dev.onhand.inventory.partition.Tail.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionShardTest {
  private static final long AT_MS = 1_700_000_000_000L;

  private final PartitionShard shard =
      new PartitionShard(LedgerLimits.STANDARD, pool -> !pool.equals("ELSEWHERE"));
  private long offset;

  private void send(byte[] value) {
    shard.decide(Received.read(new CommandRecord(offset++, AT_MS, null, Map.of(), value)), AT_MS);
  }

  private void send(StockCommand command) {
    send(new CommandBytes().write(command));
  }

  private Tail append() {
    Tail tail = shard.batch().toTail();
    shard.appended(0);
    return tail;
  }

  private static Frame last(Tail tail) {
    return FrameReader.read(tail.frames().getLast().bytes());
  }

  @Test
  void nothing_received_leaves_nothing_to_append() {
    assertNull(shard.batch());
  }

  @Test
  void a_batch_is_one_frame_per_pool_that_tells_where_to_go_on() {
    send(new StockCommand.OpenPool(Commands.cause("1"), "EU"));
    send(new StockCommand.OpenPool(Commands.cause("2"), "US"));
    send(new StockCommand.DefineItem(Commands.cause("3"), "EU", "MUG", "Mug"));
    Tail tail = append();
    assertEquals(List.of("EU", "US"), tail.frames().stream().map(f -> f.pool()).toList());
    assertEquals(3, tail.nextCommandOffset());
    assertEquals(3, last(tail).nextCommandOffset());
    assertNull(shard.batch());
  }

  @Test
  void a_repeat_leaves_nothing_to_append_but_counts_as_done() {
    StockCommand open = new StockCommand.OpenPool(Commands.cause("1"), "EU");
    send(open);
    append();
    send(open);
    assertNull(shard.batch());
    assertEquals(2, shard.nextCommandOffset());
  }

  @Test
  void what_cannot_be_read_or_belongs_elsewhere_is_put_aside_and_the_next_is_decided() {
    send("not json".getBytes(StandardCharsets.UTF_8));
    send(new byte[] {1, 2, 3});
    send((byte[]) null);
    send(new StockCommand.OpenPool(Commands.cause("1"), "ELSEWHERE"));
    send(new StockCommand.DefineItem(Commands.cause("2"), "EU", "MUG", "Mug"));
    send(new StockCommand.DefineItem(Commands.cause("2"), "EU", "CAP", "Cap"));
    Tail tail = append();
    assertEquals(
        List.of("NOT_A_CLOUDEVENT", "MALFORMED_BYTES", "NO_DATA", "WRONG_PARTITION", "ID_REUSED"),
        tail.deadLetters().stream().map(DeadLetter::reason).toList());
    assertEquals(
        List.of(0L, 1L, 2L, 3L, 5L),
        tail.deadLetters().stream().map(DeadLetter::commandOffset).toList());
    assertEquals(1, last(tail).entries().size());
    assertEquals(6, last(tail).nextCommandOffset());
  }

  @Test
  void a_batch_of_dead_letters_only_still_tells_where_to_go_on() {
    send(new byte[0]);
    Tail tail = append();
    assertEquals(1, tail.deadLetters().size());
    assertEquals(new Frame("", 1, List.of()), last(tail));
  }

  @Test
  void a_long_batch_becomes_several_frames_and_the_last_tells_where_to_go_on() {
    for (int i = 0; i < 5000; i++) {
      send(new StockCommand.DefineItem(Commands.cause("i" + i), "EU", "SKU" + i, "An item"));
    }
    Tail tail = append();
    assertEquals(true, tail.frames().size() > 2);
    assertEquals(5000, last(tail).nextCommandOffset());
  }

  @Test
  void an_issuer_whose_clock_runs_ahead_does_not_move_the_time_of_the_pool() {
    var open = new StockCommand.OpenPool(Commands.cause("1"), "EU");
    byte[] value = new CommandBytes().write(open);
    shard.decide(
        Received.read(new CommandRecord(0, AT_MS + 86_400_000, null, Map.of(), value)), AT_MS);
    assertEquals(AT_MS, shard.ledgers().get("EU").lastAtMs());
  }

  @Test
  void who_waits_gets_an_answer_with_the_batch_also_to_a_repeat_and_to_a_refusal() {
    var waits = Map.of(Reply.REPLY_TO, "east/t1");
    byte[] open = new CommandBytes().write(new StockCommand.OpenPool(Commands.cause("1"), "EU"));
    shard.decide(Received.read(new CommandRecord(offset++, AT_MS, null, waits, open)), AT_MS);
    Reply first = append().replies().getFirst();
    assertEquals("east", first.to());
    assertEquals("t1", first.token());
    assertEquals("POOL_OPENED", first.outcome());
    assertEquals("EU", FrameReader.read(first.frame()).pool());

    shard.decide(Received.read(new CommandRecord(offset++, AT_MS, null, waits, open)), AT_MS);
    Tail repeated = append();
    assertEquals("POOL_OPENED", repeated.replies().getFirst().outcome());
    assertEquals(0, repeated.replies().getFirst().frame().length);
    assertEquals(2, last(repeated).nextCommandOffset());

    byte[] noCommand = {1};
    shard.decide(Received.read(new CommandRecord(offset++, AT_MS, null, waits, noCommand)), AT_MS);
    Tail refused = append();
    assertEquals(refused.deadLetters().getFirst().reason(), refused.replies().getFirst().outcome());
    assertNull(shard.batch());
  }

  @Test
  void an_address_that_is_none_gets_no_answer() {
    byte[] open = new CommandBytes().write(new StockCommand.OpenPool(Commands.cause("1"), "EU"));
    for (var address : List.of("", "east", "/t1", "x".repeat(500) + "/t1")) {
      var waits = Map.of(Reply.REPLY_TO, address);
      shard.decide(Received.read(new CommandRecord(offset++, AT_MS, null, waits, open)), AT_MS);
    }
    assertEquals(List.of(), append().replies());
  }
}

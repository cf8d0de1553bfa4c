package dev.onhand.inventory.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotInputTest {
  private static final String[] TEXTS = {
    "", "web", "DE", "größe", "nul\0", "\uD83D\uDE00", "a".repeat(31), "b".repeat(70_000)
  };

  private static SnapshotInput input(List<byte[]> chunks) {
    var next = chunks.iterator();
    return new SnapshotInput(() -> next.hasNext() ? next.next() : null);
  }

  @Test
  void every_value_is_read_as_it_was_written_wherever_the_chunks_end() throws IOException {
    long seed = System.nanoTime();
    System.out.println("SnapshotInputTest seed " + seed);
    var random = new Random(seed);
    var out = new SnapshotOutput();
    int[] kinds = random.ints(200_000, 0, 6).toArray();
    var values = new ArrayList<>();
    for (int kind : kinds) {
      values.add(write(kind, random, out));
    }
    List<byte[]> chunks = out.chunks(0);
    assertTrue(chunks.size() > 3);
    SnapshotInput in = input(chunks);
    for (int i = 0; i < kinds.length; i++) {
      assertEquals(values.get(i), read(kinds[i], in), "seed " + seed);
    }
    assertTrue(in.isAtEnd());
  }

  private static Object write(int kind, Random random, SnapshotOutput out) {
    long value = random.nextLong() >> random.nextInt(64);
    switch (kind) {
      case 0 -> out.fixed64(value);
      case 1 -> out.number(value);
      case 2 -> out.signed(value);
      case 3 -> out.octet((int) value & 0xFF);
      case 4 -> out.flag(value > 0);
      default -> {
        String text = TEXTS[random.nextInt(random.nextInt(1_000) == 0 ? 8 : 7)];
        out.text(text);
        return text;
      }
    }
    return kind == 3 ? (Object) (value & 0xFF) : kind == 4 ? (Object) (value > 0) : (Object) value;
  }

  private static Object read(int kind, SnapshotInput in) throws IOException {
    return switch (kind) {
      case 0 -> in.fixed64();
      case 1 -> in.number();
      case 2 -> in.signed();
      case 3 -> (long) in.octet();
      case 4 -> in.flag();
      default -> in.text();
    };
  }

  @Test
  void more_than_there_is_cannot_be_read() throws IOException {
    var out = new SnapshotOutput();
    out.number(1);
    SnapshotInput in = input(out.chunks(0));
    in.number();
    assertThrows(EOFException.class, in::number);
  }

  @Test
  void a_chunk_that_is_damaged_or_in_another_place_is_not_believed() {
    var one = new SnapshotOutput();
    one.fixed64(1);
    var other = new SnapshotOutput();
    other.fixed64(2);
    byte[] first = one.chunks(0).getFirst();
    byte[] second = other.chunks(1).getFirst();

    assertThrows(IOException.class, () -> input(List.of(second, first)).fixed64());
    first[3] ^= 1;
    assertThrows(IOException.class, () -> input(List.of(first)).fixed64());
    assertThrows(IOException.class, () -> input(List.of(new byte[3])).fixed64());
  }
}

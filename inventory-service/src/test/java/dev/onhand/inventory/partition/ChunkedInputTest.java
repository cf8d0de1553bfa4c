package dev.onhand.inventory.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkedInputTest {
  private static final String[] TEXTS = {
    "", "web", "DE", "größe", "nul\0", "\uD83D\uDE00", "a".repeat(31), "b".repeat(33)
  };

  @Test
  void every_value_is_read_as_a_stream_reads_it_wherever_the_chunks_end() throws IOException {
    long seed = System.nanoTime();
    System.out.println("ChunkedInputTest seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int[] kinds = random.ints(50, 0, 5).toArray();
      byte[] bytes = written(kinds, random);
      var chunks = cut(bytes, random);
      var ours = new ChunkedInput(chunks, bytes.length);
      var theirs = new DataInputStream(new ByteArrayInputStream(bytes));
      for (int kind : kinds) {
        switch (kind) {
          case 0 -> assertEquals(theirs.readLong(), ours.readLong());
          case 1 -> assertEquals(theirs.readInt(), ours.readInt());
          case 2 -> assertEquals(theirs.readByte(), ours.readByte());
          case 3 -> assertEquals(theirs.readBoolean(), ours.readBoolean());
          default -> assertEquals(theirs.readUTF(), ours.readUTF());
        }
      }
      assertTrue(ours.isAtEnd());
    }
  }

  @Test
  void more_than_there_is_cannot_be_read() {
    var input = new ChunkedInput(List.of(new byte[] {0, 0, 0, 0}, new byte[] {0, 0, 0, 0}), 6);
    assertThrows(EOFException.class, input::readLong);
  }

  private static byte[] written(int[] kinds, Random random) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    for (int kind : kinds) {
      switch (kind) {
        case 0 -> out.writeLong(random.nextLong());
        case 1 -> out.writeInt(random.nextInt());
        case 2 -> out.writeByte(random.nextInt());
        case 3 -> out.writeBoolean(random.nextBoolean());
        default -> out.writeUTF(TEXTS[random.nextInt(TEXTS.length)]);
      }
    }
    return bytes.toByteArray();
  }

  private static List<byte[]> cut(byte[] bytes, Random random) {
    List<byte[]> chunks = new ArrayList<>();
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + 1 + random.nextInt(20));
      chunks.add(Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
    return chunks;
  }
}

package dev.onhand.inventory.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlabTest {
  private static final int WORDS = 3;

  @Test
  void rows_keep_their_numbers_while_others_come_and_go() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Slab slab = new Slab(WORDS);
    Map<Integer, long[]> expected = new HashMap<>();
    List<Integer> rows = new ArrayList<>();
    for (int step = 0; step < 200_000; step++) {
      boolean grows = step % 40_000 < 25_000;
      if (rows.isEmpty() || random.nextInt(10) < (grows ? 7 : 2)) {
        int row = slab.take();
        assertNull(expected.get(row), "given twice, seed " + seed);
        rows.add(row);
        write(slab, row, expected.computeIfAbsent(row, _ -> new long[WORDS]), random);
      } else if (random.nextBoolean()) {
        int row = rows.get(random.nextInt(rows.size()));
        write(slab, row, expected.get(row), random);
      } else {
        int row = takeOut(rows, random);
        expected.remove(row);
        slab.free(row);
      }
      assertEquals(rows.size(), slab.size(), "seed " + seed);
    }
    expected.forEach(
        (row, numbers) -> {
          for (int word = 0; word < WORDS; word++) {
            assertEquals(numbers[word], slab.get(row, word), "seed " + seed);
            assertEquals((int) (numbers[word] >>> 32), slab.upper(row, word), "seed " + seed);
            assertEquals((int) numbers[word], slab.lower(row, word), "seed " + seed);
          }
        });
  }

  @Test
  void rows_that_were_freed_are_used_before_new_ones() {
    Slab slab = new Slab(1);
    int first = slab.take();
    int second = slab.take();
    slab.free(first);
    slab.free(second);
    assertEquals(second, slab.take());
    assertEquals(first, slab.take());
    assertEquals(2, slab.take());
    assertEquals(3, slab.end());
  }

  private static void write(Slab slab, int row, long[] numbers, Random random) {
    for (int word = 0; word < WORDS; word++) {
      long number = random.nextLong();
      switch (random.nextInt(4)) {
        case 0 -> slab.set(row, word, number);
        case 1 -> slab.set(row, word, (int) (number >>> 32), (int) number);
        case 2 -> {
          slab.set(row, word, ~number);
          slab.setUpper(row, word, (int) (number >>> 32));
          slab.setLower(row, word, (int) number);
        }
        default -> {
          slab.setLower(row, word, (int) number);
          slab.setUpper(row, word, (int) (number >>> 32));
        }
      }
      numbers[word] = number;
    }
  }

  private static int takeOut(List<Integer> rows, Random random) {
    int at = random.nextInt(rows.size());
    int row = rows.get(at);
    rows.set(at, rows.getLast());
    rows.removeLast();
    return row;
  }
}

package dev.onhand.inventory.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;

class HashIndexTest {

  @RepeatedTest(5)
  void every_number_is_found_by_its_hash_and_none_that_was_taken_out() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    HashIndex index = new HashIndex();
    Map<Integer, Set<Integer>> model = new HashMap<>();
    for (int number = 0; number < 20_000; number++) {
      // Few hashes, in a few places: they get in each other's way.
      int hash = random.nextInt(40) << 28 | random.nextInt(500);
      Set<Integer> same = model.computeIfAbsent(hash, _ -> new HashSet<>());
      if (same.isEmpty() || random.nextInt(5) < 3) {
        index.add(hash, number);
        same.add(number);
      } else {
        int gone = same.iterator().next();
        index.remove(hash, gone);
        same.remove(gone);
      }
      assertEquals(same, found(index, hash), "seed " + seed);
    }
    model.forEach((hash, same) -> assertEquals(same, found(index, hash), "seed " + seed));
  }

  private static Set<Integer> found(HashIndex index, int hash) {
    Set<Integer> found = new HashSet<>();
    for (int slot = index.first(hash); slot >= 0; slot = index.next(slot, hash)) {
      found.add(index.number(slot));
    }
    return found;
  }
}

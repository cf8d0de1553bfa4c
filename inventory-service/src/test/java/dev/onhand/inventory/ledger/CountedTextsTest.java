package dev.onhand.inventory.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CountedTextsTest {
  private record Use(int number, String text) {}

  @Test
  void a_text_has_one_number_for_as_long_as_somebody_uses_it() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    CountedTexts texts = new CountedTexts();
    List<Use> uses = new ArrayList<>();
    for (int step = 0; step < 100_000; step++) {
      if (uses.isEmpty() || random.nextInt(10) < (step % 20_000 < 12_000 ? 7 : 2)) {
        // Few that come often, many that come once; never the same instance.
        int number = random.nextBoolean() ? random.nextInt(5) : random.nextInt(50_000);
        String text = "line " + number;
        uses.add(new Use(texts.use(text), text));
      } else {
        int at = random.nextInt(uses.size());
        texts.release(uses.get(at).number());
        uses.set(at, uses.getLast());
        uses.removeLast();
      }
    }
    var numbers = new HashSet<Integer>();
    var different = new HashSet<String>();
    for (Use use : uses) {
      assertEquals(use.text(), texts.text(use.number()), "seed " + seed);
      numbers.add(use.number());
      different.add(use.text());
    }
    assertEquals(different.size(), numbers.size(), "seed " + seed);
    assertEquals(different.size(), texts.size(), "seed " + seed);
    uses.forEach(use -> texts.release(use.number()));
    assertEquals(0, texts.size(), "seed " + seed);
  }

  @Test
  void no_text_and_the_empty_text_cost_nothing() {
    CountedTexts texts = new CountedTexts();
    assertNull(texts.text(texts.use(null)));
    assertEquals("", texts.text(texts.use("")));
    texts.release(texts.use(null));
    texts.release(texts.use(""));
    assertEquals("", texts.text(texts.use("")));
    assertEquals(0, texts.size());
  }
}

package dev.onhand.inventory.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidTextTest {
  private final long[] bits = new long[2];

  @Test
  void text_and_bits_say_the_same() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      assertTrue(UuidText.parse(id.toString(), bits));
      assertEquals(id, new UUID(bits[0], bits[1]));
      assertEquals(id.toString(), UuidText.of(bits[0], bits[1]));
    }
  }

  @Test
  void only_lower_case_digits_and_hyphens_in_their_places_count() {
    String good = "01234567-89ab-cdef-fedc-ba9876543210";
    for (int at = 0; at < good.length(); at++) {
      for (char c = 0; c < 0x300; c++) {
        String text = good.substring(0, at) + c + good.substring(at + 1);
        boolean isOne = text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertEquals(isOne, UuidText.parse(text, bits), text);
      }
    }
    assertFalse(UuidText.parse(good.substring(1), bits));
    assertFalse(UuidText.parse(good + "0", bits));
    assertFalse(UuidText.parse("", bits));
  }
}

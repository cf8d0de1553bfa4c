package dev.onhand.inventory.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

  @Test
  void every_instant_is_read_as_java_writes_it() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(-62_200_000_000L, 253_500_000_000L);
      int nano = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000);
      Instant instant = Instant.ofEpochSecond(second, nano);
      String text = instant.toString();
      assertEquals(instant.toEpochMilli(), InstantText.ms(text), text + ", seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-02T12:00:00.1Z",
        "2026-03-02T12:00:00.12Z",
        "2026-03-02T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "2026-03-02T12:00:00+01:00",
        "+12026-03-02T12:00:00Z"
      })
  void what_java_reads_is_read_alike(String text) {
    assertEquals(Instant.parse(text).toEpochMilli(), InstantText.ms(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "2026-03-02T12:00:00",
        "2026-02-29T12:00:00Z",
        "2026-13-02T12:00:00Z",
        "2026-03-02T25:00:00Z",
        "2026-03-02T12:60:00Z",
        "2026-03-02T12:00:00.1234567890Z",
        "2026-03-02T12:00:0aZ",
        "2026-03-02 12:00:00Z",
        "２026-03-02T12:00:00Z"
      })
  void what_is_no_instant_is_refused(String text) {
    assertThrows(DateTimeException.class, () -> Instant.parse(text));
    assertThrows(DateTimeException.class, () -> InstantText.ms(text));
  }
}

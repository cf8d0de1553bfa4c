package dev.onhand.inventory.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.inventory.ledger.Cause;
import dev.onhand.inventory.ledger.StockCommand.ReserveStock;
import dev.onhand.testkit.Contracts;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReserveJsonTest {
  private static final Cause CAUSE = new Cause("m", "m", "somebody", 1);
  private static final String SAMPLE = Contracts.sample("inventory-service", "ReserveStock.v1");

  private static ReserveStock quickly(String json) {
    return ReserveJson.read(CAUSE, json.getBytes(UTF_8));
  }

  @Test
  void the_sample_of_the_contract_takes_the_short_way() {
    assertNotNull(quickly(SAMPLE));
    assertEquals(
        CommandJson.read(CommandJson.RESERVE, CAUSE, SAMPLE.getBytes(UTF_8)), quickly(SAMPLE));
  }

  /// Bytes are changed, taken out, doubled: what the short way reads, the long way reads alike.
  @Test
  void whatever_it_reads_means_the_same_on_the_long_way() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] sample = SAMPLE.getBytes(UTF_8);
    int read = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] changed = changed(sample, random);
      ReserveStock quick = ReserveJson.read(CAUSE, changed);
      if (quick != null) {
        read++;
        assertEquals(
            CommandJson.read(CommandJson.RESERVE, CAUSE, changed),
            quick,
            () -> new String(changed, UTF_8) + ", seed " + seed);
      }
    }
    assertTrue(read > 1_000, read + " read, seed " + seed);
  }

  private static byte[] changed(byte[] json, Random random) {
    int from = random.nextInt(json.length);
    int to = from + random.nextInt(Math.min(json.length - from, 40));
    String before = new String(json, 0, from, UTF_8);
    String part = new String(json, from, to - from, UTF_8);
    String behind = new String(json, to, json.length - to, UTF_8);
    return switch (random.nextInt(5)) {
      case 0 -> (before + behind).getBytes(UTF_8);
      case 1 -> (before + part + part + behind).getBytes(UTF_8);
      case 2 -> (before + part).getBytes(UTF_8);
      default -> {
        byte[] other = json.clone();
        other[from] = (byte) " \t\n\"\\{}[],:019-.eE+nté\0aZ".charAt(random.nextInt(25));
        yield other;
      }
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{} ",
        "[]",
        "{\"pool\"",
        "{\"pool\":",
        "{\"pool\":\"",
        "{\"pool\":\"eu\"}",
        "{\"lines\":[",
        "{\"lines\":[]}",
        "{\"priority\":",
        "{\"expiresAt\":\""
      })
  void it_gives_up_at_what_is_not_whole(String json) {
    assertNull(quickly(json));
  }

  @Test
  void it_gives_up_at_what_needs_a_closer_look() {
    assertNull(quickly(SAMPLE.replace("\"eu\"", "\"e\\u0075\"")));
    assertNull(quickly(SAMPLE.replace("\"eu\"", "\"é\"")));
    assertNull(quickly(SAMPLE.replace("\"eu\"", "null")));
    assertNull(quickly(SAMPLE + "\0"));
    assertNull(quickly(SAMPLE + "{}"));
  }
}

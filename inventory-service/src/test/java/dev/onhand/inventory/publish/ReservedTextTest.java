package dev.onhand.inventory.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.inventory.ledger.StockEvent.Candidate;
import dev.onhand.inventory.ledger.StockEvent.Verdict;
import dev.onhand.inventory.publish.StockMessages.Reserved;
import dev.onhand.inventory.publish.StockMessages.Units;
import dev.onhand.platform.message.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservedTextTest {
  private static final Instant AT = Instant.parse("2026-03-02T12:00:00.120Z");
  private static final List<Candidate> EXPLANATION =
      List.of(new Candidate("WH-A0", Verdict.CHOSEN), new Candidate("WH-B0", Verdict.SHORT));

  private final ReservedText text = new ReservedText();

  @Test
  void a_promise_is_written_as_the_platform_writes_it() {
    assertIsWrittenTheSame(
        new Reserved(
            "r-1",
            "o-1",
            "eu",
            List.of(
                new Units("1", "A-1", "WH-A0", null, 1), new Units("2", "A-2", "WH-A0", "L7", 12)),
            null,
            3,
            EXPLANATION,
            AT.plusSeconds(60),
            AT));
  }

  @Test
  void what_must_be_escaped_is() {
    assertIsWrittenTheSame(
        new Reserved(
            "r\"1\\",
            "größe\n",
            "東京",
            List.of(new Units("\t", "😀", "WH/A0", null, Long.MAX_VALUE)),
            null,
            0,
            List.of(),
            null,
            AT));
  }

  private void assertIsWrittenTheSame(Reserved reserved) {
    // twice: what was written before has no influence
    for (int i = 0; i < 2; i++) {
      assertEquals(Json.write(reserved), new String(text.write(reserved), UTF_8));
    }
  }
}

package dev.onhand.local.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.local.stack.Http;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShopTest {
  @Test
  void a_webhook_is_signed_over_its_bytes() {
    // The example of RFC 2104's successors: HMAC-SHA256("key", "The quick brown fox ...").
    var text = "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.UTF_8);
    assertEquals("97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg=", Shop.signature("key", text));
  }

  @Test
  void an_answer_is_told_by_its_outcome_and_reason() {
    assertEquals("ORDER", Shop.outcome(new Http.Answer(200, "{\"kind\":\"ORDER\"}")));
    assertEquals(
        "REFUSED NO_LINES",
        Shop.outcome(new Http.Answer(202, "{\"kind\":\"REFUSED\",\"reason\":\"NO_LINES\"}")));
    assertEquals("HTTP 401", Shop.outcome(new Http.Answer(401, "")));
  }
}

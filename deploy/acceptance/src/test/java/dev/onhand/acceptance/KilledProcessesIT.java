package dev.onhand.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Processes that are killed in the middle of a day, without a chance to say anything.
@Order(5)
@ExtendWith(RunningStack.Resolver.class)
class KilledProcessesIT {

  private static final Pattern SETTLED = Pattern.compile("settled (\\d+) ");
  private static final int SETTLED_BEFORE = 10;

  private final RunningStack stack;

  KilledProcessesIT(RunningStack stack) {
    this.stack = stack;
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "order-service inventory-service",
        "kafka",
        "postgres connect ledger-service fulfillment-service"
      })
  void a_day_in_which_processes_are_killed_ends_as_if_none_had_been(String processes) {
    var day = stack.start("demo", "--count", "60", "--seed", "11", "--json");
    try {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> !day.process().isAlive() || settled(day.said()) >= SETTLED_BEFORE);
      for (var process : processes.split(" ")) {
        stack.kill(process);
      }
      stack.run("up").assertExit(0);
      var ran = day.end(Duration.ofMinutes(4));
      ran.assertExit(0);
      assertEquals("ok", ran.json().path("verify").asText(), ran::toString);
    } finally {
      day.process().destroyForcibly();
    }
  }

  private static int settled(String said) {
    return SETTLED
        .matcher(said)
        .results()
        .mapToInt(r -> Integer.parseInt(r.group(1)))
        .max()
        .orElse(0);
  }
}

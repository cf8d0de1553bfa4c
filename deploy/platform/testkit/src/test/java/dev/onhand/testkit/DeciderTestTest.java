package dev.onhand.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.RejectionReason;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/// The kit tested on a door that can be opened and locked.
class DeciderTestTest extends DeciderTest<String, String, String> {

  private static final AtomicInteger TOSSED = new AtomicInteger();

  enum Refusal implements RejectionReason {
    LOCKED
  }

  DeciderTestTest() {
    super("shut", DeciderTestTest::decide, (_, event) -> event);
  }

  private static Decision<String> decide(String command, String state) {
    return switch (command) {
      case "open" ->
          switch (state) {
            case "locked" -> Decision.reject(Refusal.LOCKED, "unlock it first");
            case "opened" -> Decision.accept();
            default -> Decision.accept("opened");
          };
      case "slam" -> Decision.accept("opened", "shut");
      default -> Decision.accept("tossed " + TOSSED.incrementAndGet());
    };
  }

  @Test
  void the_events_that_follow_are_compared_in_order() {
    given().when("slam").then("opened", "shut");
    assertThrows(AssertionFailedError.class, () -> given().when("slam").then("shut", "opened"));
  }

  @Test
  void a_refusal_is_compared_by_its_reason() {
    given("locked").when("open").thenRejected(Refusal.LOCKED);
    assertThrows(
        AssertionFailedError.class, () -> given().when("open").thenRejected(Refusal.LOCKED));
  }

  @Test
  void a_refusal_is_not_taken_for_nothing_happened() {
    assertThrows(AssertionFailedError.class, () -> given("locked").when("open").thenNothing());
  }

  @Test
  void a_repeat_says_nothing_new() {
    given().when("open").then("opened").thenTheSameAgainSaysNothing();
    assertThrows(
        AssertionFailedError.class,
        () -> given().when("slam").then("opened", "shut").thenTheSameAgainSaysNothing());
  }

  @Test
  void the_state_after_the_answer_can_be_looked_at() {
    given("opened").when("slam").thenState(state -> assertEquals("shut", state));
  }

  @Test
  void a_decision_left_to_chance_is_found() {
    assertThrows(AssertionFailedError.class, () -> given().when("toss"));
  }
}

package dev.onhand.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(1)
@ExtendWith(RunningStack.Resolver.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {

  private final RunningStack stack;

  DemoIT(RunningStack stack) {
    this.stack = stack;
  }

  @Test
  @Order(1)
  void a_small_business_day_ends_with_books_that_balance_and_a_clean_audit() {
    var ran = stack.run("demo", "--count", "120", "--seed", "7", "--json");
    ran.assertExit(0);
    var day = ran.json();
    assertEquals("ok", day.path("verify").asText(), ran::toString);
    assertEquals("balanced", day.path("trialBalance").asText(), ran::toString);
    assertTrue(day.path("orders").asInt() >= 100, ran::toString);
    assertTrue(day.path("ordersPerSecond").asDouble() > 0, ran::toString);
  }

  @Test
  @Order(2)
  void the_auditor_names_every_invariant_and_has_looked_at_something() {
    var verdict = stack.verify(0);
    var ids = new StringBuilder();
    for (var invariant : verdict.path("invariants")) {
      ids.append(invariant.path("id").asText());
      assertTrue(invariant.path("checked").asLong() > 0, invariant::toString);
      assertTrue(invariant.path("ok").asBoolean(), invariant::toString);
    }
    assertEquals("ABCDEFGHI", ids.toString());
  }
}

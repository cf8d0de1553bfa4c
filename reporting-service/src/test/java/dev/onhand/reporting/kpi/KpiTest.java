package dev.onhand.reporting.kpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class KpiTest {
  private static final String WHOLE =
      """
      -- kpi: return-rate
      -- version: 2
      -- name: Return rate
      -- unit: ratio
      -- clock: ship cohort
      -- denominator: units shipped
      -- exclusions: none
      select 1
      """;

  @Test
  void a_definition_says_clock_denominator_and_exclusions() {
    var kpi = Kpi.parse("return-rate.v2", WHOLE);
    assertEquals("ship cohort", kpi.clock());
    assertEquals(2, kpi.version());
  }

  @Test
  void a_definition_that_leaves_something_unsaid_is_refused() {
    var without = WHOLE.replace("-- denominator: units shipped\n", "");
    assertThrows(IllegalStateException.class, () -> Kpi.parse("return-rate.v2", without));
  }

  @Test
  void a_file_is_named_after_what_it_defines() {
    assertThrows(IllegalStateException.class, () -> Kpi.parse("return-rate.v1", WHOLE));
  }
}

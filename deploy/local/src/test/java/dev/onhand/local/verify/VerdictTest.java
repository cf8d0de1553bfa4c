package dev.onhand.local.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Finding GOOD = new Finding("A", "stock", 5, true, null, 0);
  private static final Finding BAD = new Finding("C", "books", 5, false, "entry e1", 2);

  private static Verdict verdict(Finding... findings) {
    boolean ok = List.of(findings).stream().allMatch(Finding::ok);
    return new Verdict(ok, List.of(), List.of(findings), 10, 1.5);
  }

  private static Verdict lagging() {
    return new Verdict(false, List.of("group order-service (3 messages)"), List.of(), 0, 60);
  }

  @Test
  void exit_codes_tell_agreement_divergence_and_unrest_apart() {
    assertEquals(0, verdict(GOOD).exitCode());
    assertEquals(1, verdict(GOOD, BAD).exitCode());
    assertEquals(2, lagging().exitCode());
  }

  @Test
  void a_summary_is_ok_or_names_what_diverges() {
    assertEquals("ok", verdict(GOOD).summary());
    assertEquals("C", verdict(GOOD, BAD).summary());
    assertEquals("not drained", lagging().summary());
  }

  @Test
  void the_json_form_has_the_first_divergence_of_each_invariant() {
    var json = Verify.json(verdict(GOOD, BAD));
    assertEquals(false, json.path("ok").asBoolean());
    assertTrue(json.at("/invariants/0/firstDivergence").isNull());
    assertEquals("entry e1", json.at("/invariants/1/firstDivergence").asText());
    assertEquals(5, json.at("/invariants/1/checked").asInt());
  }

  @Test
  void the_table_names_who_lags_or_what_diverges() {
    assertTrue(VerdictTable.of(lagging()).contains("group order-service (3 messages)"));
    assertTrue(VerdictTable.of(verdict(GOOD, BAD)).contains("first divergence of C: entry e1"));
  }
}

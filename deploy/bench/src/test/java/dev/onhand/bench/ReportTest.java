package dev.onhand.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void a_rate_is_judged_from_below_and_a_time_from_above() {
    assertEquals("below must", Result.atLeast("flow", 149, "orders/s", 150, 500).reached());
    assertEquals("must", Result.atLeast("flow", 150, "orders/s", 150, 500).reached());
    assertEquals("aim", Result.atMost("up", 20, "s", 45, 20).reached());
    assertEquals("below must", Result.atMost("up", 46, "s", 45, 20).reached());
  }

  @Test
  void a_result_with_a_ratio_is_judged_by_it() {
    var result = new Result("zipf-vs-copy", 600_000, "orders/s", "copy", 0.7, 0.5, 0.9, false);
    assertEquals("must", result.reached());
  }

  @Test
  void the_last_line_is_one_json_object_with_the_verdict() {
    var report =
        new Report("flow", List.of(Result.atLeast("flow", 160, "orders/s", 150, 500)), "ok");
    var out = new ByteArrayOutputStream();
    report.print(new PrintStream(out, true, StandardCharsets.UTF_8), true);
    var json = out.toString(StandardCharsets.UTF_8);
    assertTrue(json.startsWith("{\"bench\":\"flow\",\"machine\":"), json);
    assertTrue(json.contains("\"value\":160.0"), json);
    assertTrue(json.strip().endsWith("\"verify\":\"ok\"}"), json);
  }

  @Test
  void a_report_without_a_clean_verdict_is_not_clean() {
    assertFalse(new Report("flow", List.of(), "A C").isClean());
  }
}

package dev.onhand.ledger.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Function;

/// Runs a table of `what happens -> what is booked`, line by line, and compares the whole text: a
/// failure shows the table as it came out. What follows `#` is for the reader.
public final class TextTable {

  private TextTable() {}

  public static void check(String table, Function<String, String> step) {
    StringBuilder expected = new StringBuilder();
    StringBuilder actual = new StringBuilder();
    for (String written : table.strip().lines().toList()) {
      String line = written.replaceFirst("#.*", "").strip();
      if (line.isEmpty()) {
        continue;
      }
      String[] sides = line.split("->");
      String happens = sides[0].strip();
      expected.append(happens).append(" -> ").append(sides[1].strip()).append('\n');
      actual.append(happens).append(" -> ").append(step.apply(happens)).append('\n');
    }
    assertEquals(expected.toString(), actual.toString());
  }
}

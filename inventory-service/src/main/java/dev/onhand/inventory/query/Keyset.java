package dev.onhand.inventory.query;

import dev.onhand.platform.http.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/// The place in a list that a page goes on from, opaque to the caller.
public final class Keyset {
  private Keyset() {}

  public static String write(String columns) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(columns.getBytes(StandardCharsets.UTF_8));
  }

  /// So many columns; all empty, which is before everything, when there is no `after`.
  public static List<String> read(String after, int columns) {
    if (after == null) return Collections.nCopies(columns, "");
    try {
      var text = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
      var read = List.of(text.split("\n", -1));
      if (read.size() == columns) return read;
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
    throw unreadable();
  }

  /// A column that is a number; 0 where it is empty.
  public static long number(String column) {
    try {
      return column.isEmpty() ? 0 : Long.parseLong(column);
    } catch (NumberFormatException e) {
      throw unreadable();
    }
  }

  private static RuntimeException unreadable() {
    return Problems.invalid("after", "send the next of the page before");
  }
}

package dev.onhand.returns;

import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import java.util.List;

/// The shapes of fields in requests and messages, and their bounds.
public final class Field {
  public static final int ID_LENGTH_MAX = 200;
  public static final int SKU_LENGTH_MAX = 255;
  public static final int TEXT_LENGTH_MAX = 500;
  public static final int LINES_MAX = 1_000;
  public static final long QUANTITY_MAX = 1_000_000_000L;

  private Field() {}

  public static String id(String field, String value) {
    return text(field, value, ID_LENGTH_MAX);
  }

  public static String sku(String field, String value) {
    return text(field, value, SKU_LENGTH_MAX);
  }

  /// Not blank, not longer than `lengthMax`, and nothing in it that no database or screen shows.
  public static String text(String field, String value, int lengthMax) {
    Require.text(field, value);
    if (value.length() > lengthMax) {
      throw new InvalidMessage("TOO_LONG", field, "send at most " + lengthMax + " characters");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidMessage("INVALID_TEXT", field, "send no control characters");
    }
    return value;
  }

  public static long quantity(String field, long value) {
    Require.positive(field, value);
    if (value > QUANTITY_MAX) {
      throw new InvalidMessage("OUT_OF_RANGE", field, "send at most " + QUANTITY_MAX);
    }
    return value;
  }

  public static <T> List<T> lines(String field, List<T> values) {
    var lines = Require.some(field, values);
    if (lines.size() > LINES_MAX) {
      throw new InvalidMessage("TOO_MANY_LINES", field, "send at most " + LINES_MAX);
    }
    return lines;
  }
}

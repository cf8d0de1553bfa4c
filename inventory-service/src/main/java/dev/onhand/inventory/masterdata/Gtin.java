package dev.onhand.inventory.masterdata;

import dev.onhand.platform.message.InvalidMessage;
import java.util.regex.Pattern;

/// Global trade item numbers of GS1: 8, 12, 13 or 14 digits, the last one checks the others.
final class Gtin {
  private static final Pattern DIGITS = Pattern.compile("\\d{8}|\\d{12,14}");

  private Gtin() {}

  /// @throws InvalidMessage if it is none; null passes
  static void check(String field, String gtin) {
    if (gtin == null) return;
    if (!DIGITS.matcher(gtin).matches()) {
      throw new InvalidMessage("SCHEMA_VIOLATION", field, "send 8, 12, 13 or 14 digits");
    }
    int last = gtin.charAt(gtin.length() - 1) - '0';
    int right = checkDigit(gtin);
    if (last != right) {
      throw new InvalidMessage(
          "SCHEMA_VIOLATION", field, "the check digit of " + gtin + " would be " + right);
    }
  }

  private static int checkDigit(String gtin) {
    int sum = 0;
    for (int i = gtin.length() - 2, weight = 3; i >= 0; i--, weight = 4 - weight) {
      sum += weight * (gtin.charAt(i) - '0');
    }
    return (10 - sum % 10) % 10;
  }
}

package dev.onhand.fulfillment.fulfillmentorder;

import java.util.regex.Pattern;

/// GS1 Serial Shipping Container Code: extension digit, company prefix and serial (16 digits
/// together), check digit. `digits` are all 18.
record Sscc(String digits) {
  private static final int LENGTH = 18;
  private static final Pattern DIGITS = Pattern.compile("\\d{18}");
  private static final Pattern PREFIX = Pattern.compile("\\d{4,12}");
  private static final char EXTENSION = '3';

  Sscc {
    if (!isValid(digits)) throw new IllegalArgumentException("not an SSCC: " + digits);
  }

  /// The SSCC of a company's n-th package. Serials start again when they no longer fit beside the
  /// prefix: GS1 allows a number to be used again after a year.
  static Sscc of(String companyPrefix, long serial) {
    if (!PREFIX.matcher(companyPrefix).matches() || serial < 0) {
      throw new IllegalArgumentException("no GS1 company prefix and serial: " + companyPrefix);
    }
    int places = LENGTH - 2 - companyPrefix.length();
    long room = 1;
    for (int i = 0; i < places; i++) room *= 10;
    var body = EXTENSION + companyPrefix + ("%0" + places + "d").formatted(serial % room);
    return new Sscc(body + checkDigit(body));
  }

  static boolean isValid(String text) {
    return text != null
        && DIGITS.matcher(text).matches()
        && text.charAt(LENGTH - 1) == checkDigit(text.substring(0, LENGTH - 1));
  }

  /// GS1 General Specifications 7.9: weights 3 and 1 by turns, from the right, up to the next ten.
  private static char checkDigit(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int weight = (body.length() - i) % 2 == 1 ? 3 : 1;
      sum += weight * (body.charAt(i) - '0');
    }
    return (char) ('0' + (10 - sum % 10) % 10);
  }
}

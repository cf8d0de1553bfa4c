package dev.onhand.inventory.codec;

import java.time.Instant;
import java.time.LocalDate;

/// Reads instants such as `2026-03-02T12:00:00.123Z`, without `Instant`'s general and slow parser
/// where they are in this form.
final class InstantText {
  private static final int SECONDS_LENGTH = 19;
  private static final int FRACTION_DIGITS_MAX = 9;
  private static final int BAD = -1;

  private InstantText() {}

  /// Milliseconds since 1970; parts of them are cut off.
  ///
  /// @throws java.time.DateTimeException if it is no instant
  /// @throws ArithmeticException if it is too far away
  static long ms(String text) {
    int length = text.length();
    if (length <= SECONDS_LENGTH
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(length - 1) != 'Z') {
      return Instant.parse(text).toEpochMilli();
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, SECONDS_LENGTH);
    int ms = fraction(text, length - 1);
    // Hour 24 and leap seconds are left to those who know them.
    if ((year | month | day | hour | minute | second | ms) < 0
        || hour > 23
        || minute > 59
        || second > 59) {
      return Instant.parse(text).toEpochMilli();
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return ((days * 24 + hour) * 60 + minute) * 60_000L + second * 1_000L + ms;
  }

  private static int fraction(String text, int end) {
    if (end == SECONDS_LENGTH) {
      return 0;
    }
    int digits = end - SECONDS_LENGTH - 1;
    if (text.charAt(SECONDS_LENGTH) != '.' || digits < 1 || digits > FRACTION_DIGITS_MAX) {
      return BAD;
    }
    int fraction = number(text, SECONDS_LENGTH + 1, end);
    for (; digits < 3; digits++) {
      fraction *= 10;
    }
    for (; digits > 3; digits--) {
      fraction /= 10;
    }
    return fraction;
  }

  /// Negative if there is anything but digits.
  private static int number(String text, int from, int to) {
    int number = 0;
    int bad = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      bad |= digit | 9 - digit;
      number = number * 10 + digit;
    }
    return bad < 0 ? BAD : number;
  }
}

package dev.onhand.order.channel;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;

/// Values as X12 writes them, and what its partners leave out.
final class X12Values {
  private static final int TEXT_LENGTH_MAX = 500;
  private static final Pattern DATE = Pattern.compile("[12][0-9]{7}");
  private static final Pattern SHORT_DATE = Pattern.compile("[0-9]{6}");
  private static final Pattern TIME = Pattern.compile("[0-9]{4,8}");
  private static final Pattern US_ZIP = Pattern.compile("[0-9]{5}(-?[0-9]{4})?");
  private static final Pattern CA_ZIP = Pattern.compile("[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]");

  /// Whose number of the item, ours first; then those of its trade, then the buyer's.
  private static final List<String> QUALIFIERS =
      List.of(
          "VN", "VP", "VA", "VC", "SK", "MG", "MF", "UP", "UI", "UA", "EN", "EO", "UK", "BP", "IN",
          "PI", "CB");

  private X12Values() {}

  /// The number of a line's item, by the first qualifier that has one; null when none has.
  static String itemNumber(X12Reader.Segment s) {
    for (var qualifier : QUALIFIERS) {
      for (int i = 6; i < s.elements().size(); i += 2) {
        if (s.element(i).equals(qualifier) && !s.element(i + 1).isBlank()) return s.element(i + 1);
      }
    }
    return null;
  }

  /// CCYYMMDD; versions before 4010 write YYMMDD, of this century. Null when it is no date.
  static LocalDate dateOrNull(String text) {
    var whole = SHORT_DATE.matcher(text).matches() ? "20" + text : text;
    if (!DATE.matcher(whole).matches()) return null;
    try {
      return LocalDate.parse(whole, DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /// HHMM, with or without seconds and parts of them; midnight when it is no time.
  static Duration time(String text) {
    if (!TIME.matcher(text).matches()) return Duration.ZERO;
    var seconds = text.length() >= 6 ? Integer.parseInt(text.substring(4, 6)) : 0;
    return Duration.ofHours(Integer.parseInt(text.substring(0, 2)))
        .plusMinutes(Integer.parseInt(text.substring(2, 4)))
        .plusSeconds(seconds);
  }

  /// At most as long as a text may be; null when there is none.
  static String shortened(String text) {
    if (text.isBlank()) return null;
    return text.length() <= TEXT_LENGTH_MAX ? text : text.substring(0, TEXT_LENGTH_MAX);
  }

  /// The country is left out of addresses in the United States and Canada.
  static String country(String named, String postalCode) {
    if (!named.isBlank()) return named;
    if (US_ZIP.matcher(postalCode).matches()) return "US";
    return CA_ZIP.matcher(postalCode).matches() ? "CA" : null;
  }
}

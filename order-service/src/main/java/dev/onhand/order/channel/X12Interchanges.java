package dev.onhand.order.channel;

import java.util.ArrayList;
import java.util.List;

/// Takes a transmission of several interchanges apart, so that a broken one does not take the
/// others with it. Only what the fixed places of the ISA segment say is used: the parser checks the
/// rest of each by itself.
final class X12Interchanges {
  private static final int ISA_LENGTH = 106;
  private static final int ELEMENT_AT = 3;
  private static final int TERMINATOR_AT = 105;
  private static final String BEGIN = "ISA";
  private static final String END = "IEA";

  private X12Interchanges() {}

  /// The texts of the interchanges; the whole text when it does not come apart.
  static List<String> split(String text) {
    var all = new ArrayList<String>();
    int from = skipBlank(text, 0);
    while (from + ISA_LENGTH <= text.length() && text.startsWith(BEGIN, from)) {
      int end = end(text, from);
      if (end < 0) break;
      all.add(text.substring(from, end));
      from = skipBlank(text, end);
    }
    if (from < text.length() || all.isEmpty()) all.add(text.substring(from));
    return all;
  }

  /// Behind the trailer of the interchange that begins at `from`; -1 when it has none.
  private static int end(String text, int from) {
    var element = text.charAt(from + ELEMENT_AT);
    var terminator = text.charAt(from + TERMINATOR_AT);
    for (int at = from + TERMINATOR_AT; at >= 0; at = text.indexOf(terminator, at + 1)) {
      int next = skipBlank(text, at + 1);
      if (text.startsWith(BEGIN + element, next)) return -1; // it was cut off: the next begins
      if (!text.startsWith(END + element, next)) continue;
      int end = text.indexOf(terminator, next);
      return end < 0 ? -1 : end + 1;
    }
    return -1;
  }

  private static int skipBlank(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
    return at;
  }
}

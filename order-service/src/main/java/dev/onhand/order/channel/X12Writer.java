package dev.onhand.order.channel;

import io.xlate.edi.stream.EDIStreamValidationError;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// An interchange that answers another: from its receiver back to its sender, in its version, with
/// marks of our own.
final class X12Writer {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyMMdd");
  private static final DateTimeFormatter LONG_DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm");
  private static final Pattern FIELD = Pattern.compile("([A-Z][A-Z0-9]{1,2})([0-9]{2})");
  private static final int DATE_LENGTH = 6;

  /// From this version on ISA11 is the mark that parts repetitions; before, a standard's name.
  private static final String REPETITIONS = "00402";

  private final List<String> segments = new ArrayList<>();
  private final X12Reader.Segment isa;
  private final Instant now;
  private final String number;
  private int groups;

  /// `isa` is that of the interchange answered.
  X12Writer(X12Reader.Segment isa, Instant now, long number) {
    this.isa = isa;
    this.now = now;
    this.number = "%09d".formatted(number);
  }

  /// The interchange is broken as a whole.
  void broken() {
    // 022: the structure of the interchange is not valid
    add("TA1", isa.element(13), isa.element(9), isa.element(10), "R", "022");
  }

  /// The functional group `gs`, acknowledged as a group of one 997.
  void group(X12Reader.Segment gs, List<X12Acknowledgements.Told> told, long controlNumber) {
    var at = now.atOffset(ZoneOffset.UTC);
    var control = String.valueOf(controlNumber);
    // versions before 4010 have no century
    var date = gs.element(4).length() == DATE_LENGTH ? DATE : LONG_DATE;
    add(
        "GS",
        "FA",
        gs.element(3),
        gs.element(2),
        date.format(at),
        TIME.format(at),
        control,
        "X",
        gs.element(8));
    int first = segments.size();
    add("ST", "997", "0001");
    add("AK1", gs.element(1), gs.element(6));
    for (var one : told) acknowledge(one);
    var size = String.valueOf(told.size());
    var accepted = String.valueOf(X12Acknowledgements.Told.accepted(told));
    add("AK9", X12Acknowledgements.Told.code(told), size, size, accepted);
    add("SE", String.valueOf(segments.size() - first + 1), "0001");
    add("GE", "1", control);
    groups++;
  }

  private void acknowledge(X12Acknowledgements.Told told) {
    var transaction = told.transaction();
    var st = transaction.segments().getFirst();
    add("AK2", st.element(1), st.element(2));
    var verdict = told.verdict();
    if (verdict.accepted()) {
      add("AK5", "A");
    } else if (transaction.error() != null) {
      add("AK5", "R", envelope(transaction.error()));
    } else if (!verdict.supported()) {
      add("AK5", "R", "1"); // this transaction set is not supported
    } else {
      place(transaction, verdict.field());
      add("AK5", "R", "5"); // one or more segments are in error
    }
  }

  /// What is wrong between ST and SE.
  private static String envelope(String error) {
    if (error.endsWith(EDIStreamValidationError.CONTROL_REFERENCE_MISMATCH.name())) {
      return "3"; // the control numbers of header and trailer differ
    }
    var count = EDIStreamValidationError.CONTROL_COUNT_DOES_NOT_MATCH_ACTUAL_COUNT.name();
    return error.endsWith(count) ? "4" : "5"; // the count of segments is wrong; or a segment
  }

  /// Where the defect is: told only when it can be one place alone.
  private void place(X12Reader.Transaction transaction, String place) {
    if (place == null) return;
    var field = FIELD.matcher(place);
    if (!field.matches()) return;
    var at = new ArrayList<Integer>();
    for (int i = 0; i < transaction.segments().size(); i++) {
      if (transaction.segments().get(i).tag().equals(field.group(1))) at.add(i);
    }
    if (at.size() != 1) return;
    // 8: the segment has elements in error
    add("AK3", field.group(1), String.valueOf(at.getFirst() + 1), "", "8");
    var element = Integer.parseInt(field.group(2));
    var given = transaction.segments().get(at.getFirst()).element(element);
    add("AK4", String.valueOf(element), "", error(field.group(1), given));
  }

  /// Missing, no date, or no value that can be taken.
  private static String error(String tag, String given) {
    if (given.isBlank()) return "1";
    return tag.equals("DTM") ? "8" : "7";
  }

  /// The interchange so far, ended.
  String text() {
    var at = now.atOffset(ZoneOffset.UTC);
    var header =
        List.of(
            "ISA",
            "00",
            " ".repeat(10),
            "00",
            " ".repeat(10),
            fixed(isa.element(7), 2),
            fixed(isa.element(8), 15),
            fixed(isa.element(5), 2),
            fixed(isa.element(6), 15),
            DATE.format(at),
            TIME.format(at),
            isa.element(12).compareTo(REPETITIONS) < 0 ? "U" : "^",
            fixed(isa.element(12), 5),
            number,
            "0",
            fixed(isa.element(15), 1),
            ">");
    var text = new StringBuilder(String.join("*", header)).append("~\n");
    for (var segment : segments) text.append(segment).append("~\n");
    return text + "IEA*%d*%s~\n".formatted(groups, number);
  }

  /// Absent elements at the end are left out.
  private void add(String tag, String... elements) {
    var last = elements.length;
    while (last > 0 && elements[last - 1].isEmpty()) last--;
    var segment = new StringBuilder(tag);
    for (int i = 0; i < last; i++) segment.append('*').append(plain(elements[i]));
    segments.add(segment.toString());
  }

  /// Marks of our own in what a partner sent would end an element early.
  private static String plain(String text) {
    return text.replaceAll("[*~>^\\p{Cntrl}]", " ");
  }

  private static String fixed(String text, int length) {
    return (plain(text) + " ".repeat(length)).substring(0, length);
  }
}

package dev.onhand.order.channel;

import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamConstants;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.EDIStreamValidationError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// X12 interchanges as segments. The envelope (ISA, GS, ST and their trailers: control numbers,
/// counts) is checked by the parser; what a transaction set means is for its reader.
final class X12Reader {
  /// The characters that part elements, composites and segments; each interchange has its own.
  record Marks(char element, char component, char segment) {}

  /// A segment with its elements, from 1 on as the standard counts; absent ones are empty. A
  /// composite is its first part.
  record Segment(String tag, List<String> elements) {
    String element(int position) {
      return position <= elements.size() ? elements.get(position - 1) : "";
    }

    private String text(Marks marks) {
      var text = new StringBuilder(tag);
      for (var element : elements) text.append(marks.element()).append(element);
      return text.append(marks.segment()).append('\n').toString();
    }
  }

  /// One transaction set with the envelope it came in; `error` is null when its envelope is right.
  record Transaction(Segment isa, Segment gs, List<Segment> segments, Marks marks, String error) {
    /// As an interchange of its own.
    String text() {
      var all = new StringBuilder(isa.text(marks)).append(gs.text(marks));
      for (var segment : segments) all.append(segment.text(marks));
      all.append(new Segment("GE", List.of("1", gs.element(6))).text(marks));
      all.append(new Segment("IEA", List.of("1", isa.element(13))).text(marks));
      return all.toString();
    }
  }

  /// One interchange; `refusal` is null unless it is broken as a whole, `isa` is null when not even
  /// its header could be read.
  record Interchange(Segment isa, List<Transaction> transactions, String text, Refusal refusal) {}

  private static final int SEGMENTS_MAX = 100_000;

  /// Envelopes that partners write a little off, and that leave no doubt.
  private static final Set<EDIStreamValidationError> LENIENT =
      EnumSet.of(
          EDIStreamValidationError.DATA_ELEMENT_TOO_SHORT,
          EDIStreamValidationError.DATA_ELEMENT_TOO_LONG,
          EDIStreamValidationError.INVALID_CODE_VALUE);

  private final List<Transaction> transactions = new ArrayList<>();
  private List<Segment> segments = new ArrayList<>();
  private List<String> elements = List.of();
  private Segment isa;
  private Segment gs;
  private Marks marks;
  private boolean ended;
  private String tag;
  private String error;
  private boolean inTransaction;
  private boolean inComposite;
  private int count;

  private X12Reader() {}

  /// The interchanges of a transmission, at least one.
  ///
  /// @throws Refusal when it is too large or not text
  static List<Interchange> read(byte[] document) {
    var text = StrictJson.storableText(document); // same bounds as any other document
    return X12Interchanges.split(text).stream().map(X12Reader::interchange).toList();
  }

  private static Interchange interchange(String text) {
    var reader = new X12Reader();
    try {
      reader.readAll(text);
      return new Interchange(reader.isa, List.copyOf(reader.transactions), text, null);
    } catch (Refusal refusal) {
      return new Interchange(reader.isa, List.of(), text, refusal);
    }
  }

  private void readAll(String text) {
    var factory = EDIInputFactory.newFactory();
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    try (var stream = factory.createEDIStreamReader(new ByteArrayInputStream(bytes), "UTF-8")) {
      while (stream.hasNext()) take(stream.next(), stream);
    } catch (EDIStreamException e) {
      var place = e.getLocation();
      var where = place == null ? "" : " after segment " + place.getSegmentPosition();
      throw new Refusal(Defect.MALFORMED_X12, "", "not a whole X12 interchange" + where);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    if (error != null) throw new Refusal(Defect.MALFORMED_X12, "", error);
    if (!ended) throw new Refusal(Defect.MALFORMED_X12, "", "the interchange has no end (IEA)");
  }

  private void take(EDIStreamEvent event, EDIStreamReader stream) {
    if (event.isError() && LENIENT.contains(stream.getErrorType())) return;
    if (event.isError()) {
      var place = stream.getLocation();
      error = "segment %s: %s".formatted(place.getSegmentTag(), stream.getErrorType());
      return;
    }
    switch (event) {
      case START_SEGMENT -> {
        tag = stream.getText();
        elements = new ArrayList<>();
        if (++count > SEGMENTS_MAX) {
          throw new Refusal(Defect.TOO_MANY_LINES, "", "more than " + SEGMENTS_MAX + " segments");
        }
      }
      case START_COMPOSITE -> {
        inComposite = true;
        elements.add("");
      }
      case END_COMPOSITE -> inComposite = false;
      case ELEMENT_DATA -> element(stream.getText());
      case START_TRANSACTION -> {
        inTransaction = true;
        segments = new ArrayList<>();
      }
      case END_SEGMENT -> segment(new Segment(tag, List.copyOf(elements)), stream);
      case END_TRANSACTION -> {
        transactions.add(new Transaction(isa, gs, List.copyOf(segments), marks, error));
        inTransaction = false;
        error = null;
      }
      case END_INTERCHANGE -> ended = true;
      default -> {} // loops and groups: the segments say it all
    }
  }

  private void element(String text) {
    if (!inComposite) {
      elements.add(text);
    } else if (elements.getLast().isEmpty()) {
      elements.set(elements.size() - 1, text); // of a composite, its first part
    }
  }

  private static Marks marks(EDIStreamReader stream) {
    var delimiters = stream.getDelimiters();
    return new Marks(
        delimiters.getOrDefault(EDIStreamConstants.Delimiters.DATA_ELEMENT, '*'),
        delimiters.getOrDefault(EDIStreamConstants.Delimiters.COMPONENT_ELEMENT, '>'),
        delimiters.getOrDefault(EDIStreamConstants.Delimiters.SEGMENT, '~'));
  }

  private void segment(Segment segment, EDIStreamReader stream) {
    switch (segment.tag()) {
      case "ISA" -> {
        isa = segment;
        marks = marks(stream);
      }
      case "GS" -> gs = segment;
      default -> {
        if (inTransaction) segments.add(segment);
      }
    }
  }
}

package dev.onhand.order.channel;

import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.EDIStreamValidationError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// X12 interchanges as segments. The envelope (ISA, GS, ST and their trailers: control numbers,
/// counts) is checked by the parser; what a transaction set means is for its reader.
final class X12Reader {
  /// A segment with its elements, from 1 on as the standard counts; absent ones are empty.
  record Segment(String tag, List<String> elements) {
    String element(int position) {
      return position <= elements.size() ? elements.get(position - 1) : "";
    }

    private String text() {
      return elements.isEmpty() ? tag : tag + "*" + String.join("*", elements);
    }
  }

  /// One transaction set with the envelope it came in; `error` is null when its envelope is right.
  record Transaction(Segment isa, Segment gs, List<Segment> segments, String error) {
    /// As an interchange of its own, without the trailers.
    String text() {
      return isa.text()
          + "~\n"
          + gs.text()
          + "~\n"
          + segments.stream().map(s -> s.text() + "~\n").collect(Collectors.joining());
    }
  }

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
  private String tag;
  private String error;
  private boolean inTransaction;
  private boolean inComposite;
  private int count;

  private X12Reader() {}

  /// @throws Refusal when the bytes are no whole interchange
  static List<Transaction> read(byte[] document) {
    StrictJson.storableText(document); // same bounds as any other document
    var reader = new X12Reader();
    var factory = EDIInputFactory.newFactory();
    try (var stream = factory.createEDIStreamReader(new ByteArrayInputStream(document), "UTF-8")) {
      while (stream.hasNext()) reader.take(stream.next(), stream);
    } catch (EDIStreamException e) {
      var place = e.getLocation();
      var where = place == null ? "" : " after segment " + place.getSegmentPosition();
      throw new Refusal(Defect.MALFORMED_X12, "", "not a whole X12 interchange" + where);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    if (reader.error != null) throw new Refusal(Defect.MALFORMED_X12, "", reader.error);
    return reader.transactions;
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
      case END_SEGMENT -> segment(new Segment(tag, List.copyOf(elements)));
      case END_TRANSACTION -> {
        transactions.add(new Transaction(isa, gs, List.copyOf(segments), error));
        inTransaction = false;
        error = null;
      }
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

  private void segment(Segment segment) {
    switch (segment.tag()) {
      case "ISA" -> isa = segment;
      case "GS" -> gs = segment;
      default -> {
        if (inTransaction) segments.add(segment);
      }
    }
  }
}

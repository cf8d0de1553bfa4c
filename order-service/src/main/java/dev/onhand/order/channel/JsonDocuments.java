package dev.onhand.order.channel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Takes a JSON document apart and reads each entry by itself, so that one bad order of a page
/// does not take the others with it.
final class JsonDocuments {
  private JsonDocuments() {}

  /// `entries` finds the orders in the document, `read` reads one of them.
  static List<Part> parts(
      byte[] document,
      Function<DocumentNode, List<DocumentNode>> entries,
      Function<FieldReader, Reading> read) {
    List<DocumentNode> found;
    try {
      found = entries.apply(StrictJson.parse(document));
    } catch (Refusal refusal) {
      return List.of(new Part(document, refusal.asReading()));
    } catch (NotForUs other) {
      return List.of(new Part(document, other.asReading()));
    }
    if (found.isEmpty()) {
      var empty = new Reading.Skipped(Reading.SkipReason.NO_ORDERS, "a list without orders");
      return List.of(new Part(document, empty));
    }
    var parts = new ArrayList<Part>(found.size());
    for (var entry : found) {
      var body = found.size() == 1 ? document : entry.json().getBytes(StandardCharsets.UTF_8);
      parts.add(new Part(body, reading(entry, read)));
    }
    return parts;
  }

  private static Reading reading(DocumentNode entry, Function<FieldReader, Reading> read) {
    try {
      return read.apply(reader(entry));
    } catch (Refusal refusal) {
      return refusal.asReading();
    } catch (NotForUs other) {
      return other.asReading();
    } catch (ArithmeticException e) {
      return beyondRange();
    }
  }

  /// Each amount of a document is within bounds; what they come to together need not be.
  static Reading.Refused beyondRange() {
    return new Reading.Refused(
        Defect.AMOUNT_OUT_OF_RANGE, "", "its amounts come to more than one amount can be");
  }

  static FieldReader reader(DocumentNode node) {
    if (node instanceof DocumentNode.Fields fields) return FieldReader.root(fields);
    throw new Refusal(Defect.NOT_AN_ORDER, "", "is " + node.kind() + ", not an order");
  }

  /// The entries of a list named `name`, or the document itself.
  static List<DocumentNode> listedOrSelf(DocumentNode document, String name) {
    var root = reader(document);
    if (!root.has(name)) return List.of(document);
    root.objects(name); // says which entry is no object
    return root.elements(name);
  }
}

package dev.onhand.fulfillment.fulfillmentorder;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A quantity, in the item's base unit, of one SKU for one line of the customer's order. A line
/// may have several SKUs: a kit is picked by its components.
record Line(String lineId, String sku, long quantity) {

  /// What identifies a line here.
  record Key(String lineId, String sku) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::lineId).thenComparing(Key::sku);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return lineId + " " + sku;
    }
  }

  Key key() {
    return new Key(lineId, sku);
  }

  /// One line per key, in order of keys, without empty ones: equal contents become equal lists.
  static List<Line> merged(List<Line> lines) {
    return lines(quantities(lines));
  }

  static Map<Key, Long> quantities(List<Line> lines) {
    var quantities = new TreeMap<Key, Long>();
    for (var line : lines) quantities.merge(line.key(), line.quantity(), Math::addExact);
    return quantities;
  }

  private static List<Line> lines(Map<Key, Long> quantities) {
    return quantities.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> new Line(entry.getKey().lineId(), entry.getKey().sku(), entry.getValue()))
        .toList();
  }

  /// What of `whole` is not in `part`: what is still to be done.
  static List<Line> without(List<Line> whole, List<Line> part) {
    var rest = quantities(whole);
    quantities(part).forEach((key, done) -> rest.computeIfPresent(key, (_, all) -> all - done));
    return lines(rest);
  }

  /// What of `told` goes beyond `expected`, lines that are not expected at all included.
  static List<Line> beyond(List<Line> expected, List<Line> told) {
    var rest = quantities(told);
    quantities(expected).forEach((key, all) -> rest.computeIfPresent(key, (_, now) -> now - all));
    return lines(rest);
  }
}

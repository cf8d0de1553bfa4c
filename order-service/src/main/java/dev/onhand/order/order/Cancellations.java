package dev.onhand.order.order;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Units that were called off, by line, although the accepted terms still name them; and the ids of
/// the requests that did so.
record Cancellations(Map<String, Long> units, Set<String> ids) {
  static final Cancellations NONE = new Cancellations(Map.of(), Set.of());

  boolean none() {
    return units.isEmpty();
  }

  long of(String lineId) {
    return units.getOrDefault(lineId, 0L);
  }

  Cancellations with(String id, List<LineQuantity> lines) {
    var more = new HashMap<>(units);
    for (var line : lines) more.merge(line.lineId(), line.quantity(), Long::sum);
    var known = new HashSet<>(ids);
    known.add(id);
    return new Cancellations(Map.copyOf(more), Set.copyOf(known));
  }

  /// A later document says itself what is left of each line.
  Cancellations inTheTerms() {
    return new Cancellations(Map.of(), ids);
  }
}

package dev.onhand.ledger.order;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lines of an order that are put together per order. The customer is charged for whole kits;
/// what leaves the warehouse are their components, under the kit's line.
///
/// @param each of each component so many units in one kit, by line and SKU
/// @param parts components shipped so far, by line and SKU
record OrderKits(Map<String, Map<String, Long>> each, Map<String, Map<String, Long>> parts) {

  static final OrderKits NONE = new OrderKits(Map.of(), Map.of());

  /// What was told last of a line counts.
  OrderKits told(Map<String, Map<String, Long>> more) {
    Map<String, Map<String, Long>> all = new HashMap<>(each);
    more.forEach((lineId, components) -> all.put(lineId, Map.copyOf(components)));
    return new OrderKits(Map.copyOf(all), parts);
  }

  OrderKits shipped(List<OrderFact.Units> components) {
    if (components.isEmpty()) {
      return this;
    }
    Map<String, Map<String, Long>> all = new HashMap<>(parts);
    for (OrderFact.Units units : components) {
      Map<String, Long> ofLine = new HashMap<>(all.getOrDefault(units.lineId(), Map.of()));
      ofLine.merge(units.sku(), units.quantity(), Long::sum);
      all.put(units.lineId(), Map.copyOf(ofLine));
    }
    return new OrderKits(each, Map.copyOf(all));
  }

  boolean isKit(OrderTerms.Line line) {
    return each.containsKey(line.lineId());
  }

  /// Whether a unit of this SKU is a part of the line's kit: only kits are shipped under another
  /// name than their line's.
  boolean isPart(OrderTerms.Line line, String sku) {
    return !sku.equals(line.sku()) && isKit(line);
  }

  /// How many more units of the component the line needs.
  long open(OrderTerms.Line line, String sku) {
    long needed = each.get(line.lineId()).getOrDefault(sku, 0L) * line.quantity();
    return Math.max(0, needed - partsOf(line).getOrDefault(sku, 0L));
  }

  /// How many kits of the line all components have shipped of: as many as the scarcest allows.
  long whole(OrderTerms.Line line) {
    Map<String, Long> shipped = partsOf(line);
    return each.getOrDefault(line.lineId(), Map.of()).entrySet().stream()
        .mapToLong(one -> shipped.getOrDefault(one.getKey(), 0L) / one.getValue())
        .min()
        .orElse(0);
  }

  private Map<String, Long> partsOf(OrderTerms.Line line) {
    return parts.getOrDefault(line.lineId(), Map.of());
  }
}

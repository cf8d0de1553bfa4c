package dev.onhand.returns.order;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What units of a line are made of, where they are put together per order: the customer buys and
/// returns whole ones, warehouses and stock know the components only.
///
/// @param each of each component so many units in one kit, by SKU; empty where the line is no kit
public record Kit(Map<String, Long> each) {
  public static final Kit NONE = new Kit(Map.of());

  public Kit {
    each = Map.copyOf(each);
  }

  /// How many of the line these units are, which are by SKU. Of a kit that is as many as the
  /// scarcest component allows, and those that left as one.
  public long whole(String sku, Map<String, Long> units) {
    long asOne = units.getOrDefault(sku, 0L);
    return asOne
        + each.entrySet().stream()
            .mapToLong(part -> units.getOrDefault(part.getKey(), 0L) / part.getValue())
            .min()
            .orElse(0);
  }

  static Map<String, Long> added(
      Map<String, Long> units, String lineId, List<OrderEvent.Units> more) {
    var all = new HashMap<>(units);
    for (var some : more) {
      if (some.lineId().equals(lineId)) all.merge(some.sku(), some.quantity(), Math::addExact);
    }
    return Map.copyOf(all);
  }
}

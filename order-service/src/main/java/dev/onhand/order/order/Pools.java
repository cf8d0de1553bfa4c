package dev.onhand.order.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The stock pools that may serve an order: its shop's own, and `others` for items that pool does
/// not have. `bySku` names the pool of those SKUs that are items of another pool only.
public record Pools(String main, List<String> others, Map<String, String> bySku) {

  static Pools of(String main, List<String> others) {
    return new Pools(main, others == null ? List.of() : List.copyOf(others), Map.of());
  }

  Pools with(Map<String, String> elsewhere) {
    return new Pools(main, others, Map.copyOf(elsewhere));
  }

  /// Those to look for an item in, the first first.
  public List<String> all() {
    var all = new ArrayList<String>();
    all.add(main);
    all.addAll(others);
    return all;
  }

  /// The pool that serves the line.
  String of(OrderLine line) {
    return line.sku() == null ? main : bySku.getOrDefault(line.sku(), main);
  }
}

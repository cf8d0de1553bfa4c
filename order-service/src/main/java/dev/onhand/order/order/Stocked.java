package dev.onhand.order.order;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which SKUs are items, and of which of an order's `pools`: of the first of them that has it.
public record Stocked(List<String> pools, Map<String, String> poolBySku) {
  public Stocked {
    pools = List.copyOf(pools);
    poolBySku = Map.copyOf(poolBySku);
  }

  /// Items of one pool.
  static Stocked of(String pool, Collection<String> skus) {
    var all = new HashMap<String, String>();
    for (var sku : skus) all.put(sku, pool);
    return new Stocked(List.of(pool), all);
  }

  boolean contains(String sku) {
    return poolBySku.containsKey(sku);
  }

  /// Of the terms' SKUs those that only another than the first pool has.
  Map<String, String> elsewhere(OrderTerms terms) {
    var found = new HashMap<String, String>();
    for (var line : terms.lines()) {
      var pool = line.sku() == null ? null : poolBySku.get(line.sku());
      if (pool != null && !pool.equals(pools.getFirst())) found.put(line.sku(), pool);
    }
    return found;
  }

  /// The pools beside the first.
  List<String> others() {
    return pools.subList(1, pools.size());
  }
}

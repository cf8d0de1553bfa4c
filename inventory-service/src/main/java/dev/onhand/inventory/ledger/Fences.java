package dev.onhand.inventory.ledger;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Units of items kept for sales channels, and how many of them are promised to these channels.
final class Fences {
  private final Map<Integer, TreeMap<String, long[]>> byItem = new HashMap<>();

  private static final int FENCE = 0;
  private static final int RESERVED = 1;

  /// @param units 0 takes the fence away
  /// @param reserved what the channel is promised now
  void put(int sku, String channel, long units, long reserved) {
    if (units > 0) {
      byItem.computeIfAbsent(sku, _ -> new TreeMap<>()).put(channel, new long[] {units, reserved});
    } else if (byItem.containsKey(sku)) {
      byItem.get(sku).remove(channel);
      if (byItem.get(sku).isEmpty()) {
        byItem.remove(sku);
      }
    }
  }

  boolean has(int sku) {
    return byItem.containsKey(sku);
  }

  void addReserved(int sku, String channel, long change) {
    long[] fence = byItem.get(sku).get(channel);
    if (fence != null) {
      fence[RESERVED] += change;
    }
  }

  /// Units that a channel cannot have, because others' fences keep them: of each, what is not
  /// promised to its channel yet.
  long keptFrom(String channel, int sku) {
    TreeMap<String, long[]> fences = byItem.get(sku);
    if (fences == null) {
      return 0;
    }
    long kept = 0;
    for (Map.Entry<String, long[]> fence : fences.entrySet()) {
      if (!fence.getKey().equals(channel)) {
        kept += Math.max(0, fence.getValue()[FENCE] - fence.getValue()[RESERVED]);
      }
    }
    return kept;
  }

  /// The fences of an item by channel; empty where there are none.
  Map<String, Long> of(int sku) {
    Map<String, Long> fences = new TreeMap<>();
    if (byItem.containsKey(sku)) {
      byItem.get(sku).forEach((channel, fence) -> fences.put(channel, fence[FENCE]));
    }
    return fences;
  }

  /// The items with fences, the oldest first.
  int[] items() {
    int[] items = byItem.keySet().stream().mapToInt(Integer::intValue).toArray();
    Arrays.sort(items);
    return items;
  }
}

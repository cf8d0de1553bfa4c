package dev.onhand.inventory.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is on its way to the pool's locations: from suppliers (inbound), and from other locations
/// (in transit).
final class Inbound {
  private final Map<String, Supply> supplies = new LinkedHashMap<>();

  /// Units of one item on their way to one location.
  record Supply(
      String id, boolean inTransit, int sku, int place, String lot, long units, long expectedAtMs) {
    private String key() {
      return sku + "/" + place + "/" + lot.length() + "/" + lot + "/" + inTransit + "/" + id;
    }
  }

  /// In place of what was said of it before; of 0 units: nothing is on its way any more.
  void expect(Supply supply) {
    if (supply.units == 0) {
      supplies.remove(supply.key());
    } else {
      supplies.put(supply.key(), supply);
    }
  }

  boolean isEmpty() {
    return supplies.isEmpty();
  }

  Collection<Supply> all() {
    return supplies.values();
  }

  /// What is on its way under a name, the first said first.
  List<Supply> of(String id, boolean inTransit) {
    List<Supply> found = new ArrayList<>();
    for (Supply supply : supplies.values()) {
      if (supply.id.equals(id) && supply.inTransit == inTransit) {
        found.add(supply);
      }
    }
    return found;
  }

  /// What is on its way of an item, the first to come first.
  List<Supply> of(int sku) {
    List<Supply> found = new ArrayList<>();
    for (Supply supply : supplies.values()) {
      if (supply.sku == sku) {
        found.add(supply);
      }
    }
    found.sort(Comparator.comparingLong(Supply::expectedAtMs)); // stable: the first said first
    return found;
  }
}

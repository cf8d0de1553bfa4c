package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockCommand.Units;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What kits are made of, by SKU.
final class Kits {
  private final Map<String, Kit> bySku = new HashMap<>();
  private boolean someAreVirtual;

  /// @param components of one kit
  record Kit(boolean isVirtual, List<Units> components) {}

  void define(String sku, boolean isVirtual, List<Units> components) {
    bySku.put(sku, new Kit(isVirtual, List.copyOf(components)));
    someAreVirtual |= isVirtual;
  }

  /// Whether an order may have to be exploded at all.
  boolean someAreVirtual() {
    return someAreVirtual;
  }

  /// The virtual kit of this name, or null.
  Kit virtual(String sku) {
    Kit kit = bySku.get(sku);
    return kit != null && kit.isVirtual ? kit : null;
  }

  /// The stocked kit of this name, or null.
  Kit stocked(String sku) {
    Kit kit = bySku.get(sku);
    return kit == null || kit.isVirtual ? null : kit;
  }

  boolean isComponent(String sku) {
    return bySku.values().stream()
        .anyMatch(kit -> kit.components.stream().anyMatch(units -> units.sku().equals(sku)));
  }

  /// All of them, by SKU.
  Map<String, Kit> all() {
    return new TreeMap<>(bySku);
  }
}

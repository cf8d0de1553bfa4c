package dev.onhand.inventory.ledger;

import java.util.Arrays;

/// What an order needs in all: units per item, however many lines name it. One instance is used
/// again and again.
final class Demand {
  private int[] skus = new int[8];
  private long[] units = new long[8];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  int sku(int at) {
    return skus[at];
  }

  long units(int at) {
    return units[at];
  }

  int indexOf(int sku) {
    for (int at = 0; at < size; at++) {
      if (skus[at] == sku) {
        return at;
      }
    }
    return -1;
  }

  void add(int sku, long quantity) {
    int at = indexOf(sku);
    if (at >= 0) {
      units[at] += quantity;
      return;
    }
    if (size == skus.length) {
      skus = Arrays.copyOf(skus, size * 2);
      units = Arrays.copyOf(units, size * 2);
    }
    skus[size] = sku;
    units[size++] = quantity;
  }
}

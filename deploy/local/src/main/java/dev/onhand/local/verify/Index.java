package dev.onhand.local.verify;

/// Numbers from 0 for keys of 128 bits, in the order of their first appearance. Open addressing
/// over primitive columns, for tens of millions of keys.
final class Index {
  private long[] high = new long[1 << 10];
  private long[] low = new long[1 << 10];
  private int[] table = new int[1 << 11];
  private int size;

  int size() {
    return size;
  }

  /// The number of a key, or -1.
  int find(long keyHigh, long keyLow) {
    int mask = table.length - 1;
    for (int slot = slot(keyHigh, keyLow, mask); table[slot] != 0; slot = (slot + 1) & mask) {
      int at = table[slot] - 1;
      if (high[at] == keyHigh && low[at] == keyLow) {
        return at;
      }
    }
    return -1;
  }

  /// The number of a key, given now if it is new: then it equals the former [#size].
  int add(long keyHigh, long keyLow) {
    int known = find(keyHigh, keyLow);
    if (known >= 0) {
      return known;
    }
    if (size == high.length) {
      grow();
    }
    high[size] = keyHigh;
    low[size] = keyLow;
    put(size);
    return size++;
  }

  long high(int number) {
    return high[number];
  }

  long low(int number) {
    return low[number];
  }

  private void grow() {
    high = java.util.Arrays.copyOf(high, size * 2);
    low = java.util.Arrays.copyOf(low, size * 2);
    table = new int[size * 4];
    for (int number = 0; number < size; number++) {
      put(number);
    }
  }

  private void put(int number) {
    int mask = table.length - 1;
    int slot = slot(high[number], low[number], mask);
    while (table[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    table[slot] = number + 1;
  }

  private static int slot(long high, long low, int mask) {
    long h = (high ^ Long.rotateLeft(low, 32)) * 0x9E3779B97F4A7C15L;
    return (int) (h ^ h >>> 32) & mask;
  }
}

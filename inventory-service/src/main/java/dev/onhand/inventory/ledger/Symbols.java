package dev.onhand.inventory.ledger;

import java.util.Arrays;

/// Texts numbered from 0 in the order of their arrival, for ever. The text given back is always the
/// same instance, so that its hash is computed once and comparing is cheap.
final class Symbols {
  private String[] texts = new String[16];
  private int size;
  /// Open addressing with linear probing: hash above, number + 1 below, or 0 where free; at most
  /// half full.
  private long[] table = new long[32];

  int size() {
    return size;
  }

  String text(int number) {
    return texts[number];
  }

  /// The number of a text, or -1.
  int find(String text) {
    int mask = table.length - 1;
    int hash = hash(text);
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      long found = table[slot];
      int number = (int) found - 1;
      if (found == 0 || (int) (found >>> 32) == hash && texts[number].equals(text)) {
        return number;
      }
    }
  }

  /// The number of a text, given now if it is new.
  int intern(String text) {
    int known = find(text);
    if (known >= 0) {
      return known;
    }
    if (size == texts.length) {
      texts = Arrays.copyOf(texts, size * 2);
    }
    texts[size] = text;
    if ((size + 1) * 2 > table.length) {
      rehash(table.length * 2);
    } else {
      put(size);
    }
    return size++;
  }

  private void rehash(int capacity) {
    table = new long[capacity];
    for (int number = 0; number <= size; number++) {
      put(number);
    }
  }

  private void put(int number) {
    int mask = table.length - 1;
    int hash = hash(texts[number]);
    int slot = hash & mask;
    while (table[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    table[slot] = (long) hash << 32 | number + 1;
  }

  private static int hash(String text) {
    int h = text.hashCode() * 0x9E3779B9;
    return h ^ h >>> 16;
  }
}

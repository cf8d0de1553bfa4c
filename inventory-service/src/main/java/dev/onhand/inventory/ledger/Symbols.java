package dev.onhand.inventory.ledger;

import java.util.Arrays;

/// Texts numbered from 0 in the order of their arrival, for ever. The text given back is always the
/// same instance, so that its hash is computed once and comparing is cheap.
final class Symbols {
  private String[] texts = new String[16];
  private int size;
  /// Open addressing with linear probing: number + 1, or 0 where free; at most half full.
  private int[] table = new int[32];

  int size() {
    return size;
  }

  String text(int number) {
    return texts[number];
  }

  /// The number of a text, or -1.
  int find(String text) {
    int mask = table.length - 1;
    for (int slot = slot(text, mask); ; slot = (slot + 1) & mask) {
      int number = table[slot] - 1;
      if (number < 0 || texts[number].equals(text)) {
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
    table = new int[capacity];
    for (int number = 0; number <= size; number++) {
      put(number);
    }
  }

  private void put(int number) {
    int mask = table.length - 1;
    int slot = slot(texts[number], mask);
    while (table[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    table[slot] = number + 1;
  }

  private static int slot(String text, int mask) {
    int h = text.hashCode() * 0x9E3779B9;
    return (h ^ h >>> 16) & mask;
  }
}

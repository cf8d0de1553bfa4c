package dev.onhand.inventory.ledger;

import java.util.Arrays;

/// Texts numbered from 0 in the order of their arrival, for ever. The text given back is always the
/// same instance, so that its hash is computed once and comparing is cheap.
final class Symbols {
  /// A power of two.
  private static final int LATEST = 64;

  private String[] texts = new String[16];
  private int size;
  private final HashIndex index = new HashIndex();

  /// Found lately, with their numbers: mostly the next one asked for is the very instance.
  private final String[] latest = new String[LATEST];

  private final int[] numbers = new int[LATEST];

  int size() {
    return size;
  }

  String text(int number) {
    return texts[number];
  }

  /// The number of a text, or -1.
  int find(String text) {
    int hash = hash(text);
    int near = hash & LATEST - 1;
    if (latest[near] == text) {
      return numbers[near];
    }
    for (int slot = index.first(hash); slot >= 0; slot = index.next(slot, hash)) {
      int number = index.number(slot);
      if (texts[number].equals(text)) {
        latest[near] = text;
        numbers[near] = number;
        return number;
      }
    }
    return -1;
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
    index.add(hash(text), size);
    return size++;
  }

  /// Makes room for so many at once, before they come.
  void makeRoom(int count) {
    texts = Arrays.copyOf(texts, Math.max(texts.length, count));
    index.makeRoom(count);
  }

  static int hash(String text) {
    int h = text.hashCode() * 0x9E3779B9;
    return h ^ h >>> 16;
  }
}

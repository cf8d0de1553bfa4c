package dev.onhand.inventory.ledger;

import java.util.Arrays;

/// Texts as numbers, each for as long as somebody uses it: for rows of a [Slab], most of which have
/// the same few. The empty text is number 0, and no text at all is [#NONE].
final class CountedTexts {
  static final int NONE = -1;

  /// A power of two.
  private static final int LATEST = 64;

  private String[] texts = new String[64];
  private int[] uses = new int[64];
  private int used = 1;

  /// The last number given back; each has the one before in place of its uses.
  private int free = NONE;

  private final HashIndex index = new HashIndex();

  /// Numbers used lately, by their hashes.
  private final int[] latest = new int[LATEST];

  CountedTexts() {
    texts[0] = "";
  }

  /// The text of a number in use.
  String text(int number) {
    return number < 0 ? null : texts[number];
  }

  /// How many different ones are in use.
  int size() {
    return index.size();
  }

  /// The number of a text, which is used once more.
  int use(String text) {
    if (text == null || text.isEmpty()) {
      return text == null ? NONE : 0;
    }
    int hash = Symbols.hash(text);
    int number = find(text, hash);
    if (number == NONE) {
      number = add(text, hash);
    }
    uses[number]++;
    return number;
  }

  private int find(String text, int hash) {
    int near = latest[hash & LATEST - 1];
    if (texts[near] == text) {
      return near;
    }
    for (int slot = index.first(hash); slot >= 0; slot = index.next(slot, hash)) {
      int number = index.number(slot);
      if (texts[number].equals(text)) {
        latest[hash & LATEST - 1] = number;
        return number;
      }
    }
    return NONE;
  }

  private int add(String text, int hash) {
    int number = free;
    if (number != NONE) {
      free = uses[number];
    } else {
      number = used++;
      if (number == texts.length) {
        texts = Arrays.copyOf(texts, number * 2);
        uses = Arrays.copyOf(uses, number * 2);
      }
    }
    texts[number] = text;
    uses[number] = 0;
    index.add(hash, number);
    return number;
  }

  /// A number is used once less.
  void release(int number) {
    if (number > 0 && --uses[number] == 0) {
      index.remove(Symbols.hash(texts[number]), number);
      texts[number] = null;
      uses[number] = free;
      free = number;
    }
  }
}

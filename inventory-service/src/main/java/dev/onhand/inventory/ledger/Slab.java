package dev.onhand.inventory.ledger;

import java.util.Arrays;

/// Rows of a few numbers each, of which millions come and go. They lie in pages of primitive
/// arrays, which the collector neither looks into nor has to copy one by one, and which stay where
/// they are when more are needed. A row that was freed is the next to be used again.
final class Slab {
  /// Rows of a page: small enough for a page to be an array like any other to the collector.
  private static final int PAGE_BITS = 11;

  private static final int PAGE_ROWS = 1 << PAGE_BITS;
  private static final int NONE = -1;

  private final int words;
  private long[][] pages = new long[16][];
  private int used;
  private int size;

  /// The last one freed; each has the one freed before in its first word.
  private int free = NONE;

  /// @param words numbers of 64 bits in a row, each of which can be two of 32 bits
  Slab(int words) {
    this.words = words;
  }

  /// How many rows are in use.
  int size() {
    return size;
  }

  /// Rows in use are from 0 to less than this.
  int end() {
    return used;
  }

  /// A row, with whatever numbers it had before.
  int take() {
    size++;
    if (free != NONE) {
      int row = free;
      free = (int) get(row, 0);
      return row;
    }
    int page = used >>> PAGE_BITS;
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, page * 2);
    }
    if (pages[page] == null) {
      pages[page] = new long[PAGE_ROWS * words];
    }
    return used++;
  }

  /// Its first word is ours until it is taken again.
  void free(int row) {
    set(row, 0, free);
    free = row;
    size--;
  }

  private int at(int row, int word) {
    return (row & PAGE_ROWS - 1) * words + word;
  }

  long get(int row, int word) {
    return pages[row >>> PAGE_BITS][at(row, word)];
  }

  void set(int row, int word, long value) {
    pages[row >>> PAGE_BITS][at(row, word)] = value;
  }

  int upper(int row, int word) {
    return (int) (get(row, word) >>> 32);
  }

  int lower(int row, int word) {
    return (int) get(row, word);
  }

  void set(int row, int word, int upper, int lower) {
    set(row, word, (long) upper << 32 | lower & 0xFFFFFFFFL);
  }

  void setUpper(int row, int word, int upper) {
    set(row, word, upper, lower(row, word));
  }

  void setLower(int row, int word, int lower) {
    set(row, word, upper(row, word), lower);
  }
}

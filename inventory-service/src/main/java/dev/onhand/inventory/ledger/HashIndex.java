package dev.onhand.inventory.ledger;

/// Finds numbers by a hash of what they stand for: one flat array with open addressing and linear
/// probing, at most half full. Numbers of the same hash are looked at one after the other; whether
/// it is the right one, the caller knows. A slot has the hash in its upper half, so that what is
/// found by accident is passed over without a look at anything else.
final class HashIndex {
  static final int NONE = -1;

  /// The hash above; the number + 1 below, 0 where free.
  private long[] table = new long[32];

  private int size;

  int size() {
    return size;
  }

  /// What is where the numbers of a hash are looked for; see [Upcoming].
  long glance(int hash) {
    return table[hash & table.length - 1];
  }

  /// The slot of the first number with the hash; negative: there is none.
  int first(int hash) {
    return from(hash & table.length - 1, hash);
  }

  /// The slot of the next one behind a slot; negative: there is none.
  int next(int slot, int hash) {
    return from((slot + 1) & table.length - 1, hash);
  }

  private int from(int start, int hash) {
    int mask = table.length - 1;
    for (int slot = start; table[slot] != 0; slot = (slot + 1) & mask) {
      if ((int) (table[slot] >>> 32) == hash) {
        return slot;
      }
    }
    return NONE;
  }

  int number(int slot) {
    return (int) table[slot] - 1;
  }

  void add(int hash, int number) {
    if (++size * 2 > table.length) {
      grow(table.length * 2);
    }
    put((long) hash << 32 | number + 1);
  }

  /// Makes room for so many at once, before they come.
  void makeRoom(int numbers) {
    int needed = Integer.highestOneBit(Math.max(1, numbers - 1)) * 4;
    if (needed > table.length) {
      grow(needed);
    }
  }

  private void grow(int length) {
    long[] old = table;
    table = new long[length];
    for (long entry : old) {
      if (entry != 0) {
        put(entry);
      }
    }
  }

  private void put(long entry) {
    int mask = table.length - 1;
    int slot = home(entry, mask);
    while (table[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    table[slot] = entry;
  }

  /// Takes a number out and moves back those behind it that were pushed past their place, so that
  /// no marks of what was deleted remain.
  void remove(int hash, int number) {
    int mask = table.length - 1;
    int hole = first(hash);
    while (number(hole) != number) {
      hole = next(hole, hash);
    }
    size--;
    for (int slot = (hole + 1) & mask; table[slot] != 0; slot = (slot + 1) & mask) {
      int home = home(table[slot], mask);
      if (((slot - home) & mask) >= ((slot - hole) & mask)) {
        table[hole] = table[slot];
        hole = slot;
      }
    }
    table[hole] = 0;
  }

  private static int home(long entry, int mask) {
    return (int) (entry >>> 32) & mask;
  }
}

package dev.onhand.inventory.ledger;

/// Finds numbers by a hash of what they stand for: one flat array with open addressing and linear
/// probing, at most half full. Numbers of the same hash are looked at one after the other; whether
/// it is the right one, the caller knows. A slot has the hash in its upper half, so that what is
/// found by accident is passed over without a look at anything else.
///
/// When it grows, a larger table is put before the one there is, and with each number that comes
/// some are moved: to move millions at once would stop the decisions for a quarter of a second. A
/// slot of the old table is known by its place behind those of the new one.
final class HashIndex {
  static final int NONE = -1;

  /// Slots of the old table, with each number that comes: 2 would be enough.
  private static final int MOVED_TOGETHER = 32;

  /// Below, in a slot of the old table whose number was taken out: others lie behind it.
  private static final long TAKEN_OUT = 0xFFFF_FFFFL;

  /// The hash above; the number + 1 below, 0 where free.
  private long[] table = new long[32];

  /// Holds what was not moved yet, from this slot on; null while nothing is to be moved.
  private long[] old;

  private int moved;

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
    return from(hash, hash);
  }

  /// The slot of the next one behind a slot; negative: there is none.
  int next(int slot, int hash) {
    return slot < table.length ? from(slot + 1, hash) : fromOld(slot - table.length + 1, hash);
  }

  private int from(int start, int hash) {
    int mask = table.length - 1;
    for (int slot = start & mask; table[slot] != 0; slot = (slot + 1) & mask) {
      if ((int) (table[slot] >>> 32) == hash) {
        return slot;
      }
    }
    return old == null ? NONE : fromOld(hash, hash);
  }

  private int fromOld(int start, int hash) {
    int mask = old.length - 1;
    for (int slot = start & mask; old[slot] != 0; slot = (slot + 1) & mask) {
      if (slot >= moved && (int) (old[slot] >>> 32) == hash && !isTakenOut(old[slot])) {
        return table.length + slot;
      }
    }
    return NONE;
  }

  private static boolean isTakenOut(long entry) {
    return (entry & TAKEN_OUT) == TAKEN_OUT;
  }

  int number(int slot) {
    return (int) (slot < table.length ? table[slot] : old[slot - table.length]) - 1;
  }

  void add(int hash, int number) {
    move(MOVED_TOGETHER);
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
      move(Integer.MAX_VALUE);
    }
  }

  private void grow(int length) {
    move(Integer.MAX_VALUE);
    old = table;
    moved = 0;
    table = new long[length];
  }

  /// Moves what is in the next so many slots of the old table.
  private void move(int most) {
    if (old == null) {
      return;
    }
    for (int left = Math.min(most, old.length - moved); left > 0; left--) {
      long entry = old[moved++];
      if (entry != 0 && !isTakenOut(entry)) {
        put(entry);
      }
    }
    if (moved == old.length) {
      old = null;
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
  /// no marks of what was deleted remain; but not in the old table, which is soon gone.
  void remove(int hash, int number) {
    int hole = first(hash);
    while (number(hole) != number) {
      hole = next(hole, hash);
    }
    size--;
    if (hole < table.length) {
      close(hole);
    } else {
      old[hole - table.length] |= TAKEN_OUT;
    }
  }

  private void close(int from) {
    int mask = table.length - 1;
    int hole = from;
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

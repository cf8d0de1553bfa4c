package dev.onhand.inventory.ledger;

/// The outcomes of the last commands, by the 128-bit identity of their ids. The oldest is forgotten
/// when the memory is full; from then on commands issued no later than it are too old to be told
/// from a repeat. Primitive columns in a ring, and a table over it with open addressing.
///
/// An issuer whose clock runs ahead is believed no further than the time of the decision.
final class Outcomes {
  private static final int FIRST_CAPACITY = 1024;

  private final int max;
  private long[] high = new long[FIRST_CAPACITY];
  private long[] low = new long[FIRST_CAPACITY];
  private long[] content = new long[FIRST_CAPACITY];
  private long[] issuedAtMs = new long[FIRST_CAPACITY];
  private byte[] outcome = new byte[FIRST_CAPACITY];
  /// The entries `head` (oldest, inclusive) to `tail` (exclusive), each at its number's low bits.
  private long head;
  private long tail;
  private long watermarkMs = Long.MIN_VALUE;
  /// The upper half of a hash and, below it, where the entry is, plus 1: a look at another entry's
  /// slot need not look at the entry.
  private long[] table = new long[FIRST_CAPACITY * 2];

  Outcomes(int max) {
    if (Integer.bitCount(max) != 1) {
      throw new IllegalArgumentException("outcomesMax must be a power of two: " + max);
    }
    this.max = max;
  }

  int size() {
    return (int) (tail - head);
  }

  long watermarkMs() {
    return watermarkMs;
  }

  /// Where the outcome of a command is, for [#outcome] and [#content]; -1 if it is not remembered.
  int find(long idHigh, long idLow) {
    int mask = table.length - 1;
    long hash = hash(idHigh, idLow);
    for (int slot = home(hash, mask); ; slot = (slot + 1) & mask) {
      long found = table[slot];
      int at = (int) found - 1;
      if (found == 0
          || (int) (found >>> 32) == (int) (hash >>> 32)
              && high[at] == idHigh
              && low[at] == idLow) {
        return at;
      }
    }
  }

  StockOutcome outcome(int at) {
    return StockOutcome.numbered(outcome[at]);
  }

  long content(int at) {
    return content[at];
  }

  void remember(long idHigh, long idLow, long digest, long issuedMs, StockOutcome result) {
    if (size() == high.length) {
      if (size() == max) {
        forgetOldest();
      } else {
        grow();
      }
    }
    int at = (int) (tail++ & high.length - 1);
    high[at] = idHigh;
    low[at] = idLow;
    content[at] = digest;
    issuedAtMs[at] = issuedMs;
    outcome[at] = result.number;
    put(at);
  }

  void raiseWatermark(long toMs) {
    watermarkMs = Math.max(watermarkMs, toMs);
  }

  private void forgetOldest() {
    int at = (int) (head++ & high.length - 1);
    raiseWatermark(issuedAtMs[at]);
    remove(at);
  }

  private void grow() {
    int size = size();
    int old = high.length;
    int from = (int) (head & old - 1);
    high = unrolled(high, from);
    low = unrolled(low, from);
    content = unrolled(content, from);
    issuedAtMs = unrolled(issuedAtMs, from);
    byte[] grown = new byte[old * 2];
    System.arraycopy(outcome, from, grown, 0, old - from);
    System.arraycopy(outcome, 0, grown, old - from, from);
    outcome = grown;
    head = 0;
    tail = size;
    table = new long[old * 4];
    for (int at = 0; at < size; at++) {
      put(at);
    }
  }

  private static long[] unrolled(long[] ring, int from) {
    long[] grown = new long[ring.length * 2];
    System.arraycopy(ring, from, grown, 0, ring.length - from);
    System.arraycopy(ring, 0, grown, ring.length - from, from);
    return grown;
  }

  private void put(int at) {
    int mask = table.length - 1;
    long hash = hash(high[at], low[at]);
    int slot = home(hash, mask);
    while (table[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    table[slot] = hash & 0xFFFFFFFF00000000L | at + 1;
  }

  /// Takes an entry out and moves back those behind it that were pushed past their place, so that
  /// no marks of what was deleted remain.
  private void remove(int at) {
    int mask = table.length - 1;
    int hole = home(hash(high[at], low[at]), mask);
    while ((int) table[hole] != at + 1) {
      hole = (hole + 1) & mask;
    }
    for (int slot = (hole + 1) & mask; table[slot] != 0; slot = (slot + 1) & mask) {
      int home = home(table[slot], mask);
      if (((slot - home) & mask) >= ((slot - hole) & mask)) {
        table[hole] = table[slot];
        hole = slot;
      }
    }
    table[hole] = 0;
  }

  /// Where an entry belongs follows from the half of its hash that the table keeps.
  private static int home(long hash, int mask) {
    return (int) (hash >>> 32) & mask;
  }

  private static long hash(long idHigh, long idLow) {
    return Content.mix(idHigh ^ Long.rotateLeft(idLow, 32));
  }

  /// Every remembered outcome, the oldest first.
  void forEach(Visitor visitor) {
    for (long number = head; number < tail; number++) {
      int at = (int) (number & high.length - 1);
      visitor.visit(high[at], low[at], content[at], issuedAtMs[at], outcome[at]);
    }
  }

  interface Visitor {
    void visit(long idHigh, long idLow, long content, long issuedAtMs, byte outcome);
  }
}

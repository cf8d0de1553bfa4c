package dev.onhand.inventory.ledger;

import java.util.Arrays;

/// The outcomes of the last commands, by the 128-bit identity of their ids. The oldest is forgotten
/// when the memory is full; from then on commands issued no later than it are too old to be told
/// from a repeat. Primitive columns in a ring, and an index over it.
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
  private final HashIndex index = new HashIndex();

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
    int hash = Content.hash(idHigh, idLow);
    for (int slot = index.first(hash); slot >= 0; slot = index.next(slot, hash)) {
      int at = index.number(slot);
      if (high[at] == idHigh && low[at] == idLow) {
        return at;
      }
    }
    return -1;
  }

  /// A look at what [#find] and [#remember] will look at; see [Upcoming].
  ///
  /// @param ahead how many others will be remembered first
  long glance(long idHigh, long idLow, int ahead) {
    int forgotten = (int) (head + ahead & high.length - 1);
    return index.glance(Content.hash(idHigh, idLow))
        ^ index.glance(Content.hash(high[forgotten], low[forgotten]));
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
    index.add(Content.hash(idHigh, idLow), at);
  }

  void raiseWatermark(long toMs) {
    watermarkMs = Math.max(watermarkMs, toMs);
  }

  /// Makes room for so many at once, before they come.
  void makeRoom(int count) {
    while (high.length < Math.min(count, max)) {
      grow();
    }
    index.makeRoom(count);
  }

  private void forgetOldest() {
    int at = (int) (head++ & high.length - 1);
    raiseWatermark(issuedAtMs[at]);
    index.remove(Content.hash(high[at], low[at]), at);
  }

  /// Before the first is forgotten, so that the ring begins at its first place.
  private void grow() {
    int grown = high.length * 2;
    high = Arrays.copyOf(high, grown);
    low = Arrays.copyOf(low, grown);
    content = Arrays.copyOf(content, grown);
    issuedAtMs = Arrays.copyOf(issuedAtMs, grown);
    outcome = Arrays.copyOf(outcome, grown);
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

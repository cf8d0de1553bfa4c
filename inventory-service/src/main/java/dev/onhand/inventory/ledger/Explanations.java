package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockEvent.Candidate;
import dev.onhand.inventory.ledger.StockEvent.Verdict;
import java.util.Arrays;
import java.util.List;

/// Makes the explanations of promises and refusals, and gives the same instance again for those
/// that come again and again: nearly all orders look at the same few locations, with the same few
/// results.
final class Explanations {
  private static final Verdict[] VERDICTS = Verdict.values();
  private static final int VERDICT_BITS = 3;

  /// A power of two. Of two explanations with one place among them, the later is kept.
  private static final int KNOWN_MAX = 1 << 10;

  private final Places places;
  private final Known[] known = new Known[KNOWN_MAX];
  private final int[] said;
  private int size;
  private int hash;

  /// @param said locations by number, each with its verdict in the lowest bits
  private record Known(int[] said, List<Candidate> explanation) {}

  /// @param candidatesMax in one explanation
  Explanations(Places places, int candidatesMax) {
    this.places = places;
    said = new int[candidatesMax];
  }

  void begin() {
    size = 0;
    hash = 0;
  }

  void add(int place, Verdict verdict) {
    int word = place << VERDICT_BITS | verdict.ordinal();
    said[size++] = word;
    hash = (hash ^ word) * 0x9E3779B9;
  }

  List<Candidate> end() {
    int slot = hash >>> 16 & KNOWN_MAX - 1;
    Known found = known[slot];
    if (found == null || !Arrays.equals(found.said, 0, found.said.length, said, 0, size)) {
      found = new Known(Arrays.copyOf(said, size), explanation());
      known[slot] = found;
    }
    return found.explanation;
  }

  private List<Candidate> explanation() {
    Candidate[] candidates = new Candidate[size];
    for (int i = 0; i < size; i++) {
      Verdict verdict = VERDICTS[said[i] & (1 << VERDICT_BITS) - 1];
      candidates[i] = new Candidate(places.ids.text(said[i] >>> VERDICT_BITS), verdict);
    }
    return List.of(candidates);
  }
}

package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.RuleBook.Eligible;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.Candidate;
import dev.onhand.inventory.ledger.StockEvent.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// From which locations an order is served. Locations are asked by their cost zone in the rule that
/// fits the order, then in the order of [Places]; those at capacity come last. A location that the
/// order names comes first, unless it may not serve it or is at capacity. Fewest splits:
///
/// 1. the first location that has all units of the order by itself;
/// 2. else the first pair that has them together, looked for among the first `pairsMax` locations:
///    the pair whose first location comes first, then whose second does;
/// 3. else, until nothing is open, the location with the most of the units still open, the first of
///    equals.
///
/// Within a split, a location gives all it has before the next is asked. Only locations that have a
/// position of one of the items are looked at. Not thread-safe; its scratch memory is used again.
final class Sourcing {
  /// Nothing is to be left.
  static final int NOWHERE = -1;

  /// How candidates are packed, so that sorting them is sorting by the rule: may not serve, is at
  /// capacity, is not the one that the order names, cost zone, rank, number.
  private static final long NOT_ELIGIBLE = 1L << 62;

  private static final long AT_CAPACITY = 1L << 61;
  private static final long NOT_NAMED = 1L << 60;
  private static final int ZONE_SHIFT = 48;
  private static final int RANK_SHIFT = 24;
  private static final int PLACE_MASK = (1 << RANK_SHIFT) - 1;

  private final Symbols items;
  private final Places places;
  private final Positions positions;
  private final LedgerLimits limits;
  private final LotPicking lotPicking;
  private final Explanations explanations;

  private long[] candidates = new long[16];
  /// All that were looked at, and those of them that may serve, which come first.
  private int lookedAt;
  private int candidateCount;
  private int left;
  private int named;
  private int[] seenIn = new int[16];
  private int[] covered = new int[16];
  private int round;
  private int[] chosen = new int[16];
  private int chosenCount;

  Sourcing(LedgerState state, LedgerLimits limits) {
    items = state.items;
    places = state.places;
    positions = state.positions;
    lotPicking = new LotPicking(state);
    this.limits = limits;
    explanations = new Explanations(places, limits.explainedMax());
  }

  /// Chooses. Every item must be available in the demanded number over all eligible locations
  /// together.
  ///
  /// @param eligible null: all locations
  /// @param leaving a location that may not serve, or [#NOWHERE]
  void choose(Demand demand, Eligible eligible, int leaving) {
    choose(demand, eligible, leaving, NOWHERE);
  }

  /// @param first the location that the order names, or [#NOWHERE]
  void choose(Demand demand, Eligible eligible, int leaving, int first) {
    left = leaving;
    named = first;
    lookAround(demand, eligible);
    chosenCount = 0;
    for (int i = 0; i < candidateCount; i++) {
      int place = place(i);
      if (covered[place] == demand.size()) {
        add(place);
        return;
      }
    }
    if (!choosePair(demand)) {
      chooseMost(demand);
    }
  }

  private void lookAround(Demand demand, Eligible eligible) {
    lookedAt = 0;
    candidateCount = 0;
    round++;
    if (seenIn.length < places.size()) {
      seenIn = Arrays.copyOf(seenIn, places.size() * 2);
      covered = Arrays.copyOf(covered, places.size() * 2);
      candidates = Arrays.copyOf(candidates, places.size() * 2);
      chosen = Arrays.copyOf(chosen, places.size() * 2);
    }
    for (int d = 0; d < demand.size(); d++) {
      int sku = demand.sku(d);
      for (int row = positions.firstRow(sku), end = positions.endRow(sku); row < end; row++) {
        int place = positions.location(row);
        if (seenIn[place] != round) {
          seenIn[place] = round;
          covered[place] = 0;
          candidates[lookedAt++] = candidate(place, eligible);
        }
        if (covers(sku, row, place, demand.units(d))) {
          covered[place]++;
        }
      }
    }
    Arrays.sort(candidates, 0, lookedAt);
  }

  /// Whether a location has the units; asked once per item and location.
  private boolean covers(int sku, int row, int place, long units) {
    if (!positions.hasLots(sku)) {
      return positions.promisable(row) >= units;
    }
    return positions.isFirstOfPlace(sku, row) && positions.promisable(sku, place) >= units;
  }

  private long candidate(int place, Eligible eligible) {
    long packed = (long) places.rank(place) << RANK_SHIFT | place;
    if (eligible != null && !eligible.has(place) || place == left) {
      return packed | NOT_ELIGIBLE;
    }
    candidateCount++;
    if (places.isAtCapacity(place)) {
      packed |= AT_CAPACITY;
    }
    if (place != named) {
      packed |= NOT_NAMED;
    }
    return eligible == null ? packed : packed | (long) eligible.zone(place) << ZONE_SHIFT;
  }

  private int place(int at) {
    return (int) candidates[at] & PLACE_MASK;
  }

  private boolean choosePair(Demand demand) {
    int count = Math.min(candidateCount, limits.pairsMax());
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        if (together(demand, place(i), place(j))) {
          add(place(i));
          add(place(j));
          return true;
        }
      }
    }
    return false;
  }

  private boolean together(Demand demand, int first, int second) {
    for (int d = 0; d < demand.size(); d++) {
      if (positions.promisable(demand.sku(d), first) + positions.promisable(demand.sku(d), second)
          < demand.units(d)) {
        return false;
      }
    }
    return true;
  }

  private void chooseMost(Demand demand) {
    long[] open = new long[demand.size()];
    Arrays.setAll(open, demand::units);
    for (long missing = Arrays.stream(open).sum(); missing > 0; ) {
      int best = -1;
      long most = 0;
      for (int i = 0; i < candidateCount; i++) {
        long gives = isChosen(place(i)) ? 0 : gives(demand, open, place(i));
        if (gives > most) {
          most = gives;
          best = i;
        }
      }
      if (best < 0) {
        throw new LedgerBroken("available in all, but at no location");
      }
      int place = place(best);
      for (int d = 0; d < open.length; d++) {
        open[d] -= Math.min(open[d], positions.promisable(demand.sku(d), place));
      }
      missing -= most;
      add(place);
    }
  }

  private long gives(Demand demand, long[] open, int place) {
    long gives = 0;
    for (int d = 0; d < open.length; d++) {
      gives += Math.min(open[d], positions.promisable(demand.sku(d), place));
    }
    return gives;
  }

  private boolean isChosen(int place) {
    for (int c = 0; c < chosenCount; c++) {
      if (chosen[c] == place) {
        return true;
      }
    }
    return false;
  }

  private void add(int place) {
    chosen[chosenCount++] = place;
  }

  /// Deals the chosen locations' units out to the lines, in their order.
  ///
  /// @param skus the items of the lines, by number
  List<Allocation> allocate(List<StockCommand.Line> lines, int[] skus, Demand demand) {
    List<Allocation> allocations = new ArrayList<>(lines.size());
    lotPicking.begin();
    if (chosenCount == 1) {
      String place = places.ids.text(chosen[0]);
      for (int i = 0; i < lines.size(); i++) {
        StockCommand.Line line = lines.get(i);
        if (positions.hasLots(skus[i])) {
          lotPicking.pick(allocations, line.lineId(), skus[i], chosen[0], line.quantity());
          continue;
        }
        String sku = items.text(skus[i]);
        allocations.add(new Allocation(line.lineId(), sku, place, line.quantity()));
      }
      return allocations;
    }
    long[] has = new long[demand.size() * chosenCount];
    for (int d = 0; d < demand.size(); d++) {
      for (int c = 0; c < chosenCount; c++) {
        has[d * chosenCount + c] = positions.promisable(demand.sku(d), chosen[c]);
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      StockCommand.Line line = lines.get(i);
      long needed = line.quantity();
      int from = demand.indexOf(skus[i]) * chosenCount;
      for (int c = 0; needed > 0; c++) {
        long taken = Math.min(needed, has[from + c]);
        if (taken > 0) {
          has[from + c] -= taken;
          needed -= taken;
          lotPicking.pick(allocations, line.lineId(), skus[i], chosen[c], taken);
        }
      }
    }
    return allocations;
  }

  /// What became of each location looked at: first those that may serve.
  List<Candidate> explain(Demand demand) {
    int count = Math.min(lookedAt, limits.explainedMax());
    explanations.begin();
    for (int i = 0; i < count; i++) {
      explanations.add(place(i), verdict(i, demand));
    }
    return explanations.end();
  }

  /// Why each location that was looked at could not serve an order of which not all is there.
  List<Candidate> explainRefusal(Demand demand, Eligible eligible, int first) {
    left = NOWHERE;
    named = first;
    lookAround(demand, eligible);
    int count = Math.min(lookedAt, limits.explainedMax());
    explanations.begin();
    for (int i = 0; i < count; i++) {
      boolean has = covered[place(i)] == demand.size();
      boolean may = (candidates[i] & NOT_ELIGIBLE) == 0;
      Verdict why = has ? Verdict.KEPT_FOR_OTHERS : Verdict.SHORT;
      explanations.add(place(i), may ? why : Verdict.NOT_ELIGIBLE);
    }
    return explanations.end();
  }

  private Verdict verdict(int at, Demand demand) {
    int place = place(at);
    if (isChosen(place)) {
      return Verdict.CHOSEN;
    }
    if ((candidates[at] & NOT_ELIGIBLE) != 0) {
      return place == left ? Verdict.LEFT : Verdict.NOT_ELIGIBLE;
    }
    if ((candidates[at] & AT_CAPACITY) != 0) {
      return Verdict.AT_CAPACITY;
    }
    return covered[place] == demand.size() ? Verdict.LOWER_PRIORITY : Verdict.SHORT;
  }
}

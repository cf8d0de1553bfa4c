package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.Candidate;
import dev.onhand.inventory.ledger.StockEvent.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// From which locations an order is served. Rule version 1, fewest splits:
///
/// 1. the first location, in the order of [Places], that has all units of the order by itself;
/// 2. else the first pair that has them together, looked for among the first `pairsMax` locations:
///    the pair whose first location comes first, then whose second does;
/// 3. else, until nothing is open, the location with the most of the units still open, the first of
///    equals.
///
/// Within a split, a location gives all it has before the next is asked. Only locations that have a
/// position of one of the items are looked at. Not thread-safe; its scratch memory is used again.
final class Sourcing {
  static final int RULE_VERSION = 1;

  private final Symbols items;
  private final Places places;
  private final Positions positions;
  private final LedgerLimits limits;

  /// Locations looked at: rank in the upper half, number in the lower, so that sorting is by rank.
  private long[] candidates = new long[16];
  private int candidateCount;
  private int[] seenIn = new int[16];
  private int[] covered = new int[16];
  private int round;
  private int[] chosen = new int[16];
  private int chosenCount;

  Sourcing(LedgerState state, LedgerLimits limits) {
    items = state.items;
    places = state.places;
    positions = state.positions;
    this.limits = limits;
  }

  /// Chooses. Every item must be available in the demanded number over all locations together.
  void choose(Demand demand) {
    lookAround(demand);
    chosenCount = 0;
    for (int i = 0; i < candidateCount; i++) {
      int place = (int) candidates[i];
      if (covered[place] == demand.size()) {
        add(place);
        return;
      }
    }
    if (!choosePair(demand)) {
      chooseMost(demand);
    }
  }

  private void lookAround(Demand demand) {
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
          candidates[candidateCount++] = (long) places.rank(place) << 32 | place;
        }
        if (positions.free(row) >= demand.units(d)) {
          covered[place]++;
        }
      }
    }
    Arrays.sort(candidates, 0, candidateCount);
  }

  private boolean choosePair(Demand demand) {
    int count = Math.min(candidateCount, limits.pairsMax());
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        if (together(demand, (int) candidates[i], (int) candidates[j])) {
          add((int) candidates[i]);
          add((int) candidates[j]);
          return true;
        }
      }
    }
    return false;
  }

  private boolean together(Demand demand, int first, int second) {
    for (int d = 0; d < demand.size(); d++) {
      if (free(demand.sku(d), first) + free(demand.sku(d), second) < demand.units(d)) {
        return false;
      }
    }
    return true;
  }

  private void chooseMost(Demand demand) {
    long[] open = new long[demand.size()];
    Arrays.setAll(open, demand::units);
    for (long left = Arrays.stream(open).sum(); left > 0; ) {
      int best = -1;
      long most = 0;
      for (int i = 0; i < candidateCount; i++) {
        long gives = isChosen((int) candidates[i]) ? 0 : gives(demand, open, (int) candidates[i]);
        if (gives > most) {
          most = gives;
          best = i;
        }
      }
      if (best < 0) {
        throw new LedgerBroken("available in all, but at no location");
      }
      int place = (int) candidates[best];
      for (int d = 0; d < open.length; d++) {
        open[d] -= Math.min(open[d], free(demand.sku(d), place));
      }
      left -= most;
      add(place);
    }
  }

  private long gives(Demand demand, long[] open, int place) {
    long gives = 0;
    for (int d = 0; d < open.length; d++) {
      gives += Math.min(open[d], free(demand.sku(d), place));
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

  private long free(int sku, int place) {
    int row = positions.row(sku, place);
    return row < 0 ? 0 : positions.free(row);
  }

  private void add(int place) {
    chosen[chosenCount++] = place;
  }

  /// Deals the chosen locations' units out to the lines, in their order.
  List<Allocation> allocate(List<StockCommand.Line> lines, int[] skus, Demand demand) {
    List<Allocation> allocations = new ArrayList<>(lines.size());
    if (chosenCount == 1) {
      String place = places.ids.text(chosen[0]);
      for (int i = 0; i < skus.length; i++) {
        StockCommand.Line line = lines.get(i);
        String sku = items.text(skus[i]);
        allocations.add(new Allocation(line.lineId(), sku, place, line.quantity()));
      }
      return allocations;
    }
    long[] left = new long[demand.size() * chosenCount];
    for (int d = 0; d < demand.size(); d++) {
      for (int c = 0; c < chosenCount; c++) {
        left[d * chosenCount + c] = free(demand.sku(d), chosen[c]);
      }
    }
    for (int i = 0; i < skus.length; i++) {
      StockCommand.Line line = lines.get(i);
      long needed = line.quantity();
      int from = demand.indexOf(skus[i]) * chosenCount;
      for (int c = 0; needed > 0; c++) {
        long taken = Math.min(needed, left[from + c]);
        if (taken > 0) {
          left[from + c] -= taken;
          needed -= taken;
          String place = places.ids.text(chosen[c]);
          allocations.add(new Allocation(line.lineId(), items.text(skus[i]), place, taken));
        }
      }
    }
    return allocations;
  }

  /// What became of each location looked at.
  List<Candidate> explain(Demand demand) {
    int count = Math.min(candidateCount, limits.explainedMax());
    List<Candidate> explanation = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int place = (int) candidates[i];
      explanation.add(new Candidate(places.ids.text(place), verdict(place, demand)));
    }
    return explanation;
  }

  private Verdict verdict(int place, Demand demand) {
    if (isChosen(place)) {
      return Verdict.CHOSEN;
    }
    return covered[place] == demand.size() ? Verdict.LOWER_PRIORITY : Verdict.SHORT;
  }
}

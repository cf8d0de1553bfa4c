package dev.onhand.inventory.ledger;

import java.util.Arrays;
import java.util.Comparator;

/// The locations of a pool and the order in which they are asked: by priority, 0 first, then by id.
final class Places {
  final Symbols ids = new Symbols();
  private String[] country = new String[16];
  private int[] priority = new int[16];
  private boolean[] provisional = new boolean[16];
  private int[] rank = new int[16];
  /// Units promised from there, over all items.
  private long[] promised = new long[16];
  /// How many of them it can work off; [Long#MAX_VALUE] where no one said.
  private long[] capacity = unlimited(16);

  private static long[] unlimited(int places) {
    long[] units = new long[places];
    Arrays.fill(units, Long.MAX_VALUE);
    return units;
  }

  int size() {
    return ids.size();
  }

  int find(String locationId) {
    return ids.find(locationId);
  }

  int define(String locationId, String countryCode, int askedAt, boolean onlyAssumed) {
    int place = ids.intern(locationId);
    if (place == priority.length) {
      int grown = place * 2;
      country = Arrays.copyOf(country, grown);
      priority = Arrays.copyOf(priority, grown);
      provisional = Arrays.copyOf(provisional, grown);
      rank = Arrays.copyOf(rank, grown);
      promised = Arrays.copyOf(promised, grown);
      capacity = Arrays.copyOf(capacity, grown);
      Arrays.fill(capacity, place, grown, Long.MAX_VALUE);
    }
    country[place] = countryCode;
    priority[place] = askedAt;
    provisional[place] = onlyAssumed;
    return place;
  }

  /// To be called when locations were defined, before the next question.
  void rankAgain() {
    Integer[] order = new Integer[size()];
    Arrays.setAll(order, place -> place);
    Arrays.sort(
        order, Comparator.comparingInt((Integer p) -> priority[p]).thenComparing(ids::text));
    for (int i = 0; i < order.length; i++) {
      rank[order[i]] = i;
    }
  }

  void addPromised(int place, long change) {
    promised[place] += change;
  }

  boolean isAtCapacity(int place) {
    return promised[place] >= capacity[place];
  }

  void clearCapacities() {
    Arrays.fill(capacity, Long.MAX_VALUE);
  }

  void setCapacity(int place, long unitsMax) {
    capacity[place] = unitsMax;
  }

  int rank(int place) {
    return rank[place];
  }

  String country(int place) {
    return country[place];
  }

  int priority(int place) {
    return priority[place];
  }

  boolean provisional(int place) {
    return provisional[place];
  }
}

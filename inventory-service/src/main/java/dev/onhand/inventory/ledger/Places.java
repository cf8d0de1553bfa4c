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

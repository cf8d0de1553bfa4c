package dev.onhand.local.verify;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a pool keeps back and from whom, as its log says: safety stock, fences and how much of them
/// is promised, rules, lots that are held or expire.
final class PromiseBook {
  /// Stands for every channel that nothing names.
  static final String ANY = "";

  /// Which locations may serve which orders, as far as it matters to a channel.
  ///
  /// @param channel empty: every channel's orders
  /// @param forAllOfThem wherever they go, however fast they are wanted
  record Rule(String channel, boolean forAllOfThem, Set<Integer> places) {}

  private static final class Lot {
    long expiresAtMs;
    boolean held;
    long reserved;
  }

  private final Names channels = new Names();
  private final Index reservedOf = new Index();
  private long[] reserved = new long[64];
  private final Map<Long, Long> safety = new HashMap<>();
  private final Map<Integer, Map<String, Long>> fences = new HashMap<>();
  private final Map<Long, Lot> lots = new HashMap<>();
  private final Set<Long> heldNow = new TreeSet<>();
  private List<Rule> rules = List.of();

  /// What may be promised of one item.
  ///
  /// @param toAny to every channel that nothing names
  /// @param byChannel to those that a fence of the item or a rule of the pool names
  record Figures(long toAny, Map<String, Long> byChannel) {}

  Names channels() {
    return channels;
  }

  void keep(int sku, int place, long units) {
    safety.put(pair(sku, place), units);
  }

  void fence(int sku, String channel, long units) {
    var ofItem = fences.computeIfAbsent(sku, _ -> new TreeMap<>());
    if (units == 0) {
      ofItem.remove(channel);
    } else {
      ofItem.put(channel, units);
    }
  }

  void rule(List<Rule> all) {
    rules = all;
  }

  void expires(int sku, int lot, long atMs) {
    lot(sku, lot).expiresAtMs = atMs;
  }

  void hold(int sku, int lot, boolean held) {
    lot(sku, lot).held = held;
    if (held) {
      heldNow.add(pair(sku, lot));
    }
  }

  /// Units are promised to an order of the channel, or no longer (negative).
  void promise(int channel, int sku, int lot, long units) {
    int at = reservedOf.add(sku, channel);
    if (at == reserved.length) {
      reserved = Arrays.copyOf(reserved, at * 2);
    }
    reserved[at] += units;
    if (lot != StockBook.NO_LOT) {
      lot(sku, lot).reserved += units;
    }
  }

  /// Whether units of the lot must not be promised now.
  boolean isBlocked(int sku, int lot, long nowMs) {
    var found = lots.get(pair(sku, lot));
    return found != null && (found.held || found.expiresAtMs != 0 && found.expiresAtMs <= nowMs);
  }

  /// A lot held in the decision that ends here, of which some is promised still; null if none is.
  ///
  /// @return the numbers of its item and of itself
  int[] heldAndPromised() {
    int[] found = null;
    for (long key : heldNow) {
      var lot = lots.get(key);
      if (lot.held && lot.reserved != 0) {
        found = new int[] {(int) (key >> Integer.SIZE), (int) key};
      }
    }
    heldNow.clear();
    return found;
  }

  /// @param free units that nobody was promised, of lots that are not blocked, by location
  Figures figures(int sku, Map<Integer, Long> free) {
    var named = new TreeSet<>(fences.getOrDefault(sku, Map.of()).keySet());
    rules.forEach(rule -> named.add(rule.channel()));
    named.remove(ANY);
    Map<String, Long> byChannel = new TreeMap<>();
    for (var channel : named) {
      byChannel.put(channel, figure(sku, free, channel));
    }
    return new Figures(figure(sku, free, ANY), byChannel);
  }

  private long figure(int sku, Map<Integer, Long> free, String channel) {
    long sum = 0;
    for (var at : free.entrySet()) {
      if (mayServe(channel, at.getKey())) {
        long kept = safety.getOrDefault(pair(sku, at.getKey()), 0L);
        sum += Math.max(0, at.getValue() - kept);
      }
    }
    for (var fence : fences.getOrDefault(sku, Map.of()).entrySet()) {
      if (!fence.getKey().equals(channel)) {
        sum -= Math.max(0, fence.getValue() - reservedOf(sku, fence.getKey()));
      }
    }
    return Math.max(0, sum);
  }

  private long reservedOf(int sku, String channel) {
    var bytes = channel.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int at = reservedOf.find(sku, channels.number(bytes, 0, bytes.length));
    return at < 0 ? 0 : reserved[at];
  }

  private boolean mayServe(String channel, int place) {
    for (var rule : rules) {
      if (rule.channel().isEmpty() || rule.channel().equals(channel)) {
        if (rule.places().contains(place)) {
          return true;
        }
        if (rule.forAllOfThem()) {
          return false;
        }
      }
    }
    return true;
  }

  private Lot lot(int sku, int lot) {
    return lots.computeIfAbsent(pair(sku, lot), _ -> new Lot());
  }

  private static long pair(int first, int second) {
    return (long) first << Integer.SIZE | second;
  }
}

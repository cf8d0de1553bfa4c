package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.SourcingRules.Capacity;
import dev.onhand.inventory.ledger.SourcingRules.Rule;
import dev.onhand.inventory.ledger.SourcingRules.Source;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.Candidate;
import dev.onhand.inventory.ledger.StockEvent.Verdict;
import dev.onhand.inventory.ledger.StockEvent.Waiting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the model knows about stock and promises, how much of it can be promised, and from where it
/// would serve an order.
class StockBookModel {
  static final class Promise {
    String id;
    String orderId;
    String channel;
    String country;
    String serviceLevel;
    int priority;
    long expiresAtMs;
    int events = 1;

    /// Whoever changes it makes a new list.
    List<Allocation> open = new ArrayList<>();

    private List<Allocation> counted = List.of();
    List<Waiting> waiting = new ArrayList<>();
    String peggedTo = "";
  }

  final LedgerLimits limits;
  final Map<String, Integer> locations = new TreeMap<>();
  final Set<String> items = new TreeSet<>();

  /// By item, location and lot (empty: none).
  final Map<String, Map<String, Map<String, Map<StockStatus, Long>>>> onHand = new HashMap<>();

  /// Of an item's lots, when they expire (0: never), and which are held.
  final Map<String, Map<String, Long>> lots = new HashMap<>();

  final Map<String, Set<String>> heldLots = new HashMap<>();
  long timeMs;

  /// By id, in the order of their making.
  final Map<String, Promise> promises = new LinkedHashMap<>();

  final Map<String, Long> safety = new HashMap<>();
  final Map<String, Map<String, Long>> fences = new HashMap<>();
  SourcingRules rules = SourcingRules.NONE;
  int ruleVersion = 1;

  private final Map<String, Map<String, Map<String, Long>>> reservedNow = new HashMap<>();
  private final Set<Promise> counted = new LinkedHashSet<>();
  private boolean changed;

  StockBookModel(LedgerLimits limits) {
    this.limits = limits;
  }

  Map<String, Map<String, Map<StockStatus, Long>>> positions(String sku) {
    return onHand.computeIfAbsent(sku, _ -> new HashMap<>());
  }

  Map<String, Map<StockStatus, Long>> at(String sku, String location) {
    return positions(sku).computeIfAbsent(location, _ -> new HashMap<>());
  }

  long units(String sku, String location, String lot, StockStatus status) {
    return positions(sku)
        .getOrDefault(location, Map.of())
        .getOrDefault(lot, Map.of())
        .getOrDefault(status, 0L);
  }

  /// The lots at a location, first expired first, those that never expire last.
  List<String> lotsAt(String sku, String location) {
    List<String> found = new ArrayList<>(positions(sku).getOrDefault(location, Map.of()).keySet());
    found.sort(
        Comparator.comparing(
                (String lot) -> {
                  long expires = expiry(sku, lot);
                  return expires == 0 ? Long.MAX_VALUE : expires;
                })
            .thenComparing(lot -> lot));
    return found;
  }

  boolean isBlocked(String sku, String lot) {
    if (lot.isEmpty()) return false;
    long expires = expiry(sku, lot);
    return heldLots.getOrDefault(sku, Set.of()).contains(lot) || expires != 0 && expires <= timeMs;
  }

  private long expiry(String sku, String lot) {
    return lots.getOrDefault(sku, Map.of()).getOrDefault(lot, 0L);
  }

  /// By item, then by location and lot, or by channel; by location over all items. After a change,
  /// what the promises that changed held before is taken out, and what they hold now put in.
  private Map<String, Map<String, Map<String, Long>>> reserved() {
    if (!changed) return reservedNow;
    changed = false;
    for (Promise promise : promises.values()) {
      if (promise.counted != promise.open) {
        count(promise, -1);
        promise.counted = promise.open;
        count(promise, 1);
        counted.add(promise);
      }
    }
    if (counted.size() > promises.size()) {
      for (Promise gone : List.copyOf(counted)) {
        if (promises.get(gone.id) != gone) {
          count(gone, -1);
          counted.remove(gone);
        }
      }
    }
    return reservedNow;
  }

  private void count(Promise promise, int sign) {
    for (Allocation a : promise.counted) {
      add(a.sku(), a.locationId(), a.lot(), sign * a.quantity());
      add("any item", a.locationId(), "", sign * a.quantity());
      add(a.sku(), "any location", promise.channel, sign * a.quantity());
    }
  }

  private void add(String sku, String location, String what, long units) {
    reservedNow
        .computeIfAbsent(sku, _ -> new HashMap<>())
        .computeIfAbsent(location, _ -> new HashMap<>())
        .merge(what, units, Long::sum);
  }

  long reserved(String sku, String location, String what) {
    return reserved()
        .getOrDefault(sku, Map.of())
        .getOrDefault(location, Map.of())
        .getOrDefault(what, 0L);
  }

  void promisesChanged() {
    changed = true;
  }

  long free(String sku, String location, String lot) {
    return units(sku, location, lot, StockStatus.SELLABLE) - reserved(sku, location, lot);
  }

  long promisable(String sku, String location) {
    long sum = 0;
    for (String lot : lotsAt(sku, location)) {
      sum += isBlocked(sku, lot) ? 0 : free(sku, location, lot);
    }
    return Math.max(0, sum - safety.getOrDefault(sku + "@" + location, 0L));
  }

  long available(String sku) {
    long sum = 0;
    for (String location : locations.keySet()) {
      for (String lot : lotsAt(sku, location)) {
        sum += free(sku, location, lot);
      }
    }
    return sum;
  }

  StockLevel level(String sku, String location, String lot) {
    return new StockLevel(
        sku,
        location,
        lot,
        units(sku, location, lot, StockStatus.SELLABLE),
        units(sku, location, lot, StockStatus.QUARANTINE),
        units(sku, location, lot, StockStatus.DAMAGED),
        reserved(sku, location, lot));
  }

  /// Σ over the locations, less what other channels' fences still keep.
  long toPromise(String sku, String channel, java.util.function.Predicate<String> mayServe) {
    long sum = 0;
    for (String location : locations.keySet()) {
      if (mayServe.test(location)) sum += promisable(sku, location);
    }
    for (var fence : fences.getOrDefault(sku, Map.of()).entrySet()) {
      if (!fence.getKey().equals(channel)) {
        sum -= Math.max(0, fence.getValue() - reserved(sku, "any location", fence.getKey()));
      }
    }
    return Math.max(0, sum);
  }

  /// The rule for an order, or null.
  Rule ruleFor(String channel, String country, String serviceLevel) {
    for (Rule rule : rules.rules()) {
      if ((rule.channel().isEmpty() || rule.channel().equals(channel))
          && (rule.countries().isEmpty() || rule.countries().contains(country))
          && (rule.serviceLevel().isEmpty() || rule.serviceLevel().equals(serviceLevel))) {
        return rule;
      }
    }
    return null;
  }

  static boolean mayServe(Rule rule, String location) {
    return rule == null || zone(rule, location) >= 0;
  }

  private static int zone(Rule rule, String location) {
    for (Source source : rule.sources()) {
      if (source.locationId().equals(location)) return source.costZone();
    }
    return -1;
  }

  /// For some order of the channel: a rule that is for all of them hides those behind it.
  long availableToChannel(String sku, String channel) {
    return toPromise(sku, channel, location -> serves(channel, location));
  }

  boolean serves(String channel, String location) {
    for (Rule rule : rules.rules()) {
      if (rule.channel().isEmpty() || rule.channel().equals(channel)) {
        if (zone(rule, location) >= 0) return true;
        if (rule.countries().isEmpty() && rule.serviceLevel().isEmpty()) return false;
      }
    }
    return true;
  }

  private boolean isFull(String location) {
    for (Capacity capacity : rules.capacities()) {
      if (capacity.locationId().equals(location)) {
        return reserved("any item", location, "") >= lastCapacity(location);
      }
    }
    return false;
  }

  private long lastCapacity(String location) {
    long units = 0;
    for (Capacity capacity : rules.capacities()) {
      if (capacity.locationId().equals(location)) units = capacity.units();
    }
    return units;
  }

  /// From where a demand is served.
  final class Choice {
    final Map<String, Long> demand;
    final List<String> asked = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private final Set<String> full = new TreeSet<>();
    private final String left;
    final List<String> chosen;

    Choice(Map<String, Long> demand, Rule rule, String left) {
      this(demand, rule, left, "");
    }

    /// `named` comes first of those that may serve and are not full.
    Choice(Map<String, Long> demand, Rule rule, String left, String named) {
      this.demand = demand;
      this.left = left;
      for (String location : locations.keySet()) {
        if (demand.keySet().stream().anyMatch(sku -> positions(sku).containsKey(location))) {
          boolean may = mayServe(rule, location) && !location.equals(left);
          (may ? asked : passedOver).add(location);
          if (isFull(location)) full.add(location);
        }
      }
      Comparator<String> byPriority =
          Comparator.comparing((String l) -> locations.get(l)).thenComparing(l -> l);
      asked.sort(
          Comparator.comparing((String l) -> full.contains(l))
              .thenComparing(l -> !l.equals(named))
              .thenComparing(l -> rule == null ? 0 : zone(rule, l))
              .thenComparing(byPriority));
      passedOver.sort(byPriority);
      chosen = covers(asked) ? choose() : List.of();
    }

    private List<String> choose() {
      for (String location : asked) {
        if (covers(List.of(location))) return List.of(location);
      }
      List<String> near = asked.subList(0, Math.min(asked.size(), limits.pairsMax()));
      for (String first : near) {
        for (String second : near.subList(near.indexOf(first) + 1, near.size())) {
          if (covers(List.of(first, second))) return List.of(first, second);
        }
      }
      Map<String, Long> open = new HashMap<>(demand);
      List<String> chosen = new ArrayList<>();
      while (open.values().stream().anyMatch(units -> units > 0)) {
        String best = null;
        long most = 0;
        for (String location : asked) {
          long gives = 0;
          for (String sku : open.keySet()) {
            gives += Math.min(open.get(sku), promisable(sku, location));
          }
          if (!chosen.contains(location) && gives > most) {
            most = gives;
            best = location;
          }
        }
        chosen.add(best);
        String giver = best;
        open.replaceAll((sku, units) -> units - Math.min(units, promisable(sku, giver)));
      }
      return chosen;
    }

    private boolean covers(List<String> at) {
      for (String sku : demand.keySet()) {
        long there = 0;
        for (String location : at) {
          there += promisable(sku, location);
        }
        if (there < demand.get(sku)) return false;
      }
      return true;
    }

    /// Lines in their order, chosen locations in theirs.
    List<Allocation> deal(List<StockCommand.Line> lines) {
      List<Allocation> dealt = new ArrayList<>();
      Map<String, Long> taken = new HashMap<>();
      for (StockCommand.Line line : lines) {
        long needed = line.quantity();
        for (String location : chosen) {
          String place = line.sku() + "@" + location;
          long there = promisable(line.sku(), location) - taken.getOrDefault(place, 0L);
          long units = Math.min(there, needed);
          if (units > 0) {
            needed -= units;
            taken.merge(place, units, Long::sum);
            pick(dealt, line, location, units);
          }
        }
      }
      return dealt;
    }

    /// Of the lots at the location that are not blocked, first expired first.
    private void pick(List<Allocation> dealt, StockCommand.Line line, String at, long units) {
      long left = units;
      for (String lot : lotsAt(line.sku(), at)) {
        long free = isBlocked(line.sku(), lot) ? 0 : free(line.sku(), at, lot);
        for (Allocation a : dealt) {
          boolean same = a.sku().equals(line.sku()) && a.locationId().equals(at);
          free -= same && a.lot().equals(lot) ? a.quantity() : 0;
        }
        long taken = Math.min(left, free);
        if (taken > 0) {
          left -= taken;
          dealt.add(new Allocation(line.lineId(), line.sku(), at, lot, taken));
        }
      }
    }

    /// Why no location can serve the order.
    List<Candidate> explainRefusal() {
      List<Candidate> explanation = new ArrayList<>();
      for (String location : asked) {
        boolean has = covers(List.of(location));
        Verdict verdict = has ? Verdict.KEPT_FOR_OTHERS : Verdict.SHORT;
        explanation.add(new Candidate(location, verdict));
      }
      passedOver.forEach(l -> explanation.add(new Candidate(l, Verdict.NOT_ELIGIBLE)));
      return explanation.subList(0, Math.min(explanation.size(), limits.explainedMax()));
    }

    List<Candidate> explain() {
      List<Candidate> explanation = new ArrayList<>();
      for (String location : asked) {
        Verdict verdict =
            chosen.contains(location)
                ? Verdict.CHOSEN
                : full.contains(location)
                    ? Verdict.AT_CAPACITY
                    : covers(List.of(location)) ? Verdict.LOWER_PRIORITY : Verdict.SHORT;
        explanation.add(new Candidate(location, verdict));
      }
      for (String location : passedOver) {
        boolean isLeft = location.equals(left);
        explanation.add(new Candidate(location, isLeft ? Verdict.LEFT : Verdict.NOT_ELIGIBLE));
      }
      return explanation.subList(0, Math.min(explanation.size(), limits.explainedMax()));
    }
  }

  int openPromises() {
    return promises.size();
  }
}

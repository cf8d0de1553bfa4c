package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockEvent.Allocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the model knows about stock and promises, and from where it would serve an order.
class StockBookModel {
  static final class Promise {
    String id;
    String orderId;
    int priority;
    long expiresAtMs;
    int events = 1;
    List<Allocation> open = new ArrayList<>();
  }

  final LedgerLimits limits;
  final Map<String, Integer> locations = new TreeMap<>();
  final Set<String> items = new TreeSet<>();
  final Map<String, Map<String, Map<StockStatus, Long>>> onHand = new HashMap<>();
  final Map<String, Promise> promises = new LinkedHashMap<>();

  private Map<String, Long> reservedNow;

  StockBookModel(LedgerLimits limits) {
    this.limits = limits;
  }

  Map<String, Map<StockStatus, Long>> positions(String sku) {
    return onHand.computeIfAbsent(sku, _ -> new HashMap<>());
  }

  long units(String sku, String location, StockStatus status) {
    return positions(sku).getOrDefault(location, Map.of()).getOrDefault(status, 0L);
  }

  /// Added up anew after each change, from nothing but the promises.
  long reserved(String sku, String location) {
    if (reservedNow == null) {
      reservedNow = new HashMap<>();
      for (Promise promise : promises.values()) {
        for (Allocation a : promise.open) {
          reservedNow.merge(a.sku() + "@" + a.locationId(), a.quantity(), Long::sum);
        }
      }
    }
    return reservedNow.getOrDefault(sku + "@" + location, 0L);
  }

  void promisesChanged() {
    reservedNow = null;
  }

  long free(String sku, String location) {
    return units(sku, location, StockStatus.SELLABLE) - reserved(sku, location);
  }

  long available(String sku) {
    return locations.keySet().stream().mapToLong(location -> free(sku, location)).sum();
  }

  StockLevel level(String sku, String location) {
    return new StockLevel(
        sku,
        location,
        units(sku, location, StockStatus.SELLABLE),
        units(sku, location, StockStatus.QUARANTINE),
        units(sku, location, StockStatus.DAMAGED),
        reserved(sku, location));
  }

  List<String> choose(Map<String, Long> demand, List<String> asked) {
    for (String location : asked) {
      if (covers(demand, List.of(location))) return List.of(location);
    }
    List<String> near = asked.subList(0, Math.min(asked.size(), limits.pairsMax()));
    for (String first : near) {
      for (String second : near.subList(near.indexOf(first) + 1, near.size())) {
        if (covers(demand, List.of(first, second))) return List.of(first, second);
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
          gives += Math.min(open.get(sku), free(sku, location));
        }
        if (!chosen.contains(location) && gives > most) {
          most = gives;
          best = location;
        }
      }
      chosen.add(best);
      String giver = best;
      open.replaceAll((sku, units) -> units - Math.min(units, free(sku, giver)));
    }
    return chosen;
  }

  boolean covers(Map<String, Long> demand, List<String> at) {
    for (String sku : demand.keySet()) {
      long there = 0;
      for (String location : at) {
        there += free(sku, location);
      }
      if (there < demand.get(sku)) return false;
    }
    return true;
  }

  int openPromises() {
    return promises.size();
  }
}

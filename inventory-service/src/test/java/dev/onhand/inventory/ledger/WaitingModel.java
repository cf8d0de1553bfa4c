package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.SourcingRules.Rule;
import dev.onhand.inventory.ledger.StockCommand.*;
import dev.onhand.inventory.ledger.StockEvent.Waiting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rules about what is expected, and about those who wait for it.
class WaitingModel extends StockBookModel {
  boolean poolOpen;
  List<StockEvent> events = new ArrayList<>();
  final Map<String, DefineKit> kits = new HashMap<>();

  /// What is on its way, by what it is, in the order in which it was first said.
  final Map<String, StockEvent.InboundExpected> supplies = new LinkedHashMap<>();

  WaitingModel(LedgerLimits limits) {
    super(limits);
  }

  long waitedFor(String sku) {
    return promises.values().stream()
        .flatMap(p -> p.waiting.stream())
        .filter(w -> w.sku().equals(sku))
        .mapToLong(Waiting::quantity)
        .sum();
  }

  private List<StockEvent.InboundExpected> toCome(String sku) {
    return supplies.values().stream()
        .filter(s -> s.sku().equals(sku))
        .sorted(Comparator.comparingLong(StockEvent.InboundExpected::expectedAtMs))
        .toList();
  }

  /// When everybody who waits for the item and then these units can have been served; 0: unknown.
  long whenThere(String sku, Rule rule, long units) {
    long missing = waitedFor(sku) + units;
    for (var supply : toCome(sku)) {
      missing -= mayServe(rule, supply.locationId()) ? supply.quantity() : 0;
      if (missing <= 0 && mayServe(rule, supply.locationId())) return supply.expectedAtMs();
    }
    return 0;
  }

  long availableBy(String sku, String channel, long byMs) {
    long sum = availableToChannel(sku, channel) - waitedFor(sku);
    for (var supply : toCome(sku)) {
      boolean counts = supply.expectedAtMs() <= byMs && serves(channel, supply.locationId());
      sum += counts ? supply.quantity() : 0;
    }
    return Math.max(0, sum);
  }

  void onTheWay(StockEvent.InboundExpected supply) {
    String way = supply.inboundId() + " " + supply.inTransit();
    String what = List.of(way, supply.sku(), supply.locationId(), supply.lot()).toString();
    if (supply.quantity() == 0) {
      supplies.remove(what);
    } else {
      supplies.put(what, supply);
    }
    events.add(supply);
  }

  void stillToCome(StockEvent.InboundExpected supply, long units) {
    onTheWay(
        new StockEvent.InboundExpected(
            supply.inboundId(),
            supply.inTransit(),
            supply.sku(),
            supply.locationId(),
            supply.lot(),
            units,
            supply.expectedAtMs()));
  }

  StockOutcome peg(PegInbound c) {
    Promise p = promises.get(c.reservationId());
    if (p == null) return StockOutcome.NOT_OPEN;
    if (p.waiting.isEmpty()) return StockOutcome.NOTHING_WAITED_FOR;
    p.peggedTo = c.inboundId();
    events.add(new StockEvent.InboundPegged(p.id, p.orderId, ++p.events, c.inboundId()));
    return StockOutcome.PEGGED;
  }

  /// Who waits for the item, the first to be served first.
  List<Promise> queue(String sku) {
    List<Promise> queue = new ArrayList<>(promises.values());
    queue.removeIf(p -> p.waiting.stream().noneMatch(w -> w.sku().equals(sku)));
    queue.sort(Comparator.comparingInt(p -> p.priority)); // stable: the older of equals first
    return queue;
  }

  /// When each of those who wait for the item can have been served, if all before him are first.
  Map<String, Long> datesOf(String sku) {
    Map<String, Long> dates = new HashMap<>();
    long needed = 0;
    for (Promise p : queue(sku)) {
      Rule rule = ruleFor(p.channel, p.country, p.serviceLevel);
      for (Waiting w : p.waiting) needed += w.sku().equals(sku) ? w.quantity() : 0;
      long missing = needed;
      long date = 0;
      for (var supply : toCome(sku)) {
        if (missing > 0 && mayServe(rule, supply.locationId())) {
          missing -= supply.quantity();
          date = missing <= 0 ? supply.expectedAtMs() : 0;
        }
      }
      dates.put(p.id, date);
    }
    return dates;
  }

  void unpeg(Promise p, String inbound) {
    boolean brings =
        supplies.values().stream()
            .anyMatch(
                s ->
                    s.inboundId().equals(inbound)
                        && !s.inTransit()
                        && p.waiting.stream().anyMatch(w -> w.sku().equals(s.sku())));
    if (p.peggedTo.equals(inbound) && !brings) {
      p.peggedTo = "";
      events.add(new StockEvent.InboundPegged(p.id, p.orderId, ++p.events, ""));
    }
  }

  void tellDates(Promise p) {
    p.waiting =
        new ArrayList<>(
            p.waiting.stream()
                .map(
                    w -> new Waiting(w.lineId(), w.sku(), w.quantity(), datesOf(w.sku()).get(p.id)))
                .toList());
    events.add(
        new StockEvent.StockBackordered(
            p.id,
            p.orderId,
            ++p.events,
            p.channel,
            p.country,
            p.serviceLevel,
            p.priority,
            p.expiresAtMs,
            ruleVersion,
            List.copyOf(p.waiting)));
  }
}

package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.SourcingRules.Rule;
import dev.onhand.inventory.ledger.StockCommand.*;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.Shortage;
import dev.onhand.inventory.ledger.StockEvent.Waiting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The rules about reservations and about those who wait.
class PromiseModel extends WaitingModel {
  PromiseModel(LedgerLimits limits) {
    super(limits);
  }

  StockOutcome reserve(ReserveStock c) {
    List<Shortage> shortages = new ArrayList<>();
    StockOutcome no = whyNot(c);
    if (no != null) return reject(c, no, shortages);
    List<Line> lines = new ArrayList<>();
    for (Line line : c.lines()) {
      for (Units each : partsOf(line.sku())) {
        long units = line.quantity() * each.quantity();
        if (units > limits.quantityMax()) {
          return reject(c, StockOutcome.LINE_TOO_LARGE, shortages);
        }
        lines.add(new Line(line.lineId(), each.sku(), units));
      }
    }
    if (lines.size() > limits.linesMax()) {
      return reject(c, StockOutcome.TOO_MANY_LINES, shortages);
    }
    for (Line line : lines) {
      if (!items.contains(line.sku())) {
        shortages.add(new Shortage(line.sku(), line.quantity(), 0));
      }
    }
    if (!shortages.isEmpty()) return reject(c, StockOutcome.UNKNOWN_SKU, shortages);
    Rule rule = ruleFor(c.channel(), c.country(), c.serviceLevel());
    Map<String, Long> left = new HashMap<>();
    demand(lines)
        .forEach(
            (sku, units) -> {
              long available = toPromise(sku, c.channel(), l -> mayServe(rule, l));
              left.put(sku, available);
              if (available < units) shortages.add(new Shortage(sku, units, available));
            });
    if (shortages.isEmpty()) {
      promise(c, lines, rule, List.of());
      return StockOutcome.RESERVED;
    }
    if (c.policy().equals("ship-complete")) {
      return tooLittle(c, rule, shortages);
    }
    return inPart(c, rule, left, shortages);
  }

  private StockOutcome inPart(
      ReserveStock c, Rule rule, Map<String, Long> left, List<Shortage> shortages) {
    List<Line> there = new ArrayList<>();
    List<Waiting> missing = new ArrayList<>();
    for (Line ordered : c.lines()) {
      List<Units> parts = partsOf(ordered.sku());
      long whole = ordered.quantity();
      for (Units each : parts) {
        whole = Math.min(whole, left.get(each.sku()) / each.quantity());
      }
      for (Units each : parts) {
        long needed = ordered.quantity() * each.quantity();
        boolean wholeKitsOnly = c.policy().equals("ship-available");
        long most = wholeKitsOnly ? whole * each.quantity() : left.get(each.sku());
        long units = Math.min(needed, most);
        long rest = needed - units;
        left.merge(each.sku(), -units, Long::sum);
        if (units > 0) there.add(new Line(ordered.lineId(), each.sku(), units));
        if (rest > 0) missing.add(new Waiting(ordered.lineId(), each.sku(), rest));
      }
    }
    if (c.policy().equals("ship-available")) {
      if (there.isEmpty()) return tooLittle(c, rule, shortages);
      promise(c, there, rule, shortages);
      return StockOutcome.RESERVED_IN_PART;
    }
    Map<String, Long> all = new HashMap<>();
    missing.forEach(w -> all.merge(w.sku(), w.quantity(), Long::sum));
    missing.replaceAll(
        w -> {
          long when = whenThere(w.sku(), rule, all.get(w.sku()));
          return new Waiting(w.lineId(), w.sku(), w.quantity(), when);
        });
    if (c.policy().equals("preorder") && missing.stream().anyMatch(w -> w.expectedAtMs() == 0)) {
      return tooLittle(c, rule, shortages);
    }
    long waitingNow = promises.values().stream().mapToLong(p -> p.waiting.size()).sum();
    if (waitingNow + missing.size() > limits.waitingMax()) {
      return reject(c, StockOutcome.TOO_MANY_WAITING, shortages);
    }
    int number = 1;
    if (!there.isEmpty()) {
      promise(c, there, rule, List.of());
      promises.get(c.reservationId()).events = number = 2;
    } else {
      promises.put(c.reservationId(), begun(c));
    }
    promises.get(c.reservationId()).waiting = missing;
    events.add(
        new StockEvent.StockBackordered(
            c.reservationId(),
            c.orderId(),
            number,
            c.channel(),
            c.country(),
            c.serviceLevel(),
            c.priority(),
            c.expiresAtMs(),
            ruleVersion,
            List.copyOf(missing)));
    return StockOutcome.BACKORDERED;
  }

  /// A virtual kit's components; else the item itself, once.
  private List<Units> partsOf(String sku) {
    DefineKit kit = kits.get(sku);
    return kit != null && kit.isVirtual() ? kit.components() : List.of(new Units(sku, 1));
  }

  private StockOutcome whyNot(ReserveStock c) {
    if (!poolOpen) return StockOutcome.POOL_NOT_OPEN;
    if (!List.of("ship-complete", "ship-available", "backorder", "preorder").contains(c.policy())) {
      return StockOutcome.POLICY_UNKNOWN;
    }
    if (c.lines().isEmpty()) return StockOutcome.NO_LINES;
    if (c.lines().size() > limits.linesMax()) return StockOutcome.TOO_MANY_LINES;
    if (c.expiresAtMs() != 0 && c.expiresAtMs() <= timeMs) return StockOutcome.ALREADY_EXPIRED;
    for (Line line : c.lines()) {
      if (line.quantity() <= 0) return StockOutcome.LINE_NOT_POSITIVE;
      if (line.quantity() > limits.quantityMax()) return StockOutcome.LINE_TOO_LARGE;
    }
    return null;
  }

  private StockOutcome reject(ReserveStock c, StockOutcome reason, List<Shortage> shortages) {
    return reject(c, reason, shortages, List.of());
  }

  private StockOutcome tooLittle(ReserveStock c, Rule rule, List<Shortage> shortages) {
    Map<String, Long> demand = new LinkedHashMap<>();
    for (Line line : c.lines()) {
      for (Units each : partsOf(line.sku())) {
        demand.merge(each.sku(), line.quantity() * each.quantity(), Long::sum);
      }
    }
    StockOutcome reason = StockOutcome.INSUFFICIENT_STOCK;
    return reject(
        c, reason, shortages, new Choice(demand, rule, null, c.locationId()).explainRefusal());
  }

  private StockOutcome reject(
      ReserveStock c,
      StockOutcome reason,
      List<Shortage> shortages,
      List<StockEvent.Candidate> why) {
    events.add(
        new StockEvent.ReservationRejected(c.reservationId(), c.orderId(), reason, shortages, why));
    return reason;
  }

  private static Promise begun(ReserveStock c) {
    Promise promise = new Promise();
    promise.id = c.reservationId();
    promise.orderId = c.orderId();
    promise.channel = c.channel();
    promise.country = c.country();
    promise.serviceLevel = c.serviceLevel();
    promise.priority = c.priority();
    promise.expiresAtMs = c.expiresAtMs();
    return promise;
  }

  private void promise(ReserveStock c, List<Line> lines, Rule rule, List<Shortage> missing) {
    Choice choice = new Choice(demand(lines), rule, null, c.locationId());
    Promise promise = begun(c);
    promise.open = choice.deal(lines);
    events.add(
        new StockEvent.StockReserved(
            promise.id,
            promise.orderId,
            c.channel(),
            c.country(),
            c.serviceLevel(),
            promise.priority,
            promise.expiresAtMs,
            ruleVersion,
            List.copyOf(promise.open),
            missing,
            choice.explain()));
    promises.put(promise.id, promise);
    promisesChanged();
  }

  private static Map<String, Long> demand(List<Line> lines) {
    Map<String, Long> demand = new LinkedHashMap<>();
    lines.forEach(line -> demand.merge(line.sku(), line.quantity(), Long::sum));
    return demand;
  }

  StockOutcome release(ReleaseReservation c) {
    Promise promise = promises.remove(c.reservationId());
    promisesChanged();
    if (promise == null) return StockOutcome.NOTHING_RESERVED;
    events.add(
        new StockEvent.ReservationReleased(
            promise.id, promise.orderId, promise.events + 1, c.reason(), promise.open));
    return StockOutcome.RELEASED;
  }

  StockOutcome commit(CommitReservation c) {
    Promise p = promises.get(c.reservationId());
    if (p == null) return StockOutcome.NOT_OPEN;
    if (p.expiresAtMs != 0) {
      p.expiresAtMs = 0;
      events.add(new StockEvent.ReservationCommitted(p.id, p.orderId, ++p.events));
    }
    return StockOutcome.COMMITTED;
  }

  StockOutcome extend(ExtendReservation c) {
    Promise p = promises.get(c.reservationId());
    if (p == null) return StockOutcome.NOT_OPEN;
    boolean isHold = p.expiresAtMs != 0;
    if (!isHold || c.expiresAtMs() <= p.expiresAtMs) return StockOutcome.NOT_EXTENDED;
    p.expiresAtMs = c.expiresAtMs();
    events.add(new StockEvent.ReservationExtended(p.id, p.orderId, ++p.events, c.expiresAtMs()));
    return StockOutcome.EXTENDED;
  }

  StockOutcome changePriority(ChangePriority c) {
    Promise p = promises.get(c.reservationId());
    if (p == null) return StockOutcome.NOT_OPEN;
    if (p.priority != c.priority()) {
      p.priority = c.priority();
      events.add(new StockEvent.PriorityChanged(p.id, p.orderId, ++p.events, c.priority()));
    }
    return StockOutcome.PRIORITY_CHANGED;
  }

  StockOutcome reallocate(ReallocateReservation c) {
    Promise p = promises.get(c.reservationId());
    if (p == null) return StockOutcome.NOT_OPEN;
    List<Allocation> there = new ArrayList<>(p.open);
    there.removeIf(a -> !a.locationId().equals(c.locationId()));
    if (there.isEmpty()) return StockOutcome.NOTHING_THERE;
    Rule rule = ruleFor(p.channel, p.country, p.serviceLevel);
    List<Line> lines =
        there.stream().map(a -> new Line(a.lineId(), a.sku(), a.quantity())).toList();
    List<Shortage> shortages = new ArrayList<>();
    demand(lines)
        .forEach(
            (sku, units) -> {
              long elsewhere = 0;
              for (String l : locations.keySet()) {
                boolean may = mayServe(rule, l) && !l.equals(c.locationId());
                elsewhere += may ? promisable(sku, l) : 0;
              }
              if (elsewhere < units) shortages.add(new Shortage(sku, units, elsewhere));
            });
    if (!shortages.isEmpty()) {
      events.add(
          new StockEvent.ReallocationRefused(
              p.id, p.orderId, ++p.events, c.locationId(), shortages));
      return StockOutcome.REALLOCATION_REFUSED;
    }
    Choice choice = new Choice(demand(lines), rule, c.locationId());
    List<Allocation> now = choice.deal(lines);
    events.add(
        new StockEvent.ReservationReallocated(
            p.id, p.orderId, ++p.events, c.reason(), ruleVersion, there, now, choice.explain()));
    p.open = new ArrayList<>(p.open);
    p.open.removeAll(there);
    p.open.addAll(now);
    promisesChanged();
    return StockOutcome.REALLOCATED;
  }

  /// Whoever waits and could be served is served: whatever happened before.
  ///
  /// @param arrived which inbound came; empty: none
  void fill(String arrived) {
    TreeSet<String> waitedFor = new TreeSet<>();
    for (Promise p : promises.values()) {
      if (!p.waiting.isEmpty()) p.waiting.forEach(w -> waitedFor.add(w.sku()));
    }
    for (String sku : waitedFor) {
      List<Promise> queue = queue(sku);
      queue.sort(Comparator.comparing(p -> arrived.isEmpty() || !p.peggedTo.equals(arrived)));
      queue.forEach(p -> fill(p, sku));
    }
  }

  private void fill(Promise p, String sku) {
    Rule rule = ruleFor(p.channel, p.country, p.serviceLevel);
    long left = toPromise(sku, p.channel, l -> mayServe(rule, l));
    List<Line> lines = new ArrayList<>();
    List<Waiting> still = new ArrayList<>();
    for (Waiting w : p.waiting) {
      long units = w.sku().equals(sku) ? Math.min(left, w.quantity()) : 0;
      left -= units;
      if (units > 0) lines.add(new Line(w.lineId(), sku, units));
      if (units < w.quantity()) still.add(new Waiting(w.lineId(), w.sku(), w.quantity() - units));
    }
    if (lines.isEmpty()) return;
    Choice choice = new Choice(demand(lines), rule, null);
    List<Allocation> now = choice.deal(lines);
    p.waiting = still;
    p.open = new ArrayList<>(p.open);
    p.open.addAll(now);
    promisesChanged();
    events.add(
        new StockEvent.BackorderFilled(
            p.id, p.orderId, ++p.events, ruleVersion, still.isEmpty(), now, choice.explain()));
  }

  StockOutcome changeSourcing(ChangeSourcing c) {
    if (!isSound(c)) return StockOutcome.RULES_MALFORMED;
    if (c.rules() != null) {
      c.rules().rules().forEach(rule -> rule.sources().forEach(s -> assumeAt(s.locationId())));
      c.rules().capacities().forEach(capacity -> assumeAt(capacity.locationId()));
      rules = c.rules();
    }
    for (SafetyStock kept : c.safety()) {
      assume(kept.sku(), kept.locationId());
      safety.put(kept.sku() + "@" + kept.locationId(), kept.units());
      at(kept.sku(), kept.locationId()).computeIfAbsent("", _ -> new HashMap<>());
    }
    for (Fence fence : c.fences()) {
      assumeItem(fence.sku());
      fences.computeIfAbsent(fence.sku(), _ -> new HashMap<>()).put(fence.channel(), fence.units());
    }
    promisesChanged();
    events.add(new StockEvent.SourcingChanged(++ruleVersion, c.rules(), c.safety(), c.fences()));
    return StockOutcome.SOURCING_CHANGED;
  }

  private boolean isSound(ChangeSourcing c) {
    List<Long> units = new ArrayList<>();
    c.safety().forEach(s -> units.add(s.units()));
    c.fences().forEach(f -> units.add(f.units()));
    List<Integer> sizes = new ArrayList<>(List.of(c.safety().size(), c.fences().size()));
    if (c.rules() != null) {
      sizes.add(c.rules().rules().size());
      sizes.add(c.rules().capacities().size());
      c.rules().capacities().forEach(capacity -> units.add(capacity.units()));
      for (Rule rule : c.rules().rules()) {
        sizes.add(rule.sources().size());
        long named =
            rule.sources().stream().map(SourcingRules.Source::locationId).distinct().count();
        if (named < rule.sources().size()) return false;
        if (rule.sources().stream().anyMatch(s -> s.costZone() < 0 || s.costZone() > 4095)) {
          return false;
        }
      }
    }
    return units.stream().allMatch(u -> u >= 0 && u <= limits.quantityMax())
        && sizes.stream().allMatch(size -> size <= limits.rulesMax());
  }

  void assumeLot(String sku, String lot, long expiresAtMs) {
    if (lot.isEmpty()) return;
    Map<String, Long> ofItem = lots.computeIfAbsent(sku, _ -> new HashMap<>());
    Long known = ofItem.get(lot);
    if (known == null || expiresAtMs != 0 && known != expiresAtMs) {
      ofItem.put(lot, expiresAtMs);
      events.add(new StockEvent.LotDefined(sku, lot, expiresAtMs));
    }
  }

  StockOutcome hold(HoldLot c) {
    assumeItem(c.sku());
    assumeLot(c.sku(), c.lot(), 0);
    Set<String> held = heldLots.computeIfAbsent(c.sku(), _ -> new TreeSet<>());
    if (c.held() ? held.add(c.lot()) : held.remove(c.lot())) {
      events.add(new StockEvent.LotHoldChanged(c.sku(), c.lot(), c.held(), c.reason()));
    }
    if (c.held()) {
      List<Promise> broken = new ArrayList<>(promises.values());
      broken.removeIf(
          p -> p.open.stream().noneMatch(a -> a.sku().equals(c.sku()) && a.lot().equals(c.lot())));
      broken = broken.reversed(); // the latest first ...
      broken.sort(Comparator.comparingInt(p -> -p.priority)); // ... of the least important
      for (Promise p : broken) {
        promises.remove(p.id);
        events.add(
            new StockEvent.ReservationBroken(
                p.id, p.orderId, p.events + 1, BreakReason.LOT_HOLD, p.open));
      }
      promisesChanged();
    }
    return c.held() ? StockOutcome.LOT_HELD : StockOutcome.LOT_FREED;
  }

  void assume(String sku, String location) {
    assumeItem(sku);
    assumeAt(location);
  }

  void assumeItem(String sku) {
    if (items.add(sku)) {
      events.add(new StockEvent.ItemDefined(sku, sku, true));
    }
  }

  void assumeAt(String location) {
    if (!locations.containsKey(location)) {
      locations.put(location, Integer.MAX_VALUE);
      events.add(new StockEvent.LocationDefined(location, location, "", Integer.MAX_VALUE, true));
    }
  }
}

package dev.onhand.inventory.publish;

import dev.onhand.inventory.ledger.StockEvent;
import dev.onhand.inventory.ledger.StockEvent.*;
import dev.onhand.inventory.ledger.StockLedger;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/// What channels are still to be told of one pool.
final class PoolNews {
  private static final int NO_PASS = -1;

  private final String pool;

  /// When the last change of an item was decided.
  private final Map<String, Long> changed = new LinkedHashMap<>();

  /// Channels whose fence of an item was taken away: perhaps nothing names them any more.
  private final Map<String, Set<String>> fencesGone = new HashMap<>();

  /// The same of channels that rules named.
  private final Set<String> rulesGone = new TreeSet<>();

  private final PriorityQueue<Expiry> expiring =
      new PriorityQueue<>(Comparator.comparingLong(Expiry::atMs));

  /// The next item of the pass over all of them, which other rules make necessary.
  private int nextOfPass = NO_PASS;

  private record Expiry(String sku, long atMs) {}

  PoolNews(String pool) {
    this.pool = pool;
  }

  String pool() {
    return pool;
  }

  /// Lots that had expired when the state was made were told of then.
  void begin(StockLedger ledger) {
    ledger.expiringLots(
        (sku, atMs) -> {
          if (atMs > ledger.lastAtMs()) expiring.add(new Expiry(sku, atMs));
        });
  }

  /// @param before the state before the event; null: there is none yet
  void sees(StockEvent event, long atMs, StockLedger before) {
    switch (event) {
      case StockMoved e -> changed.put(e.sku(), atMs);
      case StockReserved e -> changed(e.allocations(), atMs);
      case BackorderFilled e -> changed(e.allocations(), atMs);
      case ReservationReallocated e -> {
        changed(e.freed(), atMs);
        changed(e.allocations(), atMs);
      }
      case ReservationReleased e -> changed(e.freed(), atMs);
      case ReservationExpired e -> changed(e.freed(), atMs);
      case ReservationBroken e -> changed(e.freed(), atMs);
      case ReservationShipped e -> changed(e.freed(), atMs);
      case SourcingChanged e -> sourcing(e, atMs, before);
      case StockEvent.Logistics e -> logistics(e, atMs);
      case PoolOpened _, ItemDefined _, LocationDefined _ -> {}
      case StockBackordered _, ReservationRejected _, ReallocationRefused _ -> {}
      case ReservationCommitted _, ReservationExtended _, PriorityChanged _ -> {}
    }
  }

  private void changed(List<Allocation> allocations, long atMs) {
    for (int i = 0; i < allocations.size(); i++) changed.put(allocations.get(i).sku(), atMs);
  }

  private void logistics(StockEvent.Logistics event, long atMs) {
    switch (event) {
      case LotDefined e -> {
        changed.put(e.sku(), atMs);
        if (e.expiresAtMs() != 0) expiring.add(new Expiry(e.sku(), e.expiresAtMs()));
      }
      case LotHoldChanged e -> changed.put(e.sku(), atMs);
      case KitDefined _, CountToleranceChanged _, RecountRequested _ -> {}
      case InboundExpected _, InboundPegged _ -> {}
    }
  }

  private void sourcing(SourcingChanged e, long atMs, StockLedger before) {
    e.safety().forEach(safety -> changed.put(safety.sku(), atMs));
    for (var fence : e.fences()) {
      changed.put(fence.sku(), atMs);
      fencesGone.computeIfAbsent(fence.sku(), _ -> new TreeSet<>()).add(fence.channel());
    }
    if (e.rules() != null) {
      nextOfPass = 0;
      if (before != null) rulesGone.addAll(before.channelsWithRules());
      e.rules().rules().forEach(rule -> rulesGone.add(rule.channel()));
      rulesGone.remove(StockLedger.ANY_CHANNEL);
    }
  }

  boolean isEmpty() {
    return changed.isEmpty() && nextOfPass == NO_PASS;
  }

  /// Takes some of what is to be told.
  ///
  /// @param itemsMax of how many items
  /// @return of how many it was
  int take(StockLedger ledger, int itemsMax, long nowMs, List<Figure> figures) {
    for (var next = expiring.peek(); next != null && next.atMs() <= nowMs; next = expiring.peek()) {
      changed.putIfAbsent(expiring.remove().sku(), nowMs);
    }
    if (isEmpty()) return 0;
    ledger.askedAt(nowMs);
    int taken = 0;
    for (Iterator<Map.Entry<String, Long>> items = changed.entrySet().iterator();
        items.hasNext() && taken < itemsMax;
        taken++) {
      var item = items.next();
      items.remove();
      tell(ledger, item.getKey(), Instant.ofEpochMilli(item.getValue()), Set.of(), figures);
    }
    if (nextOfPass == NO_PASS) return taken;
    for (; nextOfPass < ledger.items() && taken < itemsMax; taken++) {
      var now = Instant.ofEpochMilli(nowMs);
      tell(ledger, ledger.item(nextOfPass++), now, rulesGone, figures);
    }
    if (nextOfPass == ledger.items()) {
      nextOfPass = NO_PASS;
      rulesGone.clear();
    }
    return taken;
  }

  /// @param gone channels that had a key of their own, perhaps
  private void tell(
      StockLedger ledger, String sku, Instant asOf, Set<String> gone, List<Figure> figures) {
    if (!ledger.hasPositions(sku)) return;
    long forAny = ledger.available(sku, StockLedger.ANY_CHANNEL);
    figures.add(new Figure(pool, Figure.EVERY, sku, forAny, asOf));
    var named = ledger.channelsNamed(sku);
    for (var channel : named) {
      figures.add(new Figure(pool, channel, sku, ledger.available(sku, channel), asOf));
    }
    var fenced = fencesGone.isEmpty() ? null : fencesGone.remove(sku);
    if (fenced != null) takeBack(sku, fenced, named, asOf, figures);
    takeBack(sku, gone, named, asOf, figures);
  }

  private void takeBack(
      String sku, Set<String> gone, Set<String> named, Instant asOf, List<Figure> figures) {
    for (var channel : gone) {
      if (!named.contains(channel)) figures.add(new Figure(pool, channel, sku, null, asOf));
    }
  }
}

package dev.onhand.order.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the order's items that are put together per order are made of, by SKU: of each component so
/// many units in one kit. Stock ledger and warehouses know the components only; here a line of a
/// kit is counted in kits, and one of which a component is missing does not count.
record Kits(Map<String, Map<String, Long>> bySku) {
  static final Kits NONE = new Kits(Map.of());

  Kits {
    bySku = Map.copyOf(bySku);
  }

  /// An item with no components is none any more.
  Kits with(Map<String, Map<String, Long>> more) {
    var all = new HashMap<>(bySku);
    more.forEach(
        (sku, components) -> {
          if (components.isEmpty()) all.remove(sku);
          else all.put(sku, Map.copyOf(components));
        });
    return new Kits(all);
  }

  boolean has(OrderLine line) {
    return line.sku() != null && bySku.containsKey(line.sku());
  }

  /// The components of one kit; the line must be of one.
  Map<String, Long> components(OrderLine line) {
    return bySku.get(line.sku());
  }

  /// How many units of the line these are, which are by SKU: of a kit the whole ones.
  long whole(OrderLine line, Map<String, Long> units) {
    if (!has(line)) return units.values().stream().mapToLong(n -> n).sum();
    long whole = Long.MAX_VALUE;
    for (var component : components(line).entrySet()) {
      whole = Math.min(whole, units.getOrDefault(component.getKey(), 0L) / component.getValue());
    }
    return whole;
  }

  /// How many units of the line are promised.
  long promised(OrderLine line, List<Allocation> promised) {
    return whole(line, units(line, promised));
  }

  /// Units of the line by SKU.
  static Map<String, Long> units(OrderLine line, List<Allocation> promised) {
    var units = new HashMap<String, Long>();
    for (var some : promised) {
      if (some.lineId().equals(line.lineId())) units.merge(some.sku(), some.quantity(), Long::sum);
    }
    return units;
  }

  /// What of these may leave without the rest: of kits the components of whole ones, of other lines
  /// everything.
  List<Allocation> wholeOnes(OrderTerms terms, List<Allocation> promised) {
    if (bySku.isEmpty()) return promised;
    var left = new HashMap<String, Map<String, Long>>();
    for (var line : terms.lines()) {
      if (!has(line)) continue;
      var kits = promised(line, promised);
      var most = new HashMap<String, Long>();
      components(line).forEach((sku, each) -> most.put(sku, kits * each));
      left.put(line.lineId(), most);
    }
    var whole = new ArrayList<Allocation>();
    for (var some : promised) {
      var most = left.get(some.lineId());
      if (most == null) {
        whole.add(some);
        continue;
      }
      long units = Math.min(some.quantity(), most.getOrDefault(some.sku(), 0L));
      most.merge(some.sku(), -units, Long::sum);
      if (units > 0) whole.add(some.of(units));
    }
    return List.copyOf(whole);
  }

  // ---- what the stock ledger's answers say of them

  /// What is news in a promise: `told` is what the items are made of by now. Of a kit that is not
  /// told of, or is promised as other parts than that, the promise says it, if it can be of all.
  static void promised(
      Draft draft, List<Allocation> promised, Map<String, Map<String, Long>> told) {
    var order = draft.order();
    var news = new HashMap<String, Map<String, Long>>();
    for (var line : order.linesToShip()) {
      var units = units(line, promised);
      if (units.isEmpty()) continue;
      var known = order.kits().bySku().getOrDefault(line.sku(), Map.of());
      var now = told.getOrDefault(line.sku(), known);
      if (units.containsKey(line.sku())) now = Map.of();
      else if (!now.keySet().containsAll(units.keySet())) now = each(units, order.unreleased(line));
      if (!now.equals(known)) news.put(line.sku(), now);
    }
    if (!news.isEmpty()) draft.add(new OrderEvent.KitsNoted(news));
  }

  /// What is promised and what is waited for are together all that was asked for.
  static void waits(Draft draft, Claim claim, List<WaitingLine> waiting) {
    var order = draft.order();
    var handed = order.fulfilment().handedOf(claim.reservationId());
    var news = new HashMap<String, Map<String, Long>>();
    for (var line : order.linesToShip()) {
      var units = units(line, claim.allocations());
      for (var some : waiting) {
        if (some.lineId().equals(line.lineId())) {
          units.merge(some.sku(), some.quantity(), Long::sum);
        }
      }
      if (units.isEmpty() || units.containsKey(line.sku())) continue;
      var now = each(units, order.unreleased(line) + order.kits().promised(line, handed));
      var known = order.kits().bySku().getOrDefault(line.sku(), Map.of());
      if (!now.isEmpty() && !now.equals(known)) news.put(line.sku(), now);
    }
    if (!news.isEmpty()) draft.add(new OrderEvent.KitsNoted(news));
  }

  /// What one kit is made of, if so many are made of these units; else nothing.
  private static Map<String, Long> each(Map<String, Long> units, long kits) {
    if (kits == 0 || units.values().stream().anyMatch(n -> n % kits != 0)) return Map.of();
    var each = new HashMap<String, Long>();
    units.forEach((sku, n) -> each.put(sku, n / kits));
    return Map.copyOf(each);
  }
}

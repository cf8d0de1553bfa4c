package dev.onhand.order.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where the units of a line are: waited for, promised, with fulfilment, shipped. `expectedAt` may
/// be null. Of a kit the whole ones count, and the last of its `components` says when it is
/// expected; other lines have none.
record LineProgress(
    long wanted,
    long backordered,
    Instant expectedAt,
    long allocated,
    long released,
    long shipped,
    List<OrderView.KitComponent> components) {

  static LineProgress of(OrderLine line, Order order) {
    var claims = order.reservation().open();
    var kept = claims.stream().flatMap(c -> c.unreleased().stream()).toList();
    var waiting = claims.stream().flatMap(c -> c.waitingOf(line.lineId()).stream()).toList();
    var all = waiting.stream().map(Map.Entry::getValue).reduce(Claim.Awaited::and).orElse(null);
    long shipped = order.shipped(line);
    long handed = order.handed(line);
    long allocated = order.kits().promised(line, kept);
    long awaited = all == null ? 0 : all.units();
    var kit = order.kits().has(line);
    if (kit && all != null) awaited = order.unreleased(line) - allocated;
    return new LineProgress(
        order.wanted(line),
        Math.max(0, awaited),
        all == null ? null : all.expectedAt(),
        allocated,
        Math.max(0, handed - shipped),
        shipped,
        kit ? components(line, order, kept, waiting) : List.of());
  }

  private static List<OrderView.KitComponent> components(
      OrderLine line,
      Order order,
      List<Allocation> kept,
      List<Map.Entry<Claim.Part, Claim.Awaited>> waiting) {
    var units = Kits.units(line, kept);
    var components = new ArrayList<OrderView.KitComponent>();
    for (var each : new TreeMap<>(order.kits().components(line)).entrySet()) {
      var sku = each.getKey();
      var its = waiting.stream().filter(w -> w.getKey().sku().equals(sku)).findFirst();
      var awaited = its.map(Map.Entry::getValue).orElse(new Claim.Awaited(0, null));
      components.add(
          new OrderView.KitComponent(
              sku,
              each.getValue(),
              units.getOrDefault(sku, 0L),
              awaited.units(),
              awaited.expectedAt()));
    }
    return components;
  }

  /// That of the units that are least far.
  String state() {
    if (wanted == 0) return "cancelled";
    if (shipped >= wanted) return "shipped";
    if (backordered > 0) return "backordered";
    if (allocated + released + shipped < wanted) return "open";
    return allocated > 0 ? "allocated" : "released";
  }
}

package dev.onhand.returns.order;

import dev.onhand.returns.order.OrderEvent.LineQuantity;
import dev.onhand.returns.order.OrderEvent.SoldLine;
import dev.onhand.returns.order.OrderEvent.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// An order as returns see it. Before its first event it has no lines.
///
/// @param lines by line id, in the order of the order
/// @param kits what lines are made of that are put together per order, by line
/// @param parts components shipped, by line and SKU
/// @param shipments by shipment id, in the order they were told
/// @param claims what each return has claimed and not given back, by line
/// @param refunds those computed already
public record Order(
    Map<String, Line> lines,
    Map<String, Kit> kits,
    Map<String, Map<String, Long>> parts,
    Map<String, Shipment> shipments,
    Map<UUID, Map<String, Long>> claims,
    Set<UUID> refunds) {

  static final Order NONE = new Order(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Set.of());

  /// @param shipped over all shipments
  /// @param claimed by all returns
  /// @param refunded quantity that refunds were computed for
  public record Line(SoldLine sold, long shipped, long claimed, long refunded) {
    public long claimable() {
      return Math.max(0, shipped - claimed);
    }
  }

  /// @param deliveredAt null while it is not known to have arrived
  public record Shipment(
      String locationId,
      String pool,
      List<LineQuantity> lines,
      Instant shippedAt,
      Instant deliveredAt) {

    long quantity(String lineId) {
      return lines.stream()
          .filter(line -> line.lineId().equals(lineId))
          .mapToLong(LineQuantity::quantity)
          .sum();
    }

    /// The last moment to ask for a return of it.
    public Instant until(Duration window) {
      return (deliveredAt == null ? shippedAt : deliveredAt).plus(window);
    }
  }

  public boolean isKnown() {
    return !lines.isEmpty();
  }

  /// How much of the line was shipped recently enough.
  public long within(String lineId, Duration window, Instant at) {
    return shipments.values().stream()
        .filter(shipment -> !at.isAfter(shipment.until(window)))
        .mapToLong(shipment -> shipment.quantity(lineId))
        .sum();
  }

  /// When the last shipped piece of the line can be asked for; null before it is shipped.
  public Instant until(String lineId, Duration window) {
    return shipments.values().stream()
        .filter(shipment -> shipment.quantity(lineId) > 0)
        .map(shipment -> shipment.until(window))
        .max(Instant::compareTo)
        .orElse(null);
  }

  Order withLine(String lineId, UnaryOperator<Line> change) {
    var line = lines.get(lineId);
    return line == null
        ? this
        : new Order(
            with(lines, lineId, change.apply(line)), kits, parts, shipments, claims, refunds);
  }

  Order withShipment(String shipmentId, Shipment shipment) {
    return new Order(lines, kits, parts, with(shipments, shipmentId, shipment), claims, refunds);
  }

  Order withKits(Map<String, Kit> made) {
    var all = new LinkedHashMap<>(kits);
    all.putAll(made);
    return new Order(lines, Collections.unmodifiableMap(all), parts, shipments, claims, refunds);
  }

  Order withParts(List<Units> more) {
    var next = this;
    for (var lineId : more.stream().map(Units::lineId).distinct().toList()) {
      var all = with(next.parts, lineId, Kit.added(partsOf(lineId), lineId, more));
      next = new Order(lines, kits, all, shipments, claims, refunds);
    }
    return next;
  }

  Map<String, Long> partsOf(String lineId) {
    return parts.getOrDefault(lineId, Map.of());
  }

  /// What the line is made of.
  public Kit kit(String lineId) {
    return kits.getOrDefault(lineId, Kit.NONE);
  }

  /// Whether these are components of a kit of which it is not known yet what it is made of.
  boolean lacksKitOf(Units units) {
    var line = lines.get(units.lineId());
    return line != null
        && !line.sold().sku().equals(units.sku())
        && !kits.containsKey(units.lineId());
  }

  Order withClaim(UUID returnId, List<LineQuantity> added, int sign) {
    var claim = new LinkedHashMap<>(claims.getOrDefault(returnId, Map.of()));
    for (var line : added) claim.merge(line.lineId(), sign * line.quantity(), Long::sum);
    return new Order(
        lines,
        kits,
        parts,
        shipments,
        with(claims, returnId, Collections.unmodifiableMap(claim)),
        refunds);
  }

  static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    var copy = new LinkedHashMap<>(map);
    copy.put(key, value);
    return Collections.unmodifiableMap(copy);
  }
}

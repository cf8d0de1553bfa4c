package dev.onhand.order.order;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What fulfilment has told of a released order. `parts` by fulfilment order; `shipped` units by
/// line; `shipments` by id: whether each was delivered.
record Fulfilment(
    Map<String, Part> parts,
    Map<String, Long> shipped,
    Map<String, Boolean> shipments,
    String lastShipment,
    boolean cancellationRequested) {

  enum Part {
    OPEN,
    SHIPPED,
    CANCELLED,
    /// It goes on, although a cancellation was asked for.
    GOES_ON
  }

  static final Fulfilment NONE = new Fulfilment(Map.of(), Map.of(), Map.of(), null, false);

  boolean knowsPart(String fulfillmentOrderId, Part state) {
    return parts.get(fulfillmentOrderId) == state;
  }

  /// No fulfilment order may still ship: all that the locations called for have ended.
  boolean ended(long locations) {
    return !parts.isEmpty()
        && parts.size() >= locations
        && parts.values().stream().allMatch(p -> p == Part.SHIPPED || p == Part.CANCELLED);
  }

  long shippedOf(String lineId) {
    return shipped.getOrDefault(lineId, 0L);
  }

  boolean shippedAll(OrderTerms terms) {
    return terms.lines().stream().allMatch(l -> shippedOf(l.lineId()) >= l.quantity());
  }

  boolean allDelivered() {
    return !shipments.isEmpty() && shipments.values().stream().allMatch(d -> d);
  }

  Fulfilment part(String fulfillmentOrderId, Part state) {
    var more = new LinkedHashMap<>(parts);
    more.put(fulfillmentOrderId, state);
    return new Fulfilment(
        Map.copyOf(more), shipped, shipments, lastShipment, cancellationRequested);
  }

  /// A new part is open unless it is known to have ended already.
  Fulfilment started(String fulfillmentOrderId) {
    return parts.containsKey(fulfillmentOrderId) ? this : part(fulfillmentOrderId, Part.OPEN);
  }

  Fulfilment shipment(String shipmentId, List<LineQuantity> lines) {
    var units = new HashMap<>(shipped);
    for (var line : lines) units.merge(line.lineId(), line.quantity(), Long::sum);
    var more = new HashMap<>(shipments);
    more.putIfAbsent(shipmentId, false);
    return new Fulfilment(
        parts, Map.copyOf(units), Map.copyOf(more), shipmentId, cancellationRequested);
  }

  Fulfilment delivered(String shipmentId) {
    var more = new HashMap<>(shipments);
    more.put(shipmentId, true);
    return new Fulfilment(parts, shipped, Map.copyOf(more), lastShipment, cancellationRequested);
  }

  Fulfilment cancellation(boolean requested) {
    return new Fulfilment(parts, shipped, shipments, lastShipment, requested);
  }
}

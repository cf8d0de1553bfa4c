package dev.onhand.order.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What was handed to fulfilment, and what it has told of it: `parts` by fulfilment order,
/// `shipped` units by line and SKU, `shipments` by id with whether each was delivered.
/// `cancellationRequested` stays once it was asked for: a part cancelled after that was cancelled
/// because of it.
record Fulfilment(
    List<Release> releases,
    Map<String, Part> parts,
    Map<String, Map<String, Long>> shipped,
    Map<String, Boolean> shipments,
    String lastShipment,
    boolean cancellationRequested) {

  enum State {
    OPEN,
    /// It goes on, although a cancellation was asked for.
    GOES_ON,
    SHIPPED,
    /// As was asked for.
    CANCELLED,
    /// Cancelled by the warehouse, unasked.
    GIVEN_UP;

    boolean ended() {
      return this == SHIPPED || this == CANCELLED || this == GIVEN_UP;
    }
  }

  /// One fulfilment order. `expected` units will leave; 0 when it has not been announced.
  record Part(State state, long expected, long shipped) {
    static final Part UNANNOUNCED = new Part(State.OPEN, 0, 0);

    Part in(State next) {
      return new Part(next, expected, shipped);
    }

    Part expecting(long units) {
      return new Part(state, Math.max(0, units), shipped).settled();
    }

    Part shipping(long units) {
      return new Part(state, expected, shipped + units).settled();
    }

    private Part settled() {
      var all = shipped > 0 && shipped >= expected;
      return all && !state.ended() ? in(State.SHIPPED) : this;
    }
  }

  static final Fulfilment NONE =
      new Fulfilment(List.of(), Map.of(), Map.of(), Map.of(), null, false);

  /// The state of a fulfilment order; null when nothing was heard of it.
  State state(String fulfillmentOrderId) {
    var part = parts.get(fulfillmentOrderId);
    return part == null ? null : part.state();
  }

  boolean anyPart(State state) {
    return parts.values().stream().anyMatch(p -> p.state() == state);
  }

  /// How many fulfilment orders the releases call for: one per location of each.
  private long expectedParts() {
    return releases.stream().mapToLong(Release::locations).sum();
  }

  /// Of what was released nothing may ship any more: all parts have ended.
  boolean ended() {
    return !parts.isEmpty()
        && parts.size() >= expectedParts()
        && parts.values().stream().allMatch(p -> p.state().ended());
  }

  /// A cancellation was asked for, and a part has not answered yet.
  boolean awaitsAnswer() {
    return cancellationRequested && (parts.size() < expectedParts() || anyPart(State.OPEN));
  }

  /// All that fulfilment was handed with the first `number` releases.
  List<Allocation> handed(int number) {
    return releases.subList(0, number).stream().flatMap(r -> r.allocations().stream()).toList();
  }

  /// All that fulfilment was handed out of this reservation.
  List<Allocation> handedOf(String reservationId) {
    return releases.stream()
        .filter(r -> r.reservationId().equals(reservationId))
        .flatMap(r -> r.allocations().stream())
        .toList();
  }

  /// Nothing of the line is with fulfilment: all that was handed to it has left.
  boolean hasNothingOf(String lineId) {
    var handed =
        handed(releases.size()).stream()
            .filter(a -> a.lineId().equals(lineId))
            .mapToLong(Allocation::quantity)
            .sum();
    return handed <= shippedOf(lineId).values().stream().mapToLong(n -> n).sum();
  }

  Fulfilment releasing(Release release) {
    var more = new ArrayList<>(releases);
    more.add(release);
    return new Fulfilment(
        List.copyOf(more), parts, shipped, shipments, lastShipment, cancellationRequested);
  }

  /// Units of the line that have left, by SKU.
  Map<String, Long> shippedOf(String lineId) {
    return shipped.getOrDefault(lineId, Map.of());
  }

  /// Units of the line that have left, of kits the whole ones.
  long shipped(OrderLine line, Kits kits) {
    return kits.whole(line, shippedOf(line.lineId()));
  }

  boolean shippedAll(Order order) {
    return order.linesToShip().stream().allMatch(l -> shipped(l, order.kits()) >= order.wanted(l));
  }

  boolean allDelivered() {
    return !shipments.isEmpty() && shipments.values().stream().allMatch(d -> d);
  }

  private Fulfilment change(String fulfillmentOrderId, UnaryOperator<Part> change) {
    var more = new HashMap<>(parts);
    var part = more.getOrDefault(fulfillmentOrderId, Part.UNANNOUNCED);
    more.put(fulfillmentOrderId, change.apply(part));
    return with(Map.copyOf(more));
  }

  private Fulfilment with(Map<String, Part> changed) {
    return new Fulfilment(
        releases, changed, shipped, shipments, lastShipment, cancellationRequested);
  }

  Fulfilment started(String fulfillmentOrderId, long units) {
    return change(fulfillmentOrderId, part -> part.expecting(units));
  }

  Fulfilment shortBy(String fulfillmentOrderId, long units) {
    return change(fulfillmentOrderId, part -> part.expecting(part.expected() - units));
  }

  Fulfilment part(String fulfillmentOrderId, State state) {
    return change(fulfillmentOrderId, part -> part.in(state));
  }

  Fulfilment shipment(String shipmentId, String fulfillmentOrderId, List<LineQuantity> lines) {
    var units = new HashMap<>(shipped);
    for (var line : lines) {
      var its = new HashMap<>(units.getOrDefault(line.lineId(), Map.of()));
      its.merge(line.sku() == null ? "" : line.sku(), line.quantity(), Long::sum);
      units.put(line.lineId(), Map.copyOf(its));
    }
    var more = new HashMap<>(shipments);
    more.putIfAbsent(shipmentId, false);
    var next =
        new Fulfilment(
            releases,
            parts,
            Map.copyOf(units),
            Map.copyOf(more),
            shipmentId,
            cancellationRequested);
    var sum = lines.stream().mapToLong(LineQuantity::quantity).sum();
    return next.change(fulfillmentOrderId, part -> part.shipping(sum));
  }

  Fulfilment delivered(String shipmentId) {
    var more = new HashMap<>(shipments);
    more.put(shipmentId, true);
    return new Fulfilment(
        releases, parts, shipped, Map.copyOf(more), lastShipment, cancellationRequested);
  }

  /// Everything that goes on is asked again.
  Fulfilment cancelling() {
    var asked = new HashMap<>(parts);
    asked.replaceAll((_, p) -> p.state() == State.GOES_ON ? p.in(State.OPEN) : p);
    return new Fulfilment(releases, Map.copyOf(asked), shipped, shipments, lastShipment, true);
  }
}

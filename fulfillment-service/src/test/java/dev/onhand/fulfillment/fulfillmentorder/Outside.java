package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.testkit.Messages;
import dev.onhand.testkit.TestMessage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What surrounds this service: the order service, a warehouse and a carrier, for one order of two
/// shirts in Berlin and a mug in Hamburg.
final class Outside {
  static final Instant AT = Instant.parse("2026-03-02T12:00:00Z");
  static final Line SHIRTS = new Line("1", "SHIRT", 2);
  static final Line MUG = new Line("2", "MUG", 1);

  final UUID orderId = UUID.randomUUID();
  final UUID reservationId = UUID.randomUUID();
  final UUID berlin = FulfillmentIds.fulfillmentOrder(orderId, reservationId, 1, "BER");
  final UUID hamburg = FulfillmentIds.fulfillmentOrder(orderId, reservationId, 1, "HAM");
  private final Messages messages;
  private long sequence;

  Outside(Messages messages) {
    this.messages = messages;
  }

  TestMessage released() {
    return order(
        "OrderReleased",
        Map.of(
            "orderId",
            orderId,
            "reservationId",
            reservationId,
            "pool",
            "eu",
            "channel",
            "shopify",
            "serviceLevel",
            "standard",
            "country",
            "DE",
            "releasedAt",
            AT,
            "allocations",
            List.of(allocation(SHIRTS, "BER"), allocation(MUG, "HAM"))));
  }

  /// Of the same reservation, what came later.
  TestMessage releasedLater(int release, Line line, String location) {
    return order(
        "OrderReleased",
        Map.of(
            "orderId",
            orderId,
            "reservationId",
            reservationId,
            "release",
            release,
            "pool",
            "eu",
            "channel",
            "shopify",
            "serviceLevel",
            "standard",
            "releasedAt",
            AT,
            "allocations",
            List.of(allocation(line, location))));
  }

  TestMessage cancellationRequested() {
    return order("CancellationRequested", Map.of("orderId", orderId, "reason", "changed my mind"));
  }

  private TestMessage order(String name, Object payload) {
    return TestMessage.of("order." + name + ".v1", orderId.toString(), payload)
        .fromService(++sequence);
  }

  private static Map<String, Object> allocation(Line line, String location) {
    return Map.of(
        "lineId",
        line.lineId(),
        "sku",
        line.sku(),
        "locationId",
        location,
        "quantity",
        line.quantity());
  }

  static TestMessage picked(UUID id, String location, Line... lines) {
    return warehouse(
        "PickConfirmed", id, Map.of("locationId", location, "lines", lines, "pickedAt", AT));
  }

  static TestMessage packed(UUID id, String packageId) {
    var packages = List.of(Map.of("packageId", packageId, "weightGrams", 640));
    return warehouse("PackConfirmed", id, Map.of("packages", packages, "packedAt", AT));
  }

  static TestMessage shipped(UUID id, String trackingNumber, Line... lines) {
    return warehouse(
        "ShipConfirmed",
        id,
        Map.of(
            "carrier", "dhl", "trackingNumber", trackingNumber, "lines", lines, "shippedAt", AT));
  }

  static TestMessage cancellationAnswered(UUID id, boolean cancelled) {
    return warehouse("PickCancellationAnswered", id, Map.of("cancelled", cancelled));
  }

  private static TestMessage warehouse(String name, UUID id, Map<String, Object> payload) {
    var all = new HashMap<>(payload);
    all.put("fulfillmentOrderId", id);
    return TestMessage.of("warehouse." + name + ".v1", id.toString(), all);
  }

  static TestMessage delivered(UUID id, String trackingNumber) {
    var payload =
        Map.of(
            "fulfillmentOrderId",
            id,
            "trackingNumber",
            trackingNumber,
            "carrier",
            "dhl",
            "deliveredAt",
            AT);
    return TestMessage.of("carrier.ShipmentDelivered.v1", trackingNumber, payload);
  }

  void fromOrders(TestMessage... sent) {
    messages.send("order.events", sent);
  }

  void fromWarehouse(TestMessage... sent) {
    messages.send("warehouse.events", sent);
  }

  void fromCarrier(TestMessage... sent) {
    messages.send("carrier.events", sent);
  }
}

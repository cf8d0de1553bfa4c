package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Known;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Parcel;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Request;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.DeliveryRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.PackRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.PickRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.Refusal;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShipmentRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShortLine;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShortPickFound;
import dev.onhand.platform.event.Effect;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The messages this service publishes (`contract/`), made of private events.
final class FulfillmentMessages {
  private static final String EVENTS = "fulfillment.events";
  private static final String REQUESTS = "warehouse.requests";

  private FulfillmentMessages() {}

  record FulfillmentOrderCreated(
      UUID fulfillmentOrderId,
      UUID orderId,
      String locationId,
      String pool,
      UUID reservationId,
      List<Line> lines) {}

  record Picked(
      UUID fulfillmentOrderId,
      UUID orderId,
      String locationId,
      List<Line> lines,
      Instant pickedAt) {}

  record ShortPicked(
      UUID fulfillmentOrderId,
      UUID orderId,
      String locationId,
      String pool,
      UUID reservationId,
      List<ShortLine> lines) {}

  record Packed(
      UUID fulfillmentOrderId,
      UUID orderId,
      String locationId,
      List<Parcel> packages,
      Instant packedAt) {}

  record ShipmentShipped(
      UUID fulfillmentOrderId,
      UUID orderId,
      UUID shipmentId,
      String locationId,
      String pool,
      UUID reservationId,
      String carrier,
      String trackingNumber,
      List<Line> lines,
      Instant shippedAt) {}

  record ShipmentDelivered(
      UUID fulfillmentOrderId, UUID orderId, UUID shipmentId, Instant deliveredAt) {}

  record FulfillmentOrderCancelled(UUID fulfillmentOrderId, UUID orderId, String reason) {}

  record CancellationRefused(UUID fulfillmentOrderId, UUID orderId, Refusal reason) {}

  record PickRequested(
      UUID fulfillmentOrderId,
      UUID orderId,
      String locationId,
      List<Line> lines,
      String serviceLevel) {}

  record PickCancelled(UUID fulfillmentOrderId, String locationId) {}

  static Effect created(Request r) {
    return event(
        r,
        new FulfillmentOrderCreated(
            r.fulfillmentOrderId(),
            r.orderId(),
            r.locationId(),
            r.pool(),
            r.reservationId(),
            r.lines()));
  }

  static Effect pickRequested(Request r) {
    return request(
        r,
        new PickRequested(
            r.fulfillmentOrderId(), r.orderId(), r.locationId(), r.lines(), r.serviceLevel()));
  }

  static Effect pickCancelled(Request r) {
    return request(r, new PickCancelled(r.fulfillmentOrderId(), r.locationId()));
  }

  static Effect picked(Request r, PickRecorded e) {
    return event(
        r,
        new Picked(r.fulfillmentOrderId(), r.orderId(), r.locationId(), e.lines(), e.pickedAt()));
  }

  static Effect shortPicked(Request r, ShortPickFound e) {
    return event(
        r,
        new ShortPicked(
            r.fulfillmentOrderId(),
            r.orderId(),
            r.locationId(),
            r.pool(),
            r.reservationId(),
            e.lines()));
  }

  static Effect packed(Request r, PackRecorded e) {
    return event(
        r,
        new Packed(r.fulfillmentOrderId(), r.orderId(), r.locationId(), e.parcels(), e.packedAt()));
  }

  static Effect shipped(Request r, ShipmentRecorded e) {
    return event(
        r,
        new ShipmentShipped(
            r.fulfillmentOrderId(),
            r.orderId(),
            e.shipmentId(),
            r.locationId(),
            r.pool(),
            r.reservationId(),
            e.carrier(),
            e.trackingNumber(),
            e.lines(),
            e.shippedAt()));
  }

  static Effect delivered(Request r, DeliveryRecorded e) {
    return event(
        r,
        new ShipmentDelivered(
            r.fulfillmentOrderId(), r.orderId(), e.shipmentId(), e.deliveredAt()));
  }

  static Effect cancelled(Known known) {
    var r = known.request();
    return event(
        r,
        new FulfillmentOrderCancelled(
            r.fulfillmentOrderId(), r.orderId(), known.cancelledBecause()));
  }

  static Effect cancellationRefused(Request r, Refusal reason) {
    return event(r, new CancellationRefused(r.fulfillmentOrderId(), r.orderId(), reason));
  }

  private static Effect event(Request r, Record payload) {
    return Effect.publish(EVENTS, r.fulfillmentOrderId().toString(), type(payload), payload);
  }

  /// Keyed by location, so that a warehouse reads its requests in order.
  private static Effect request(Request r, Record payload) {
    var subject = r.fulfillmentOrderId().toString();
    return new Effect.Publish(REQUESTS, r.locationId(), subject, type(payload), payload);
  }

  private static String type(Record payload) {
    return "fulfillment." + payload.getClass().getSimpleName() + ".v1";
  }
}

package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Discrepancy;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.FollowUp;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Parcel;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Request;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What happened to a fulfilment order. Private: others read the messages of `contract/`.
sealed interface FulfillmentOrderEvent {

  record FulfillmentRequested(Request request, Instant requestedAt)
      implements FulfillmentOrderEvent {}

  /// The lines that were picked; none when nothing was found.
  record PickRecorded(List<Line> lines, Instant pickedAt) implements FulfillmentOrderEvent {}

  /// A line of which less was found than asked for.
  record ShortLine(String lineId, String sku, long expected, long picked) {}

  record ShortPickFound(List<ShortLine> lines, Instant at) implements FulfillmentOrderEvent {}

  record PackRecorded(List<Parcel> parcels, Instant packedAt) implements FulfillmentOrderEvent {}

  record ShipmentRecorded(
      UUID shipmentId, String carrier, String trackingNumber, List<Line> lines, Instant shippedAt)
      implements FulfillmentOrderEvent {}

  record DeliveryRecorded(UUID shipmentId, Instant deliveredAt) implements FulfillmentOrderEvent {}

  /// The carrier told of a shipment that no warehouse has confirmed yet.
  record EarlyDeliveryRecorded(UUID shipmentId, Instant deliveredAt)
      implements FulfillmentOrderEvent {}

  record CancellationAsked(String requestId, String reason, Instant at)
      implements FulfillmentOrderEvent {}

  /// Why a cancellation is refused; part of the contract.
  enum Refusal {
    ALREADY_PICKED,
    ALREADY_PACKED,
    ALREADY_SHIPPED,
    WAREHOUSE_REFUSED
  }

  record CancellationRefused(String requestId, Refusal reason, Instant at)
      implements FulfillmentOrderEvent {}

  record FulfillmentCancelled(String reason, Instant at) implements FulfillmentOrderEvent {}

  record DiscrepancyFound(Discrepancy discrepancy, Instant at) implements FulfillmentOrderEvent {}

  record FollowUpMissed(FollowUp followUp, Instant at) implements FulfillmentOrderEvent {}
}

package dev.onhand.fulfillment.fulfillmentorder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The state of one fulfilment order: what was asked for, and the facts told since.
sealed interface FulfillmentOrder {

  /// Nobody has asked for it (yet).
  record NotRequested() implements FulfillmentOrder {}

  /// Where a fulfilment order is, in the words of the API.
  enum Stage {
    REQUESTED,
    PICKED,
    PACKED,
    PARTIALLY_SHIPPED,
    SHIPPED,
    DELIVERED,
    CANCELLED
  }

  /// What was asked for; never changes.
  record Request(
      UUID fulfillmentOrderId,
      UUID orderId,
      UUID reservationId,
      String locationId,
      String pool,
      String channel,
      String serviceLevel,
      String country,
      String postalZone,
      List<Line> lines) {
    public Request {
      lines = Line.merged(lines);
    }
  }

  /// A closed package. `sscc` has 18 digits.
  record Parcel(String packageId, String sscc, long weightGrams) {}

  /// `deliveredAt` is null until the carrier says so.
  record Shipment(
      UUID shipmentId,
      String carrier,
      String trackingNumber,
      List<Line> lines,
      Instant shippedAt,
      Instant deliveredAt) {
    Shipment delivered(Instant at) {
      return new Shipment(shipmentId, carrier, trackingNumber, lines, shippedAt, at);
    }
  }

  /// A delivery of a shipment that no warehouse has confirmed.
  record EarlyDelivery(UUID shipmentId, Instant deliveredAt) {}

  /// The last request to cancel: `requestId` tells a repeated message from a second request.
  record Cancellation(String requestId, String reason, boolean isPending) {
    static final Cancellation NONE = new Cancellation("", "", false);
  }

  /// Something that was told and does not fit; remembered so that a repeat says nothing new.
  record Discrepancy(Kind kind, String detail) {
    enum Kind {
      /// More was picked than asked for, or something else.
      OVER_PICKED,
      PICKED_ELSEWHERE,
      /// A second pick confirmation with other content; the first stands.
      PICK_CHANGED,
      PICKED_AFTER_CANCELLATION,
      PACK_CHANGED,
      /// More was shipped than picked (or asked for, when no pick was confirmed).
      OVER_SHIPPED,
      /// A known tracking number with other content; the first stands.
      SHIPMENT_CHANGED,
      SHIPPED_AFTER_CANCELLATION,
      CANCELLED_AFTER_SHIPMENT,
      CANCELLED_UNASKED,
      /// The warehouse said it cancelled, and then that it did not.
      CANCELLATION_WITHDRAWN
    }
  }

  /// What somebody is waited for; a timer reminds of it.
  enum FollowUp {
    SHIP_BY,
    CANCELLATION_ANSWER,
    DELIVERY_MATCH
  }

  /// Requested. `picked` is null until a pick was confirmed; `cancelledBecause` is null unless
  /// cancelled.
  record Known(
      Request request,
      List<Line> picked,
      List<Parcel> parcels,
      List<Shipment> shipments,
      List<EarlyDelivery> earlyDeliveries,
      Cancellation cancellation,
      String cancelledBecause,
      Set<Discrepancy> discrepancies,
      Set<FollowUp> missed)
      implements FulfillmentOrder {

    static Known of(Request request) {
      return new Known(
          request,
          null,
          List.of(),
          List.of(),
          List.of(),
          Cancellation.NONE,
          null,
          Set.of(),
          Set.of());
    }

    Stage stage() {
      if (!shipments.isEmpty()) {
        if (!remaining().isEmpty()) return Stage.PARTIALLY_SHIPPED;
        boolean delivered = shipments.stream().allMatch(s -> s.deliveredAt() != null);
        return delivered ? Stage.DELIVERED : Stage.SHIPPED;
      }
      if (cancelledBecause != null) return Stage.CANCELLED;
      if (!parcels.isEmpty()) return Stage.PACKED;
      return picked == null ? Stage.REQUESTED : Stage.PICKED;
    }

    /// What should ship: what was picked, or all as long as no pick was confirmed.
    List<Line> expected() {
      return picked == null ? request.lines() : picked;
    }

    List<Line> shipped() {
      return shipments.stream().flatMap(shipment -> shipment.lines().stream()).toList();
    }

    /// What should ship and has not; nothing once cancelled.
    List<Line> remaining() {
      return cancelledBecause != null ? List.of() : Line.without(expected(), shipped());
    }

    Optional<Shipment> shipment(UUID shipmentId) {
      return shipments.stream().filter(s -> s.shipmentId().equals(shipmentId)).findFirst();
    }

    Optional<EarlyDelivery> earlyDelivery(UUID shipmentId) {
      return earlyDeliveries.stream().filter(d -> d.shipmentId().equals(shipmentId)).findFirst();
    }

    Known withPicked(List<Line> lines) {
      return new Known(
          request,
          lines,
          parcels,
          shipments,
          earlyDeliveries,
          cancellation,
          cancelledBecause,
          discrepancies,
          missed);
    }

    Known withParcels(List<Parcel> closed) {
      return new Known(
          request,
          picked,
          closed,
          shipments,
          earlyDeliveries,
          cancellation,
          cancelledBecause,
          discrepancies,
          missed);
    }

    Known withShipments(List<Shipment> all, List<EarlyDelivery> early) {
      return new Known(
          request,
          picked,
          parcels,
          all,
          early,
          cancellation,
          cancelledBecause,
          discrepancies,
          missed);
    }

    Known withShipment(Shipment shipment) {
      var all = new ArrayList<>(shipments);
      all.add(shipment);
      return withShipments(List.copyOf(all), earlyDeliveries);
    }

    Known withEarlyDelivery(EarlyDelivery delivery) {
      var all = new ArrayList<>(earlyDeliveries);
      all.add(delivery);
      return withShipments(shipments, List.copyOf(all));
    }

    Known withDelivered(UUID shipmentId, Instant at) {
      return withShipments(
          shipments.stream()
              .map(s -> s.shipmentId().equals(shipmentId) ? s.delivered(at) : s)
              .toList(),
          earlyDeliveries.stream().filter(d -> !d.shipmentId().equals(shipmentId)).toList());
    }

    Known withCancellation(Cancellation last, String because) {
      return new Known(
          request,
          picked,
          parcels,
          shipments,
          earlyDeliveries,
          last,
          because,
          discrepancies,
          missed);
    }

    Known withDiscrepancy(Discrepancy discrepancy) {
      return withOpenPoints(plus(discrepancies, discrepancy), missed);
    }

    Known withMissed(FollowUp followUp) {
      return withOpenPoints(discrepancies, plus(missed, followUp));
    }

    Known withoutMissed(FollowUp followUp) {
      var rest = new HashSet<>(missed);
      rest.remove(followUp);
      return withOpenPoints(discrepancies, Set.copyOf(rest));
    }

    private Known withOpenPoints(Set<Discrepancy> found, Set<FollowUp> late) {
      return new Known(
          request,
          picked,
          parcels,
          shipments,
          earlyDeliveries,
          cancellation,
          cancelledBecause,
          found,
          late);
    }

    private static <T> Set<T> plus(Set<T> set, T one) {
      var all = new HashSet<>(set);
      all.add(one);
      return Set.copyOf(all);
    }
  }
}

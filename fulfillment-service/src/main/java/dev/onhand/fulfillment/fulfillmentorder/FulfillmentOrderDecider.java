package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Cancellation;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Discrepancy;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Discrepancy.Kind;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.EarlyDelivery;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.FollowUp;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Known;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.NotRequested;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Parcel;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Shipment;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Stage;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.AnswerCancellation;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmDelivery;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmPack;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmPick;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmShipment;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.Packed;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.RemindOf;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.RequestCancellation;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.RequestFulfillment;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.CancellationAsked;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.CancellationRefused;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.DeliveryRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.DiscrepancyFound;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.EarlyDeliveryRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FollowUpMissed;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FulfillmentCancelled;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FulfillmentRequested;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.PackRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.PickRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.Refusal;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShipmentRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShortLine;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShortPickFound;
import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.RejectionReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The rules of fulfilment orders. A repeat of anything says nothing new.
final class FulfillmentOrderDecider {
  static final String NOTHING_PICKED = "NOTHING_PICKED";
  static final String WAREHOUSE_CANCELLED = "WAREHOUSE_CANCELLED";

  private FulfillmentOrderDecider() {}

  /// In the order of checking.
  enum Rejection implements RejectionReason {
    UNKNOWN_FULFILLMENT_ORDER,
    /// The same order, reservation and location with other content.
    ALREADY_REQUESTED_OTHERWISE
  }

  static Decision<FulfillmentOrderEvent> decide(
      FulfillmentOrderCommand command, FulfillmentOrder order) {
    return switch (order) {
      case NotRequested _ -> first(command);
      case Known known ->
          switch (command) {
            case RequestFulfillment c -> again(c, known);
            case ConfirmPick c -> pick(c, known);
            case ConfirmPack c -> pack(c, known);
            case ConfirmShipment c -> ship(c, known);
            case ConfirmDelivery c -> deliver(c, known);
            case RequestCancellation c -> requestCancellation(c, known);
            case AnswerCancellation c -> answerCancellation(c, known);
            case RemindOf c -> remind(c, known);
          };
    };
  }

  private static Decision<FulfillmentOrderEvent> first(FulfillmentOrderCommand command) {
    if (command instanceof RequestFulfillment c) {
      return Decision.accept(new FulfillmentRequested(c.request(), c.at()));
    }
    return Decision.reject(
        Rejection.UNKNOWN_FULFILLMENT_ORDER, "no released order asked for this fulfilment order");
  }

  private static Decision<FulfillmentOrderEvent> again(RequestFulfillment c, Known known) {
    if (c.request().equals(known.request())) return Decision.accept();
    return Decision.reject(
        Rejection.ALREADY_REQUESTED_OTHERWISE,
        "asked for " + c.request().lines() + " after " + known.request().lines());
  }

  private static Decision<FulfillmentOrderEvent> pick(ConfirmPick c, Known known) {
    var at = c.pickedAt();
    if (known.picked() != null) {
      if (known.picked().equals(c.lines())) return Decision.accept();
      var detail = "picked " + known.picked() + ", later told " + c.lines();
      return Decision.accept(discrepancy(known, Kind.PICK_CHANGED, detail, at));
    }
    var events = new ArrayList<FulfillmentOrderEvent>();
    events.add(new PickRecorded(c.lines(), at));
    var request = known.request();
    if (!request.locationId().equals(c.locationId())) {
      var detail = "picked at " + c.locationId() + ", asked of " + request.locationId();
      events.addAll(discrepancy(known, Kind.PICKED_ELSEWHERE, detail, at));
    }
    var beyond = Line.beyond(request.lines(), c.lines());
    if (!beyond.isEmpty()) {
      var detail = "picked beyond what was asked for: " + beyond;
      events.addAll(discrepancy(known, Kind.OVER_PICKED, detail, at));
    }
    if (known.cancelledBecause() != null) {
      if (!c.lines().isEmpty()) {
        var detail = "picked " + c.lines() + " after it was cancelled: put it back";
        events.addAll(discrepancy(known, Kind.PICKED_AFTER_CANCELLATION, detail, at));
      }
      return Decision.accept(events);
    }
    var missing = shortLines(request.lines(), c.lines());
    if (!missing.isEmpty()) events.add(new ShortPickFound(missing, at));
    if (c.lines().isEmpty() && known.shipments().isEmpty()) {
      var pending = known.cancellation();
      var because = pending.isPending() ? pending.reason() : NOTHING_PICKED;
      events.add(new FulfillmentCancelled(because, at));
    }
    return Decision.accept(events);
  }

  private static List<ShortLine> shortLines(List<Line> asked, List<Line> picked) {
    var quantities = Line.quantities(picked);
    return asked.stream()
        .map(l -> new ShortLine(l.lineId(), l.sku(), l.quantity(), found(l, quantities)))
        .filter(line -> line.picked() < line.expected())
        .toList();
  }

  private static long found(Line line, Map<Line.Key, Long> quantities) {
    return quantities.getOrDefault(line.key(), 0L);
  }

  private static Decision<FulfillmentOrderEvent> pack(ConfirmPack c, Known known) {
    if (!known.parcels().isEmpty()) {
      var before =
          known.parcels().stream().map(p -> new Packed(p.packageId(), p.weightGrams())).toList();
      if (before.equals(c.packages())) return Decision.accept();
      var detail = "packed " + before + ", later told " + c.packages();
      return Decision.accept(discrepancy(known, Kind.PACK_CHANGED, detail, c.packedAt()));
    }
    var fresh = c.freshSsccs().iterator();
    var parcels = new ArrayList<Parcel>();
    for (var packed : c.packages()) {
      var id = packed.packageId();
      var sscc = Sscc.isValid(id) ? id : fresh.next().digits();
      parcels.add(new Parcel(id, sscc, packed.weightGrams()));
    }
    return Decision.accept(new PackRecorded(List.copyOf(parcels), c.packedAt()));
  }

  private static Decision<FulfillmentOrderEvent> ship(ConfirmShipment c, Known known) {
    var at = c.shippedAt();
    var before = known.shipment(c.shipmentId());
    if (before.isPresent()) {
      if (isSame(before.get(), c)) return Decision.accept();
      var detail = "shipped " + before.get() + ", later told " + c;
      return Decision.accept(discrepancy(known, Kind.SHIPMENT_CHANGED, detail, at));
    }
    var events = new ArrayList<FulfillmentOrderEvent>();
    events.add(
        new ShipmentRecorded(c.shipmentId(), c.carrier(), c.trackingNumber(), c.lines(), at));
    var all = new ArrayList<>(known.shipped());
    all.addAll(c.lines());
    var beyond = Line.beyond(known.expected(), all);
    if (!beyond.isEmpty()) {
      var detail = "shipped beyond what was picked: " + beyond + " in " + c.trackingNumber();
      events.addAll(discrepancy(known, Kind.OVER_SHIPPED, detail, at));
    }
    if (known.cancelledBecause() != null) {
      var detail = "shipped as " + c.trackingNumber() + " after it was cancelled";
      events.addAll(discrepancy(known, Kind.SHIPPED_AFTER_CANCELLATION, detail, at));
    }
    var pending = known.cancellation();
    if (pending.isPending()) {
      events.add(new CancellationRefused(pending.requestId(), Refusal.ALREADY_SHIPPED, at));
    }
    known
        .earlyDelivery(c.shipmentId())
        .ifPresent(d -> events.add(new DeliveryRecorded(c.shipmentId(), d.deliveredAt())));
    return Decision.accept(events);
  }

  private static boolean isSame(Shipment before, ConfirmShipment c) {
    return before.carrier().equals(c.carrier()) && before.lines().equals(c.lines());
  }

  private static Decision<FulfillmentOrderEvent> deliver(ConfirmDelivery c, Known known) {
    var id = c.shipmentId();
    var shipment = known.shipment(id);
    if (shipment.isPresent()) {
      if (shipment.get().deliveredAt() != null) return Decision.accept();
      return Decision.accept(new DeliveryRecorded(id, c.deliveredAt()));
    }
    if (known.earlyDelivery(id).isPresent()) return Decision.accept();
    return Decision.accept(new EarlyDeliveryRecorded(id, c.deliveredAt()));
  }

  private static Decision<FulfillmentOrderEvent> requestCancellation(
      RequestCancellation c, Known known) {
    if (known.cancellation().requestId().equals(c.requestId())) return Decision.accept();
    // Whoever asks while the warehouse is being asked gets that answer.
    if (known.cancellation().isPending()) return Decision.accept();
    return switch (known.stage()) {
      case REQUESTED -> Decision.accept(new CancellationAsked(c.requestId(), c.reason(), c.at()));
      case CANCELLED -> Decision.accept();
      case PICKED, PACKED, PARTIALLY_SHIPPED, SHIPPED, DELIVERED ->
          Decision.accept(new CancellationRefused(c.requestId(), refusal(known.stage()), c.at()));
    };
  }

  private static Refusal refusal(Stage stage) {
    return switch (stage) {
      case REQUESTED, CANCELLED -> Refusal.WAREHOUSE_REFUSED;
      case PICKED -> Refusal.ALREADY_PICKED;
      case PACKED -> Refusal.ALREADY_PACKED;
      case PARTIALLY_SHIPPED, SHIPPED, DELIVERED -> Refusal.ALREADY_SHIPPED;
    };
  }

  private static Decision<FulfillmentOrderEvent> answerCancellation(
      AnswerCancellation c, Known known) {
    return c.cancelled() ? cancelled(known, c.at()) : notCancelled(known, c.at());
  }

  private static Decision<FulfillmentOrderEvent> cancelled(Known known, Instant at) {
    return switch (known.stage()) {
      case CANCELLED -> Decision.accept();
      case PARTIALLY_SHIPPED, SHIPPED, DELIVERED ->
          Decision.accept(
              discrepancy(
                  known,
                  Kind.CANCELLED_AFTER_SHIPMENT,
                  "the warehouse says it cancelled what it had shipped",
                  at));
      case REQUESTED, PICKED, PACKED -> {
        var pending = known.cancellation();
        if (pending.isPending()) {
          yield Decision.accept(new FulfillmentCancelled(pending.reason(), at));
        }
        var events = new ArrayList<FulfillmentOrderEvent>();
        events.add(new FulfillmentCancelled(WAREHOUSE_CANCELLED, at));
        var detail = "the warehouse cancelled what nobody asked it to cancel";
        events.addAll(discrepancy(known, Kind.CANCELLED_UNASKED, detail, at));
        yield Decision.accept(events);
      }
    };
  }

  private static Decision<FulfillmentOrderEvent> notCancelled(Known known, Instant at) {
    var pending = known.cancellation();
    if (pending.isPending()) {
      return Decision.accept(
          new CancellationRefused(pending.requestId(), refusal(known.stage()), at));
    }
    // After an empty pick the warehouse may well answer that there was nothing left to cancel.
    boolean nothingPicked = known.picked() != null && known.picked().isEmpty();
    if (known.stage() != Stage.CANCELLED || nothingPicked) return Decision.accept();
    var detail = "the warehouse says it goes on with what it had cancelled";
    return Decision.accept(discrepancy(known, Kind.CANCELLATION_WITHDRAWN, detail, at));
  }

  private static Decision<FulfillmentOrderEvent> remind(RemindOf c, Known known) {
    boolean isOpen =
        switch (c.followUp()) {
          case SHIP_BY ->
              switch (known.stage()) {
                case REQUESTED, PICKED, PACKED, PARTIALLY_SHIPPED -> true;
                case SHIPPED, DELIVERED, CANCELLED -> false;
              };
          case CANCELLATION_ANSWER -> known.cancellation().isPending();
          case DELIVERY_MATCH -> !known.earlyDeliveries().isEmpty();
        };
    if (!isOpen || known.missed().contains(c.followUp())) return Decision.accept();
    return Decision.accept(new FollowUpMissed(c.followUp(), c.at()));
  }

  private static List<FulfillmentOrderEvent> discrepancy(
      Known known, Kind kind, String detail, Instant at) {
    var discrepancy = new Discrepancy(kind, detail);
    if (known.discrepancies().contains(discrepancy)) return List.of();
    return List.of(new DiscrepancyFound(discrepancy, at));
  }

  static FulfillmentOrder evolve(FulfillmentOrder order, FulfillmentOrderEvent event) {
    return switch (order) {
      case NotRequested before ->
          event instanceof FulfillmentRequested e ? Known.of(e.request()) : before;
      case Known known -> evolve(known, event);
    };
  }

  private static Known evolve(Known known, FulfillmentOrderEvent event) {
    return switch (event) {
      case FulfillmentRequested _ -> known;
      case PickRecorded e -> known.withPicked(e.lines());
      case ShortPickFound _ -> known;
      case PackRecorded e -> known.withParcels(e.parcels());
      case ShipmentRecorded e ->
          known.withShipment(
              new Shipment(
                  e.shipmentId(), e.carrier(), e.trackingNumber(), e.lines(), e.shippedAt(), null));
      case DeliveryRecorded e -> known.withDelivered(e.shipmentId(), e.deliveredAt());
      case EarlyDeliveryRecorded e ->
          known.withEarlyDelivery(new EarlyDelivery(e.shipmentId(), e.deliveredAt()));
      case CancellationAsked e ->
          known
              .withCancellation(
                  new Cancellation(e.requestId(), e.reason(), true), known.cancelledBecause())
              .withoutMissed(FollowUp.CANCELLATION_ANSWER);
      case CancellationRefused e ->
          known.withCancellation(
              new Cancellation(e.requestId(), "", false), known.cancelledBecause());
      case FulfillmentCancelled e ->
          known.withCancellation(
              new Cancellation(known.cancellation().requestId(), e.reason(), false), e.reason());
      case DiscrepancyFound e -> known.withDiscrepancy(e.discrepancy());
      case FollowUpMissed e -> known.withMissed(e.followUp());
    };
  }
}

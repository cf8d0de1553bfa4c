package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Discrepancy;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.FollowUp;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Known;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.NotRequested;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Stage;
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
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShipmentRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShortPickFound;
import dev.onhand.platform.event.Effect;
import dev.onhand.platform.event.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What an event of a fulfilment order causes: messages, timers, exceptions.
final class FulfillmentEffects {
  static final Duration CANCELLATION_ANSWER_WITHIN = Duration.ofHours(4);
  static final Duration DELIVERY_MATCH_WITHIN = Duration.ofDays(1);
  static final Duration SHIP_WITHIN = Duration.ofHours(48);
  static final Map<String, Duration> SHIP_WITHIN_BY_SERVICE_LEVEL =
      Map.of("express", Duration.ofHours(12), "standard", SHIP_WITHIN);

  private static final Duration PERSON_WITHIN = Duration.ofHours(24);
  private static final String SHORT_PICK = "SHORT_PICK";
  private static final String WAREHOUSE = "warehouse";
  private static final String PLANNER = "planner";
  private static final List<String> ACTIONS = List.of("resolve");

  private FulfillmentEffects() {}

  static List<Effect> of(Recorded<FulfillmentOrderEvent> recorded, FulfillmentOrder after) {
    return switch (after) {
      case NotRequested _ -> List.of();
      case Known known -> of(recorded.event(), recorded.occurredAt(), known);
    };
  }

  private static List<Effect> of(FulfillmentOrderEvent event, Instant now, Known known) {
    var request = known.request();
    var effects = new ArrayList<Effect>();
    switch (event) {
      case FulfillmentRequested e -> {
        effects.add(FulfillmentMessages.created(request));
        effects.add(FulfillmentMessages.pickRequested(request));
        var within = SHIP_WITHIN_BY_SERVICE_LEVEL.getOrDefault(request.serviceLevel(), SHIP_WITHIN);
        effects.add(start(known, FollowUp.SHIP_BY, e.requestedAt().plus(within)));
      }
      case PickRecorded e -> {
        if (!e.lines().isEmpty()) effects.add(FulfillmentMessages.picked(request, e));
        stopShipBy(known, effects);
      }
      case ShortPickFound e -> {
        effects.add(FulfillmentMessages.shortPicked(request, e));
        effects.add(raise(known, SHORT_PICK, "not found: " + e.lines(), PLANNER, now));
      }
      case PackRecorded e -> effects.add(FulfillmentMessages.packed(request, e));
      case ShipmentRecorded e -> {
        effects.add(FulfillmentMessages.shipped(request, e));
        stopShipBy(known, effects);
      }
      case DeliveryRecorded e -> {
        effects.add(FulfillmentMessages.delivered(request, e));
        // Its timer, if one runs, finds nothing to say; most deliveries never had one.
        if (known.earlyDeliveries().isEmpty()) settle(known, FollowUp.DELIVERY_MATCH, effects);
      }
      case EarlyDeliveryRecorded _ ->
          effects.add(start(known, FollowUp.DELIVERY_MATCH, now.plus(DELIVERY_MATCH_WITHIN)));
      case CancellationAsked _ -> {
        effects.add(FulfillmentMessages.pickCancelled(request));
        var due = now.plus(CANCELLATION_ANSWER_WITHIN);
        effects.add(start(known, FollowUp.CANCELLATION_ANSWER, due));
      }
      case CancellationRefused e -> {
        effects.add(FulfillmentMessages.cancellationRefused(request, e.reason()));
        stop(known, FollowUp.CANCELLATION_ANSWER, effects);
      }
      case FulfillmentCancelled _ -> {
        effects.add(FulfillmentMessages.cancelled(known));
        stop(known, FollowUp.CANCELLATION_ANSWER, effects);
        stop(known, FollowUp.SHIP_BY, effects);
      }
      case DiscrepancyFound e -> effects.add(raise(known, e.discrepancy(), now));
      case FollowUpMissed e ->
          effects.add(
              raise(known, kind(e.followUp()), detail(e.followUp(), known), WAREHOUSE, now));
    }
    return effects;
  }

  /// All has shipped: nobody need be reminded.
  private static void stopShipBy(Known known, List<Effect> effects) {
    if (known.stage() == Stage.SHIPPED || known.stage() == Stage.DELIVERED) {
      stop(known, FollowUp.SHIP_BY, effects);
    }
  }

  private static Effect start(Known known, FollowUp followUp, Instant dueAt) {
    return new Effect.StartTimer(timer(followUp), id(known), dueAt, Map.of());
  }

  private static void stop(Known known, FollowUp followUp, List<Effect> effects) {
    effects.add(new Effect.CancelTimer(timer(followUp), id(known)));
    settle(known, followUp, effects);
  }

  /// Takes a late reminder back.
  private static void settle(Known known, FollowUp followUp, List<Effect> effects) {
    if (known.missed().contains(followUp)) {
      effects.add(new Effect.ResolveException(kind(followUp), id(known), "it came late"));
    }
  }

  private static Effect raise(Known known, Discrepancy discrepancy, Instant now) {
    return raise(known, discrepancy.kind().name(), discrepancy.detail(), WAREHOUSE, now);
  }

  private static Effect raise(Known known, String kind, String detail, String owner, Instant now) {
    return new Effect.RaiseException(
        kind, id(known), detail, owner, now.plus(PERSON_WITHIN), ACTIONS);
  }

  private static String id(Known known) {
    return known.request().fulfillmentOrderId().toString();
  }

  /// The timer's name.
  static String timer(FollowUp followUp) {
    return switch (followUp) {
      case SHIP_BY -> "ship-by";
      case CANCELLATION_ANSWER -> "cancellation-answer";
      case DELIVERY_MATCH -> "delivery-match";
    };
  }

  private static String kind(FollowUp followUp) {
    return switch (followUp) {
      case SHIP_BY -> "SHIP_OVERDUE";
      case CANCELLATION_ANSWER -> "CANCELLATION_UNANSWERED";
      case DELIVERY_MATCH -> "DELIVERY_WITHOUT_SHIPMENT";
    };
  }

  private static String detail(FollowUp followUp, Known known) {
    return switch (followUp) {
      case SHIP_BY -> "has not shipped in time: " + known.remaining();
      case CANCELLATION_ANSWER ->
          known.request().locationId() + " has not said whether it cancelled the pick";
      case DELIVERY_MATCH ->
          "the carrier delivered shipments that the warehouse has not confirmed: "
              + known.earlyDeliveries();
    };
  }
}

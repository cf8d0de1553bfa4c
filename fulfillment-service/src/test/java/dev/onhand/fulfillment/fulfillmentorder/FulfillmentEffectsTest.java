package dev.onhand.fulfillment.fulfillmentorder;

import static dev.onhand.fulfillment.fulfillmentorder.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Discrepancy;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Discrepancy.Kind;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.FollowUp;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.CancellationRefused;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.DiscrepancyFound;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.EarlyDeliveryRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FollowUpMissed;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FulfillmentCancelled;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FulfillmentRequested;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.Refusal;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShortLine;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShortPickFound;
import dev.onhand.platform.event.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FulfillmentEffectsTest {
  private static final String SUBJECT = ID.toString();

  @Test
  void a_request_is_published_and_sent_to_its_location_and_followed_up() {
    var effects = Reactions.toLast(requested());
    assertEquals(
        List.of("fulfillment.FulfillmentOrderCreated.v1", "fulfillment.PickRequested.v1"),
        Reactions.types(effects));
    var pick = (Effect.Publish) effects.get(1);
    assertEquals("warehouse.requests", pick.topic());
    assertEquals("BER", pick.key());
    assertEquals(SUBJECT, pick.subject());
    var due = NOON.plus(FulfillmentEffects.SHIP_WITHIN);
    assertTrue(effects.contains(new Effect.StartTimer("ship-by", SUBJECT, due, Map.of())));
  }

  @Test
  void an_express_order_is_followed_up_sooner() {
    var express =
        new FulfillmentOrder.Request(
            ID, ORDER, RESERVATION, "BER", "eu", "shopify", "express", "DE", "101", ALL);
    var effects = Reactions.toLast(new FulfillmentRequested(express, NOON));
    var due = NOON.plus(Duration.ofHours(12));
    assertTrue(effects.contains(new Effect.StartTimer("ship-by", SUBJECT, due, Map.of())));
  }

  @Test
  void a_pick_is_published() {
    assertTypes("fulfillment.Picked.v1", requested(), picked(ALL));
  }

  @Test
  void an_empty_pick_is_not_published_as_a_pick() {
    assertEquals(List.of(), Reactions.toLast(requested(), picked(NOTHING)));
  }

  @Test
  void a_short_pick_is_published_and_waits_for_a_planner() {
    var lines = List.of(new ShortLine("1", "SHIRT", 2, 1));
    var effects =
        Reactions.toLast(requested(), picked(ALL_BUT_ONE_SHIRT), new ShortPickFound(lines, NOON));
    assertEquals(List.of("fulfillment.ShortPicked.v1"), Reactions.types(effects));
    var raised = (Effect.RaiseException) effects.getLast();
    assertEquals("SHORT_PICK", raised.kind());
    assertEquals("planner", raised.owner());
    assertEquals(SUBJECT, raised.subject());
  }

  @Test
  void a_pack_is_published() {
    assertTypes("fulfillment.Packed.v1", requested(), picked(ALL), packed());
  }

  @Test
  void the_last_shipment_is_published_and_ends_the_follow_up() {
    var effects = Reactions.toLast(requested(), shipped());
    assertEquals(List.of("fulfillment.ShipmentShipped.v1"), Reactions.types(effects));
    assertTrue(effects.contains(new Effect.CancelTimer("ship-by", SUBJECT)));
  }

  @Test
  void a_partial_shipment_is_published_and_the_rest_stays_followed_up() {
    var effects = Reactions.toLast(requested(), shipped(TRACKING, SHIRT));
    assertEquals(1, effects.size());
    assertEquals(List.of("fulfillment.ShipmentShipped.v1"), Reactions.types(effects));
  }

  @Test
  void a_short_pick_told_after_the_shipment_ends_the_follow_up() {
    var effects =
        Reactions.toLast(
            requested(), shipped(TRACKING, ALL_BUT_ONE_SHIRT), picked(ALL_BUT_ONE_SHIRT));
    assertTrue(effects.contains(new Effect.CancelTimer("ship-by", SUBJECT)));
  }

  @Test
  void a_shipment_that_came_late_takes_the_reminder_back() {
    var effects =
        Reactions.toLast(requested(), new FollowUpMissed(FollowUp.SHIP_BY, NOON), shipped());
    assertTrue(
        effects.contains(new Effect.ResolveException("SHIP_OVERDUE", SUBJECT, "it came late")));
  }

  @Test
  void a_delivery_is_published() {
    assertTypes("fulfillment.ShipmentDelivered.v1", requested(), shipped(), delivered());
  }

  @Test
  void an_early_delivery_is_followed_up_and_not_published() {
    var early = new EarlyDeliveryRecorded(shipmentId(TRACKING), NOON);
    var due = NOON.plus(FulfillmentEffects.DELIVERY_MATCH_WITHIN);
    assertEquals(
        List.of(new Effect.StartTimer("delivery-match", SUBJECT, due, Map.of())),
        Reactions.toLast(requested(), early));
  }

  @Test
  void a_delivery_whose_shipment_came_late_takes_the_reminder_back() {
    var effects =
        Reactions.toLast(
            requested(),
            new EarlyDeliveryRecorded(shipmentId(TRACKING), NOON),
            new FollowUpMissed(FollowUp.DELIVERY_MATCH, NOON),
            shipped(),
            delivered());
    assertEquals("DELIVERY_WITHOUT_SHIPMENT", ((Effect.ResolveException) effects.get(1)).kind());
  }

  @Test
  void a_cancellation_is_asked_of_the_location_and_followed_up() {
    var effects = Reactions.toLast(requested(), cancellationAsked());
    assertEquals(List.of("fulfillment.PickCancelled.v1"), Reactions.types(effects));
    assertEquals("BER", ((Effect.Publish) effects.getFirst()).key());
    assertEquals("cancellation-answer", ((Effect.StartTimer) effects.getLast()).name());
  }

  @Test
  void a_refusal_is_published_with_its_reason() {
    var refused = new CancellationRefused("m-1", Refusal.ALREADY_PICKED, NOON);
    var effects = Reactions.toLast(requested(), picked(ALL), refused);
    assertEquals(List.of("fulfillment.CancellationRefused.v1"), Reactions.types(effects));
    assertEquals(
        new FulfillmentMessages.CancellationRefused(ID, ORDER, Refusal.ALREADY_PICKED),
        ((Effect.Publish) effects.getFirst()).payload());
  }

  @Test
  void a_cancellation_is_published_with_its_reason_and_ends_all_follow_ups() {
    var effects =
        Reactions.toLast(
            requested(),
            cancellationAsked(),
            new FollowUpMissed(FollowUp.CANCELLATION_ANSWER, NOON),
            new FulfillmentCancelled("changed my mind", NOON));
    assertEquals(
        new FulfillmentMessages.FulfillmentOrderCancelled(ID, ORDER, "changed my mind"),
        ((Effect.Publish) effects.getFirst()).payload());
    assertTrue(effects.contains(new Effect.CancelTimer("ship-by", SUBJECT)));
    assertTrue(effects.contains(new Effect.CancelTimer("cancellation-answer", SUBJECT)));
    assertTrue(effects.stream().anyMatch(Effect.ResolveException.class::isInstance));
  }

  @Test
  void a_discrepancy_waits_for_the_warehouse() {
    var found = new DiscrepancyFound(new Discrepancy(Kind.OVER_PICKED, "one too many"), NOON);
    var raised = (Effect.RaiseException) Reactions.toLast(requested(), found).getFirst();
    assertEquals("OVER_PICKED", raised.kind());
    assertEquals("one too many", raised.detail());
    assertEquals("warehouse", raised.owner());
  }

  @Test
  void each_missed_follow_up_has_its_own_name() {
    var kinds =
        List.of(FollowUp.values()).stream()
            .map(f -> Reactions.toLast(requested(), new FollowUpMissed(f, NOON)).getFirst())
            .map(effect -> ((Effect.RaiseException) effect).kind())
            .toList();
    assertEquals(
        List.of("SHIP_OVERDUE", "CANCELLATION_UNANSWERED", "DELIVERY_WITHOUT_SHIPMENT"), kinds);
  }

  private static void assertTypes(String type, FulfillmentOrderEvent... history) {
    assertEquals(List.of(type), Reactions.types(Reactions.toLast(history)));
  }
}

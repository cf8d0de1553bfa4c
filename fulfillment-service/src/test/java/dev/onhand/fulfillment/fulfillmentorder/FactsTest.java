package dev.onhand.fulfillment.fulfillmentorder;

import static dev.onhand.fulfillment.fulfillmentorder.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Discrepancy;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Discrepancy.Kind;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.FollowUp;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Known;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Parcel;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Stage;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmPack;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmPick;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmShipment;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.Packed;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.RemindOf;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.RequestFulfillment;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderDecider.Rejection;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.DiscrepancyFound;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.EarlyDeliveryRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FollowUpMissed;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FulfillmentCancelled;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.PackRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShortLine;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShortPickFound;
import dev.onhand.testkit.DeciderTest;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Requests, picks, packs, shipments, deliveries and reminders.
class FactsTest
    extends DeciderTest<FulfillmentOrderCommand, FulfillmentOrder, FulfillmentOrderEvent> {
  FactsTest() {
    super(FulfillmentOrders.TYPE);
  }

  @Test
  void a_released_order_asks_for_its_fulfilment_once() {
    given()
        .when(new RequestFulfillment(request(), NOON))
        .then(requested())
        .thenState(stage(Stage.REQUESTED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void the_same_lines_in_another_order_are_the_same_request() {
    given(requested())
        .when(new RequestFulfillment(request(ALL.reversed()), NOON.plusSeconds(9)))
        .thenNothing();
  }

  @Test
  void the_same_fulfilment_order_with_other_lines_is_refused_by_name() {
    given(requested())
        .when(new RequestFulfillment(request(SHIRT), NOON))
        .thenRejected(Rejection.ALREADY_REQUESTED_OTHERWISE);
  }

  @Test
  void nothing_can_be_told_of_what_nobody_asked_for() {
    var unknown = Rejection.UNKNOWN_FULFILLMENT_ORDER;
    given().when(confirmPick(ALL)).thenRejected(unknown);
    given().when(confirmPack()).thenRejected(unknown);
    given().when(confirmShipment()).thenRejected(unknown);
    given().when(confirmDelivery()).thenRejected(unknown);
    given().when(requestCancellation("m-1")).thenRejected(unknown);
    given().when(answer(true)).thenRejected(unknown);
    given().when(new RemindOf(FollowUp.SHIP_BY, NOON)).thenRejected(unknown);
  }

  @Test
  void a_pick_of_everything_is_recorded_once() {
    given(requested())
        .when(confirmPick(ALL))
        .then(picked(ALL))
        .thenState(stage(Stage.PICKED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_line_told_in_two_parts_counts_as_their_sum() {
    var mug = new Line("2", "MUG", 1);
    given(requested())
        .when(confirmPick(List.of(SHIRT.getFirst(), mug, SHIRT.getFirst())))
        .then(picked(ALL));
  }

  @Test
  void a_short_pick_names_the_lines_that_are_short() {
    given(requested())
        .when(confirmPick(ALL_BUT_ONE_SHIRT))
        .then(
            picked(ALL_BUT_ONE_SHIRT),
            new ShortPickFound(List.of(new ShortLine("1", "SHIRT", 2, 1)), NOON))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void after_a_short_pick_what_was_picked_is_all_that_ships() {
    given(requested())
        .when(confirmPick(ALL_BUT_ONE_SHIRT))
        .when(confirmShipment(TRACKING, ALL_BUT_ONE_SHIRT))
        .then(shipped(TRACKING, ALL_BUT_ONE_SHIRT))
        .thenState(stage(Stage.SHIPPED));
  }

  @Test
  void an_empty_pick_cancels_the_fulfilment_order() {
    given(requested())
        .when(confirmPick(NOTHING))
        .then(
            picked(NOTHING),
            new ShortPickFound(
                List.of(new ShortLine("1", "SHIRT", 2, 0), new ShortLine("2", "MUG", 1, 0)), NOON),
            new FulfillmentCancelled("NOTHING_PICKED", NOON))
        .thenState(stage(Stage.CANCELLED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_pick_beyond_the_request_is_a_discrepancy_and_recorded_as_told() {
    var more = List.of(new Line("1", "SHIRT", 3), new Line("2", "MUG", 1));
    given(requested())
        .when(confirmPick(more))
        .thenEvents(events -> assertFound(events, Kind.OVER_PICKED, "SHIRT"))
        .thenState(known(k -> assertEquals(more, k.picked())))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_pick_of_something_else_is_a_discrepancy_and_a_short_pick() {
    var wrong = List.of(new Line("1", "SHIRT-XL", 2), new Line("2", "MUG", 1));
    given(requested())
        .when(confirmPick(wrong))
        .thenEvents(
            events -> {
              assertFound(events, Kind.OVER_PICKED, "SHIRT-XL");
              var missing = List.of(new ShortLine("1", "SHIRT", 2, 0));
              assertTrue(events.contains(new ShortPickFound(missing, NOON)));
            });
  }

  @Test
  void a_pick_at_another_location_is_a_discrepancy() {
    given(requested())
        .when(new ConfirmPick("HAM", ALL, NOON))
        .thenEvents(events -> assertFound(events, Kind.PICKED_ELSEWHERE, "HAM"));
  }

  @Test
  void a_second_pick_with_other_content_is_a_discrepancy_and_the_first_stands() {
    given(requested(), picked(ALL))
        .when(confirmPick(SHIRT))
        .thenEvents(events -> assertFound(events, Kind.PICK_CHANGED, "later told"))
        .thenState(known(k -> assertEquals(ALL, k.picked())))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_pick_after_the_cancellation_is_a_discrepancy() {
    given(requested(), cancellationAsked(), cancelled())
        .when(confirmPick(SHIRT))
        .thenEvents(events -> assertFound(events, Kind.PICKED_AFTER_CANCELLATION, "put it back"))
        .thenState(stage(Stage.CANCELLED));
  }

  @Test
  void an_empty_pick_after_the_cancellation_is_just_recorded() {
    given(requested(), cancellationAsked(), cancelled())
        .when(confirmPick(NOTHING))
        .then(picked(NOTHING));
  }

  @Test
  void a_package_without_an_sscc_gets_one() {
    given(requested(), picked(ALL))
        .when(confirmPack())
        .then(packed())
        .thenState(stage(Stage.PACKED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_package_that_is_named_by_its_sscc_keeps_it() {
    var own = Sscc.of("4099999", 77).digits();
    given(requested(), picked(ALL))
        .when(new ConfirmPack(List.of(new Packed(own, 640)), List.of(), NOON))
        .then(new PackRecorded(List.of(new Parcel(own, own, 640)), NOON));
  }

  @Test
  void a_second_pack_with_other_content_is_a_discrepancy_and_the_first_stands() {
    given(requested(), picked(ALL), packed())
        .when(new ConfirmPack(List.of(new Packed("P-1", 999)), List.of(), NOON))
        .thenEvents(events -> assertFound(events, Kind.PACK_CHANGED, "999"))
        .thenState(known(k -> assertEquals(640, k.parcels().getFirst().weightGrams())))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_pack_without_a_pick_is_believed() {
    given(requested()).when(confirmPack()).then(packed()).thenState(stage(Stage.PACKED));
  }

  @Test
  void a_shipment_without_pick_and_pack_is_believed() {
    given(requested())
        .when(confirmShipment())
        .then(shipped())
        .thenState(stage(Stage.SHIPPED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void pick_and_pack_told_after_the_shipment_do_not_take_it_back() {
    given(requested(), shipped())
        .when(confirmPick(ALL))
        .then(picked(ALL))
        .when(confirmPack())
        .then(packed())
        .thenState(stage(Stage.SHIPPED));
  }

  @Test
  void a_late_empty_pick_does_not_cancel_what_has_shipped() {
    given(requested(), shipped())
        .when(confirmPick(NOTHING))
        .thenEvents(
            events -> assertTrue(events.stream().noneMatch(FulfillmentCancelled.class::isInstance)))
        .thenState(stage(Stage.SHIPPED));
  }

  @Test
  void a_part_of_the_goods_is_a_part_of_the_shipment() {
    given(requested(), picked(ALL))
        .when(confirmShipment(TRACKING, SHIRT))
        .thenState(stage(Stage.PARTIALLY_SHIPPED))
        .when(confirmShipment(OTHER_TRACKING, ALL_BUT_ONE_SHIRT))
        .then(shipped(OTHER_TRACKING, ALL_BUT_ONE_SHIRT))
        .thenState(stage(Stage.SHIPPED));
  }

  @Test
  void more_shipped_than_picked_is_a_discrepancy_and_recorded_as_told() {
    given(requested(), picked(ALL_BUT_ONE_SHIRT))
        .when(confirmShipment())
        .thenEvents(events -> assertFound(events, Kind.OVER_SHIPPED, "SHIRT"))
        .thenState(known(k -> assertEquals(ALL, k.shipped())))
        .thenState(stage(Stage.SHIPPED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void everything_shipped_twice_under_two_numbers_is_a_discrepancy() {
    given(requested(), shipped())
        .when(confirmShipment(OTHER_TRACKING, ALL))
        .thenEvents(events -> assertFound(events, Kind.OVER_SHIPPED, OTHER_TRACKING));
  }

  @Test
  void a_known_tracking_number_with_other_content_is_a_discrepancy_and_the_first_stands() {
    given(requested(), shipped())
        .when(confirmShipment(TRACKING, SHIRT))
        .thenEvents(events -> assertFound(events, Kind.SHIPMENT_CHANGED, TRACKING))
        .thenState(known(k -> assertEquals(ALL, k.shipped())))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_corrected_carrier_is_a_discrepancy_and_no_second_shipment() {
    given(requested(), shipped())
        .when(new ConfirmShipment(shipmentId(TRACKING), "ups", TRACKING, ALL, NOON))
        .thenEvents(events -> assertFound(events, Kind.SHIPMENT_CHANGED, "ups"))
        .thenState(known(k -> assertEquals(1, k.shipments().size())));
  }

  @Test
  void a_delivered_shipment_is_delivered_once() {
    given(requested(), shipped())
        .when(confirmDelivery())
        .then(delivered())
        .thenState(stage(Stage.DELIVERED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void the_order_is_delivered_when_its_last_shipment_is() {
    given(requested(), shipped(TRACKING, SHIRT), shipped(OTHER_TRACKING, ALL_BUT_ONE_SHIRT))
        .when(confirmDelivery())
        .then(delivered())
        .thenState(stage(Stage.SHIPPED));
  }

  @Test
  void a_delivery_that_overtakes_the_shipment_waits_for_it() {
    given(requested())
        .when(confirmDelivery())
        .then(new EarlyDeliveryRecorded(shipmentId(TRACKING), NOON))
        .thenState(stage(Stage.REQUESTED))
        .thenTheSameAgainSaysNothing()
        .when(confirmShipment())
        .then(shipped(), delivered())
        .thenState(stage(Stage.DELIVERED))
        .thenState(known(k -> assertEquals(List.of(), k.earlyDeliveries())));
  }

  @Test
  void a_reminder_to_ship_is_heard_until_all_has_shipped() {
    var reminder = new RemindOf(FollowUp.SHIP_BY, NOON);
    var missed = new FollowUpMissed(FollowUp.SHIP_BY, NOON);
    given(requested()).when(reminder).then(missed).thenTheSameAgainSaysNothing();
    given(requested(), picked(ALL)).when(reminder).then(missed);
    given(requested(), picked(ALL), packed()).when(reminder).then(missed);
    given(requested(), shipped(TRACKING, SHIRT)).when(reminder).then(missed);
    given(requested(), shipped()).when(reminder).thenNothing();
    given(requested(), shipped(), delivered()).when(reminder).thenNothing();
    given(requested(), cancelled()).when(reminder).thenNothing();
  }

  @Test
  void a_delivery_that_nobody_shipped_is_found_out_by_its_reminder() {
    var reminder = new RemindOf(FollowUp.DELIVERY_MATCH, NOON);
    given(requested(), new EarlyDeliveryRecorded(shipmentId(TRACKING), NOON))
        .when(reminder)
        .then(new FollowUpMissed(FollowUp.DELIVERY_MATCH, NOON))
        .thenTheSameAgainSaysNothing();
    given(requested(), shipped(), delivered()).when(reminder).thenNothing();
  }

  @Test
  void before_the_pick_is_told_nothing_is_known_of_it() {
    given(requested()).thenState(known(k -> assertNull(k.picked())));
  }

  private static Consumer<FulfillmentOrder> stage(Stage expected) {
    return known(k -> assertEquals(expected, k.stage()));
  }

  private static Consumer<FulfillmentOrder> known(Consumer<Known> expectation) {
    return state -> expectation.accept((Known) state);
  }

  private static void assertFound(List<FulfillmentOrderEvent> events, Kind kind, String detail) {
    var found =
        events.stream()
            .filter(DiscrepancyFound.class::isInstance)
            .map(event -> ((DiscrepancyFound) event).discrepancy())
            .toList();
    assertEquals(List.of(kind), found.stream().map(Discrepancy::kind).toList());
    assertTrue(found.getFirst().detail().contains(detail), () -> found.getFirst().detail());
  }
}

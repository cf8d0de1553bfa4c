package dev.onhand.fulfillment.fulfillmentorder;

import static dev.onhand.fulfillment.fulfillmentorder.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Discrepancy.Kind;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.FollowUp;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Known;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Stage;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.RemindOf;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.CancellationRefused;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.DiscrepancyFound;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FollowUpMissed;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FulfillmentCancelled;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.Refusal;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShortLine;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShortPickFound;
import dev.onhand.testkit.DeciderTest;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The one request among the facts: a cancellation, at every stage and with every answer.
class CancellationTest
    extends DeciderTest<FulfillmentOrderCommand, FulfillmentOrder, FulfillmentOrderEvent> {
  CancellationTest() {
    super(FulfillmentOrders.TYPE);
  }

  @Test
  void before_the_pick_the_warehouse_is_asked() {
    given(requested())
        .when(requestCancellation("m-1"))
        .then(cancellationAsked())
        .thenState(stage(Stage.REQUESTED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void whoever_asks_while_the_warehouse_is_asked_waits_for_the_same_answer() {
    given(requested(), cancellationAsked()).when(requestCancellation("m-2")).thenNothing();
  }

  @Test
  void what_the_warehouse_cancels_is_cancelled() {
    given(requested(), cancellationAsked())
        .when(answer(true))
        .then(cancelled())
        .thenState(stage(Stage.CANCELLED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void what_the_warehouse_will_not_cancel_goes_on() {
    given(requested(), cancellationAsked())
        .when(answer(false))
        .then(refused("m-1", Refusal.WAREHOUSE_REFUSED))
        .thenState(stage(Stage.REQUESTED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void after_a_refusal_one_may_ask_again() {
    given(requested(), cancellationAsked(), refused("m-1", Refusal.WAREHOUSE_REFUSED))
        .when(requestCancellation("m-2"))
        .thenEvents(events -> assertEquals(1, events.size()))
        .when(answer(true))
        .then(cancelled());
  }

  @Test
  void what_is_picked_is_not_cancelled() {
    given(requested(), picked(ALL))
        .when(requestCancellation("m-1"))
        .then(refused("m-1", Refusal.ALREADY_PICKED))
        .thenState(stage(Stage.PICKED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void what_is_packed_is_not_cancelled() {
    given(requested(), picked(ALL), packed())
        .when(requestCancellation("m-1"))
        .then(refused("m-1", Refusal.ALREADY_PACKED));
  }

  @Test
  void what_is_partly_shipped_is_not_cancelled() {
    given(requested(), picked(ALL), shipped(TRACKING, SHIRT))
        .when(requestCancellation("m-1"))
        .then(refused("m-1", Refusal.ALREADY_SHIPPED));
  }

  @Test
  void a_shipped_fulfilment_order_cannot_be_cancelled() {
    given(requested(), shipped())
        .when(requestCancellation("m-1"))
        .then(refused("m-1", Refusal.ALREADY_SHIPPED));
  }

  @Test
  void a_delivered_fulfilment_order_cannot_be_cancelled() {
    given(requested(), shipped(), delivered())
        .when(requestCancellation("m-1"))
        .then(refused("m-1", Refusal.ALREADY_SHIPPED));
  }

  @Test
  void each_request_gets_its_own_refusal() {
    given(requested(), shipped())
        .when(requestCancellation("m-1"))
        .when(requestCancellation("m-2"))
        .then(refused("m-2", Refusal.ALREADY_SHIPPED));
  }

  @Test
  void what_is_cancelled_is_not_cancelled_again() {
    given(requested(), cancellationAsked(), cancelled())
        .when(requestCancellation("m-2"))
        .thenNothing();
  }

  @Test
  void a_pick_while_the_warehouse_is_asked_leaves_the_answer_to_it() {
    given(requested(), cancellationAsked())
        .when(confirmPick(ALL))
        .then(picked(ALL))
        .when(answer(true))
        .then(cancelled())
        .thenState(stage(Stage.CANCELLED));
    given(requested(), cancellationAsked(), picked(ALL))
        .when(answer(false))
        .then(refused("m-1", Refusal.ALREADY_PICKED));
    given(requested(), cancellationAsked(), picked(ALL), packed())
        .when(answer(false))
        .then(refused("m-1", Refusal.ALREADY_PACKED));
  }

  @Test
  void an_empty_pick_while_the_warehouse_is_asked_is_the_cancellation_asked_for() {
    given(requested(), cancellationAsked())
        .when(confirmPick(NOTHING))
        .then(
            picked(NOTHING),
            new ShortPickFound(
                List.of(new ShortLine("1", "SHIRT", 2, 0), new ShortLine("2", "MUG", 1, 0)), NOON),
            cancelled())
        .when(answer(false))
        .thenNothing();
  }

  @Test
  void a_shipment_that_races_the_cancellation_wins() {
    given(requested(), cancellationAsked())
        .when(confirmShipment())
        .then(shipped(), refused("m-1", Refusal.ALREADY_SHIPPED))
        .thenState(stage(Stage.SHIPPED))
        .when(answer(false))
        .thenNothing();
  }

  @Test
  void a_shipment_after_the_cancellation_wins_and_a_person_is_told() {
    given(requested(), cancellationAsked(), cancelled())
        .when(confirmShipment())
        .thenEvents(
            events -> {
              assertEquals(shipped(), events.getFirst());
              assertFound(events, Kind.SHIPPED_AFTER_CANCELLATION);
            })
        .thenState(stage(Stage.SHIPPED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_cancellation_of_what_has_shipped_is_a_discrepancy() {
    given(requested(), shipped())
        .when(answer(true))
        .thenEvents(events -> assertFound(events, Kind.CANCELLED_AFTER_SHIPMENT))
        .thenState(stage(Stage.SHIPPED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_cancellation_nobody_asked_for_is_believed_and_a_person_is_told() {
    given(requested())
        .when(answer(true))
        .thenEvents(
            events -> {
              assertEquals(
                  new FulfillmentCancelled("WAREHOUSE_CANCELLED", NOON), events.getFirst());
              assertFound(events, Kind.CANCELLED_UNASKED);
            })
        .thenState(stage(Stage.CANCELLED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_cancellation_taken_back_is_a_discrepancy() {
    given(requested(), cancellationAsked(), cancelled())
        .when(answer(false))
        .thenEvents(events -> assertFound(events, Kind.CANCELLATION_WITHDRAWN))
        .thenState(stage(Stage.CANCELLED))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_refusal_of_what_nobody_asked_for_says_nothing() {
    given(requested()).when(answer(false)).thenNothing();
    given(requested(), picked(ALL)).when(answer(false)).thenNothing();
    given(requested(), shipped()).when(answer(false)).thenNothing();
  }

  @Test
  void a_warehouse_that_does_not_answer_is_reminded_of() {
    var reminder = new RemindOf(FollowUp.CANCELLATION_ANSWER, NOON);
    given(requested(), cancellationAsked())
        .when(reminder)
        .then(new FollowUpMissed(FollowUp.CANCELLATION_ANSWER, NOON))
        .thenTheSameAgainSaysNothing();
    given(requested(), cancellationAsked(), cancelled()).when(reminder).thenNothing();
    given(requested()).when(reminder).thenNothing();
  }

  @Test
  void a_second_question_is_reminded_of_again() {
    given(
            requested(),
            cancellationAsked(),
            new FollowUpMissed(FollowUp.CANCELLATION_ANSWER, NOON),
            refused("m-1", Refusal.WAREHOUSE_REFUSED))
        .when(requestCancellation("m-2"))
        .when(new RemindOf(FollowUp.CANCELLATION_ANSWER, NOON))
        .then(new FollowUpMissed(FollowUp.CANCELLATION_ANSWER, NOON));
  }

  private static CancellationRefused refused(String requestId, Refusal reason) {
    return new CancellationRefused(requestId, reason, NOON);
  }

  private static Consumer<FulfillmentOrder> stage(Stage expected) {
    return state -> assertEquals(expected, ((Known) state).stage());
  }

  private static void assertFound(List<FulfillmentOrderEvent> events, Kind kind) {
    var found = assertInstanceOf(DiscrepancyFound.class, events.getLast());
    assertEquals(kind, found.discrepancy().kind());
  }
}

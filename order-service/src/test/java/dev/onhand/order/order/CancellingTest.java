package dev.onhand.order.order;

import static dev.onhand.order.order.OrderStory.eur;
import static dev.onhand.order.order.OrderStory.received;
import static dev.onhand.order.order.OrderStory.terms;
import static dev.onhand.order.order.OrderStory.units;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.order.channel.PaymentReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellingTest {

  @Test
  void an_accepted_order_is_cancelled_gives_stock_back_and_refunds() {
    var story =
        received()
            .cancel()
            .then("CANCELLED")
            .published("ReleaseReservation", "OrderCancelled", "RefundGranted", "RefundPayment");
    var refund = story.message(OrderMessages.RefundGranted.class);
    assertEquals(eur("33.32"), refund.amount());
    assertEquals(eur("28.00"), refund.net());
    assertEquals(eur("5.32"), refund.tax());
    assertEquals("CANCELLATION", refund.reason());
    story.cancel().nothing();
  }

  @Test
  void a_promise_that_comes_after_the_cancellation_changes_nothing() {
    var story = received();
    var reservation = story.reservationId();
    story
        .cancel()
        .when(new OrderCommand.NoteReserved(reservation, List.of(), story.now()))
        .nothing()
        .then("CANCELLED");
  }

  @Test
  void an_order_still_held_is_cancelled_and_its_money_enters_and_leaves_the_books() {
    new OrderStory()
        .received(terms().total("9.99"))
        .cancel()
        .then("CANCELLED")
        .published(
            "HoldReleased", "PaymentReceived", "OrderCancelled", "RefundGranted", "RefundPayment");
  }

  @Test
  void an_unpaid_order_is_cancelled_without_money() {
    new OrderStory()
        .received(terms().payment(PaymentReport.PENDING))
        .cancel()
        .published("HoldReleased", "OrderCancelled");
    new OrderStory()
        .received(terms().payment(PaymentReport.AUTHORIZED))
        .cancel()
        .published("ReleaseReservation", "OrderCancelled");
  }

  @Test
  void an_out_of_stock_order_can_be_cancelled() {
    received()
        .reservationRejected()
        .cancel()
        .then("CANCELLED")
        .published("HoldReleased", "OrderCancelled", "RefundGranted", "RefundPayment");
  }

  @Test
  void after_release_a_cancellation_is_a_request() {
    received()
        .reserved()
        .started("fo-1", "BER")
        .cancel()
        .then("RELEASED")
        .published("CancellationRequested")
        .cancel()
        .nothing()
        .partCancelled("fo-1")
        .then("CANCELLED")
        .published("ReleaseReservation", "OrderCancelled", "RefundGranted", "RefundPayment")
        .partCancelled("fo-1")
        .nothing();
  }

  @Test
  void a_refused_cancellation_lets_the_order_go_on_and_be_asked_again() {
    var story = received().reserved().started("fo-1", "BER").cancel();
    story
        .when(new OrderCommand.NoteCancellationRefused("fo-1", "packed", story.now()))
        .then("RELEASED")
        .cancel()
        .published("CancellationRequested")
        .cancel()
        .nothing()
        .shipped("s-1", "fo-1", units("1", 2), units("2", 1))
        .then("SHIPPED");
  }

  @Test
  void stock_is_freed_only_when_every_location_has_confirmed() {
    received()
        .reservedAt("BER", "HAM")
        .started("fo-1", "BER")
        .cancel()
        .partCancelled("fo-1")
        .then("RELEASED")
        .published()
        .started("fo-2", "HAM")
        .partCancelled("fo-2")
        .then("CANCELLED");
  }

  @Test
  void what_one_location_cancelled_and_another_shipped_is_refunded_in_part() {
    var story =
        received()
            .reservedAt("BER", "HAM")
            .started("fo-1", "BER")
            .started("fo-2", "HAM")
            .cancel()
            .partCancelled("fo-2")
            .then("RELEASED")
            .shipped("s-1", "fo-1", units("1", 2))
            .then("SHIPPED")
            .published(
                "OrderShipped",
                "ReleaseReservation",
                "OrderShipped",
                "RefundGranted",
                "RefundPayment");
    assertEquals(eur("5.95"), story.message(OrderMessages.RefundGranted.class).amount());
    story.delivered("s-1").then("COMPLETED");
  }

  @Test
  void the_same_when_the_shipment_was_first() {
    var story =
        received()
            .reservedAt("BER", "HAM")
            .started("fo-1", "BER")
            .started("fo-2", "HAM")
            .shipped("s-1", "fo-1", units("1", 2))
            .delivered("s-1")
            .then("PARTIALLY_SHIPPED")
            .cancel()
            .published("CancellationRequested")
            .partCancelled("fo-2")
            .then("COMPLETED");
    assertEquals(eur("5.95"), story.message(OrderMessages.RefundGranted.class).amount());
  }

  @Test
  void an_order_fulfilment_gives_up_unasked_needs_a_new_promise() {
    var story =
        received()
            .reserved()
            .started("fo-1", "BER")
            .shortPicked("fo-1", 3)
            .raised("SHORT_PICK")
            .partCancelled("fo-1")
            .then("ON_HOLD")
            .held(HoldReason.OUT_OF_STOCK)
            .published("ReleaseReservation", "OrderHeld");
    story
        .release(HoldReason.OUT_OF_STOCK)
        .published("HoldReleased", "ReserveStock")
        .reserved()
        .then("RELEASED")
        .started("fo-2", "BER")
        .shipped("s-1", "fo-2", units("1", 2), units("2", 1))
        .then("SHIPPED");
  }

  @Test
  void the_rest_fulfilment_gives_up_unasked_is_told_to_a_person() {
    received()
        .reservedAt("BER", "HAM")
        .started("fo-1", "BER")
        .started("fo-2", "HAM")
        .shipped("s-1", "fo-1", units("1", 2))
        .partCancelled("fo-2")
        .then("PARTIALLY_SHIPPED")
        .raised("REST_NOT_SHIPPED")
        .cancel()
        .then("SHIPPED")
        .published("ReleaseReservation", "OrderShipped", "RefundGranted", "RefundPayment");
  }

  @Test
  void the_part_that_was_refused_ships_and_the_cancelled_one_is_refunded() {
    var story =
        received().reservedAt("BER", "HAM").started("fo-1", "BER").started("fo-2", "HAM").cancel();
    story
        .when(new OrderCommand.NoteCancellationRefused("fo-1", "ALREADY_PACKED", story.now()))
        .partCancelled("fo-2")
        .then("RELEASED")
        .shipped("s-1", "fo-1", units("1", 2))
        .then("SHIPPED");
    assertEquals(eur("5.95"), story.message(OrderMessages.RefundGranted.class).amount());
  }

  @Test
  void the_rest_of_an_order_captured_per_shipment_was_never_taken() {
    var story =
        new OrderStory()
            .received(terms().payment(PaymentReport.AUTHORIZED))
            .reservedAt("BER", "HAM")
            .started("fo-1", "BER")
            .started("fo-2", "HAM")
            .shipped("s-1", "fo-1", units("1", 2));
    var capture = story.message(OrderMessages.CapturePayment.class);
    assertEquals(eur("27.37"), capture.amount());
    story
        .captured(capture.captureId(), "27.37")
        .cancel()
        .partCancelled("fo-2")
        .then("SHIPPED")
        .published("ReleaseReservation", "OrderShipped");
  }

  @Test
  void of_a_total_that_did_not_add_up_the_rest_carries_its_share() {
    var story =
        new OrderStory()
            .received(terms().total("16.66"))
            .release(HoldReason.TOTALS_MISMATCH)
            .reservedAt("BER", "HAM")
            .started("fo-1", "BER")
            .started("fo-2", "HAM")
            .shipped("s-1", "fo-1", units("1", 2))
            .cancel()
            .partCancelled("fo-2");
    // half the price was paid, so half of 5.95 goes back
    assertEquals(eur("2.97"), story.message(OrderMessages.RefundGranted.class).amount());
  }

  @Test
  void a_short_shipment_is_closed_by_a_person() {
    received()
        .reserved()
        .started("fo-1", "BER")
        .shortPicked("fo-1", 1)
        .shipped("s-1", "fo-1", units("1", 1), units("2", 1))
        .cancel()
        .then("SHIPPED")
        .published("ReleaseReservation", "OrderShipped", "RefundGranted", "RefundPayment");
  }

  @Test
  void a_shipped_order_cannot_be_cancelled() {
    received()
        .reserved()
        .shipped("s-1", "fo-1", units("1", 2), units("2", 1))
        .cancel()
        .rejected(OrderRejection.ALREADY_SHIPPED)
        .delivered("s-1")
        .cancel()
        .rejected(OrderRejection.ALREADY_SHIPPED);
  }

  @Test
  void an_order_nobody_knows_cannot_be_cancelled() {
    new OrderStory().cancel().rejected(OrderRejection.UNKNOWN_ORDER);
  }

  // ---- by the channel

  @Test
  void a_cancellation_by_the_channel_before_release_is_one_at_once() {
    received()
        .document(2, terms().cancelled())
        .then("CANCELLED")
        .published("ReleaseReservation", "OrderCancelled", "RefundGranted", "RefundPayment");
  }

  @Test
  void money_the_channel_gave_back_itself_is_not_paid_twice() {
    received()
        .document(2, terms().cancelled().payment(PaymentReport.RETURNED))
        .then("CANCELLED")
        .published("ReleaseReservation", "OrderCancelled", "RefundGranted", "RefundPaid");
  }

  @Test
  void a_held_order_cancelled_and_refunded_by_the_channel_never_enters_the_books() {
    new OrderStory()
        .received(terms().total("9.99"))
        .document(2, terms().total("9.99").cancelled().payment(PaymentReport.RETURNED))
        .published("HoldReleased", "OrderCancelled");
  }

  @Test
  void a_cancellation_by_the_channel_after_release_is_a_request() {
    received()
        .reserved()
        .document(2, terms().cancelled())
        .then("RELEASED")
        .published("CancellationRequested");
  }

  @Test
  void a_cancellation_by_the_channel_after_shipment_is_told_to_a_person() {
    received()
        .reserved()
        .shipped("s-1", "fo-1", units("1", 2), units("2", 1))
        .document(2, terms().cancelled())
        .then("SHIPPED")
        .raised("CANCELLED_AFTER_SHIPMENT");
  }

  @Test
  void what_is_captured_after_the_cancellation_goes_back() {
    new OrderStory()
        .received(terms().payment(PaymentReport.PENDING))
        .cancel()
        .captured("theirs", "33.32")
        .published("RefundGranted", "RefundPayment");
  }
}

package dev.onhand.order.order;

import static dev.onhand.order.order.HoldReason.OUT_OF_STOCK;
import static dev.onhand.order.order.HoldReason.PAYMENT;
import static dev.onhand.order.order.OrderStory.eur;
import static dev.onhand.order.order.OrderStory.received;
import static dev.onhand.order.order.OrderStory.terms;
import static dev.onhand.order.order.OrderStory.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.order.channel.OrderType;
import dev.onhand.order.channel.PaymentReport;
import dev.onhand.platform.event.Effect;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FulfillingTest {

  // ---- stock

  @Test
  void a_promise_releases_the_order_at_once() {
    var story =
        received()
            .reservedAt("BER", "HAM")
            .then("RELEASED")
            .published("OrderAllocated", "OrderReleased");
    var released = story.message(OrderMessages.OrderReleased.class);
    assertEquals(2, released.allocations().size());
    assertEquals("standard", released.serviceLevel());
  }

  @Test
  void a_repeated_promise_says_nothing_new() {
    var story = received().reserved();
    story.reserved().nothing().then("RELEASED");
  }

  @Test
  void a_refused_reservation_holds_the_order_and_says_why() {
    var story =
        received()
            .reservationRejected()
            .then("ON_HOLD")
            .held(OUT_OF_STOCK)
            .published("OrderOutOfStock", "OrderHeld")
            .raised("HOLD_OUT_OF_STOCK");
    assertTrue(story.message(OrderMessages.OrderHeld.class).detail().contains("TEE: 2 wanted"));
    story.reservationRejected().nothing();
  }

  @Test
  void a_person_who_releases_an_out_of_stock_order_asks_for_stock_again() {
    var story = received().reservationRejected();
    var first = story.reservationId();
    story.release(OUT_OF_STOCK).then("ACCEPTED").published("HoldReleased", "ReserveStock");
    assertNotEquals(first, story.reservationId());
    story.reservationRejected().held(OUT_OF_STOCK);
    story.release(OUT_OF_STOCK).reserved().then("RELEASED");
  }

  @Test
  void a_late_answer_to_an_earlier_attempt_is_ignored() {
    var story = received().reservationRejected();
    var first = story.reservationId();
    story.release(OUT_OF_STOCK);
    story
        .when(new OrderCommand.NoteReserved(first, List.of(), story.now()))
        .nothing()
        .then("ACCEPTED");
  }

  @Test
  void a_broken_promise_before_release_is_asked_for_anew() {
    var story = new OrderStory().received(terms().payment(PaymentReport.AUTHORIZED));
    story.when(new OrderCommand.NoteAuthorization("a", eur("33.32"), story.now(), story.now()));
    story.reserved().then("ON_HOLD").held(PAYMENT);
    var first = story.reservationId();
    story
        .when(new OrderCommand.NoteReservationLost(first, "broken", story.now()))
        .published("ReleaseReservation")
        .then("ON_HOLD")
        .release(PAYMENT)
        .published("HoldReleased", "ReserveStock")
        .reserved()
        .then("RELEASED");
    assertNotEquals(first, story.reservationId());
  }

  @Test
  void a_broken_promise_after_release_is_told_to_a_person() {
    var story = received().reserved();
    story
        .when(new OrderCommand.NoteReservationLost(story.reservationId(), "broken", story.now()))
        .then("RELEASED")
        .raised("RESERVATION_LOST");
  }

  @Test
  void an_expired_authorization_blocks_release() {
    var story = new OrderStory().received(terms().payment(PaymentReport.PENDING));
    story.when(
        new OrderCommand.NoteAuthorization(
            "a", eur("33.32"), story.now().plusSeconds(60), story.now()));
    story.later(Duration.ofMinutes(2)).reserved().then("ON_HOLD").held(PAYMENT);
    story
        .when(
            new OrderCommand.NoteAuthorization(
                "b", eur("33.32"), story.now().plus(Duration.ofDays(7)), story.now()))
        .then("RELEASED");
  }

  // ---- shipments

  @Test
  void a_whole_shipment_makes_the_order_shipped() {
    var story =
        received()
            .reserved()
            .started("fo-1", "BER")
            .shipped("s-1", "fo-1", units("1", 2), units("2", 1))
            .then("SHIPPED")
            .published("OrderShipped");
    assertTrue(story.message(OrderMessages.OrderShipped.class).complete());
    story.shipped("s-1", "fo-1", units("1", 2), units("2", 1)).nothing();
  }

  @Test
  void a_split_order_is_partially_shipped_until_the_last_one_leaves() {
    received()
        .reservedAt("BER", "HAM")
        .started("fo-1", "BER")
        .started("fo-2", "HAM")
        .shipped("s-2", "fo-2", units("2", 1))
        .then("PARTIALLY_SHIPPED")
        .delivered("s-2")
        .then("PARTIALLY_SHIPPED")
        .shipped("s-1", "fo-1", units("1", 2))
        .then("SHIPPED")
        .delivered("s-1")
        .then("COMPLETED")
        .published("OrderDelivered", "OrderCompleted");
  }

  @Test
  void a_shipment_that_is_reported_before_its_fulfilment_order_counts() {
    received()
        .reserved()
        .shipped("s-1", "fo-1", units("1", 2), units("2", 1))
        .started("fo-1", "BER")
        .published()
        .then("SHIPPED")
        .started("fo-1", "BER")
        .nothing();
  }

  @Test
  void a_delivery_is_counted_once() {
    received()
        .reserved()
        .shipped("s-1", "fo-1", units("1", 2), units("2", 1))
        .delivered("s-1")
        .delivered("s-1")
        .nothing()
        .then("COMPLETED");
  }

  @Test
  void a_wholesale_order_is_complete_some_time_after_delivery() {
    var story =
        new OrderStory()
            .received(terms().type(OrderType.WHOLESALE))
            .reserved()
            .shipped("s-1", "fo-1", units("1", 2), units("2", 1))
            .delivered("s-1")
            .then("DELIVERED");
    assertTrue(
        story.effects().stream()
            .anyMatch(
                e ->
                    e instanceof Effect.StartTimer t
                        && t.dueAt().equals(story.now().plus(Duration.ofDays(14)))));
    story
        .when(new OrderCommand.CompleteOrder(story.now()))
        .then("COMPLETED")
        .when(new OrderCommand.CompleteOrder(story.now()))
        .nothing();
  }

  @Test
  void facts_that_do_not_fit_are_kept_and_told_to_a_person() {
    received()
        .shipped("s-1", "fo-1", units("1", 2), units("2", 1))
        .then("SHIPPED")
        .raised("SHIPPED_BEFORE_RELEASE");
    received()
        .reserved()
        .shipped("s-1", "fo-1", units("1", 3), units("2", 1))
        .raised("SHIPPED_TOO_MUCH");
    received()
        .cancel()
        .shipped("s-1", "fo-1", units("1", 2), units("2", 1))
        .then("CANCELLED")
        .raised("SHIPPED_AFTER_CANCELLATION");
    received()
        .reserved()
        .started("fo-1", "BER")
        .shipped("s-1", "fo-1", units("1", 1), units("2", 1))
        .then("PARTIALLY_SHIPPED")
        .raised();
    received()
        .reserved()
        .started("fo-1", "BER")
        .shortPicked("fo-1", 1)
        .shipped("s-1", "fo-1", units("1", 1), units("2", 1))
        .then("PARTIALLY_SHIPPED")
        .raised("SHORT_SHIPPED");
  }

  // ---- captures

  @Test
  void an_authorized_order_is_captured_when_it_ships() {
    var story =
        new OrderStory()
            .received(terms().payment(PaymentReport.AUTHORIZED))
            .reserved()
            .shipped("s-1", "fo-1", units("1", 2), units("2", 1))
            .published("OrderShipped", "CapturePayment");
    assertEquals(eur("33.32"), story.message(OrderMessages.CapturePayment.class).amount());
  }

  @Test
  void each_shipment_captures_its_worth_and_the_last_takes_the_remainder() {
    var story =
        new OrderStory()
            .received(terms().payment(PaymentReport.AUTHORIZED))
            .reservedAt("BER", "HAM")
            .shipped("s-1", "fo-1", units("1", 1))
            .published("OrderShipped", "CapturePayment");
    // half of 23.80, and the shipping charge of 3.57
    assertEquals(eur("15.47"), story.message(OrderMessages.CapturePayment.class).amount());
    story.shipped("s-2", "fo-2", units("1", 1), units("2", 1)).then("SHIPPED");
    assertEquals(eur("17.85"), story.message(OrderMessages.CapturePayment.class).amount());
  }

  @Test
  void a_paid_order_is_not_captured_again() {
    received()
        .reserved()
        .shipped("s-1", "fo-1", units("1", 2), units("2", 1))
        .published("OrderShipped");
  }

  @Test
  void a_capture_that_fails_after_shipment_is_told_to_the_accountant() {
    var story =
        new OrderStory()
            .received(terms().payment(PaymentReport.AUTHORIZED))
            .reserved()
            .shipped("s-1", "fo-1", units("1", 2), units("2", 1));
    var capture = story.message(OrderMessages.CapturePayment.class).captureId();
    story
        .when(new OrderCommand.NoteCaptureFailure(capture, "DECLINED", story.now()))
        .raised("CAPTURE_FAILED")
        .then("SHIPPED")
        .when(new OrderCommand.NoteCaptureFailure(capture, "DECLINED", story.now()))
        .nothing()
        .captured(capture, "33.32");
    assertEquals(eur("33.32"), story.order().payment().captured());
  }

  @Test
  void a_parcel_too_many_leaves_a_completed_order_complete_and_says_so_last() {
    var story = received().reserved().started("f", "BER");
    story.shipped("s", "f", units("1", 2), units("2", 1)).delivered("s").then("COMPLETED");
    story.shipped("s2", "f", units("1", 1)).then("COMPLETED").raised("SHIPPED_TOO_MUCH");
    story.published("OrderShipped", "OrderCompleted");
  }
}

package dev.onhand.order.order;

import static dev.onhand.order.order.OrderStory.eur;
import static dev.onhand.order.order.OrderStory.terms;
import static dev.onhand.order.order.OrderStory.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.order.channel.OrderType;
import dev.onhand.order.channel.PaymentReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Orders that go out part by part, and orders of which only what is there goes out.
class SplitTest {
  private static final Allocation TEES = new Allocation("1", "TEE", "BER", 2);
  private static final Allocation TEE = new Allocation("1", "TEE", "BER", 1);
  private static final Allocation CAP = new Allocation("2", "CAP", "BER", 1);
  private static final Instant EXPECTED = OrderStory.NOON.plus(Duration.ofDays(9));

  private static Policy splitting() {
    return Policy.of(OrderType.D2C).reserving("backorder").splitting();
  }

  private static OrderStory received(Policy policy, PaymentReport payment) {
    return new OrderStory()
        .scrutinized(Scrutiny.none(policy.build()))
        .received(terms().payment(payment));
  }

  private static OrderStory reserved(OrderStory story, Allocation... some) {
    return story.when(
        new OrderCommand.NoteReserved(story.reservationId(), List.of(some), story.now()));
  }

  private static OrderStory waits(OrderStory story, WaitingLine... lines) {
    return story.when(
        new OrderCommand.NoteBackordered(story.reservationId(), List.of(lines), story.now()));
  }

  private static OrderStory filled(OrderStory story, boolean complete, Allocation... more) {
    return story.when(
        new OrderCommand.NoteBackorderFilled(
            story.reservationId(), List.of(more), complete, story.now()));
  }

  /// The tees are with fulfilment, the cap is expected.
  private static OrderStory partlyReleased(PaymentReport payment) {
    var story = reserved(received(splitting(), payment), TEES);
    return waits(story, new WaitingLine("2", "CAP", 1, EXPECTED));
  }

  private static LineProgress line(OrderStory story, String lineId) {
    return LineProgress.of(story.order().terms().line(lineId), story.order());
  }

  @Test
  void what_is_promised_goes_out_and_the_rest_follows_when_it_comes() {
    var story = reserved(received(splitting(), PaymentReport.PAID), TEES).then("RELEASED");
    story.published("OrderReleased");
    var first = story.message(OrderMessages.OrderReleased.class);
    assertEquals(List.of(TEES), first.allocations());
    assertEquals(1, first.release());
    assertEquals(true, first.more());
    waits(story, new WaitingLine("2", "CAP", 1, EXPECTED)).published("OrderBackordered");
    var told = story.message(OrderMessages.OrderBackordered.class).waiting().getFirst();
    assertEquals(EXPECTED, told.expectedAt());
    assertEquals("released", line(story, "1").state());
    assertEquals("backordered", line(story, "2").state());
    assertEquals(EXPECTED, line(story, "2").expectedAt());

    story.started("fo-1", "BER").shipped("s-1", "fo-1", units("1", 2)).then("PARTIALLY_SHIPPED");
    story.published("OrderShipped").raised();
    assertEquals("shipped", line(story, "1").state());
    filled(story, true, CAP).then("PARTIALLY_SHIPPED").published("OrderReleased");
    var second = story.message(OrderMessages.OrderReleased.class);
    assertEquals(List.of(CAP), second.allocations());
    assertEquals(2, second.release());
    assertNull(second.more());
    assertEquals("released", line(story, "2").state());
    filled(story, true, CAP).nothing();

    story.shipped("s-2", "fo-2", units("2", 1)).then("SHIPPED");
    story.delivered("s-1").then("SHIPPED").delivered("s-2").then("COMPLETED");
  }

  @Test
  void without_split_nothing_goes_out_before_all_of_it() {
    var policy = Policy.of(OrderType.D2C).reserving("backorder");
    var story = reserved(received(policy, PaymentReport.PAID), TEES).then("ACCEPTED").published();
    assertEquals("allocated", line(story, "1").state());
    filled(story, true, CAP).then("RELEASED");
    assertEquals(2, story.message(OrderMessages.OrderReleased.class).allocations().size());
  }

  @Test
  void units_of_one_line_come_in_parts() {
    var story = reserved(received(splitting(), PaymentReport.PAID), TEE, CAP).then("RELEASED");
    waits(story, new WaitingLine("1", "TEE", 1, null));
    assertEquals("backordered", line(story, "1").state());
    filled(story, true, TEE).published("OrderReleased");
    assertEquals(List.of(TEE), story.message(OrderMessages.OrderReleased.class).allocations());
    assertEquals(2, story.order().handed(story.order().terms().line("1")));
  }

  @Test
  void each_shipment_is_captured_and_the_last_takes_what_is_left() {
    var story = partlyReleased(PaymentReport.AUTHORIZED);
    story.shipped("s-1", "fo-1", units("1", 2));
    assertEquals(eur("27.37"), story.message(OrderMessages.CapturePayment.class).amount());
    filled(story, true, CAP).shipped("s-2", "fo-2", units("2", 1)).then("SHIPPED");
    assertEquals(eur("5.95"), story.message(OrderMessages.CapturePayment.class).amount());
    assertEquals(eur("33.32"), story.order().payment().capturesAsked());
  }

  @Test
  void captured_at_release_each_release_takes_its_worth() {
    var policy = splitting().capturing(OrderPolicy.Capture.ON_RELEASE);
    var story = reserved(received(policy, PaymentReport.AUTHORIZED), TEES);
    assertEquals(eur("27.37"), story.message(OrderMessages.CapturePayment.class).amount());
    filled(story, true, CAP).published("OrderReleased", "CapturePayment");
    assertEquals(eur("5.95"), story.message(OrderMessages.CapturePayment.class).amount());
  }

  @Test
  void a_cancellation_stops_the_rest_at_once_and_asks_for_what_is_on_its_way() {
    var story = partlyReleased(PaymentReport.PAID).started("fo-1", "BER");
    story.cancel().published("CancellationRequested");
    filled(story, true, CAP).then("RELEASED").published();
    story.partCancelled("fo-1").then("CANCELLED");
    assertEquals(eur("33.32"), story.message(OrderMessages.RefundGranted.class).amount());
  }

  @Test
  void a_cancellation_that_comes_too_late_for_a_part_ends_the_rest_when_the_part_leaves() {
    var story = partlyReleased(PaymentReport.PAID).started("fo-1", "BER").cancel();
    story.when(new OrderCommand.NoteCancellationRefused("fo-1", "ALREADY_PACKED", story.now()));
    story.shipped("s-1", "fo-1", units("1", 2)).then("SHIPPED");
    story.published(
        "OrderShipped", "ReleaseReservation", "OrderShipped", "RefundGranted", "RefundPayment");
    assertEquals(eur("5.95"), story.message(OrderMessages.RefundGranted.class).amount());
  }

  @Test
  void a_rest_that_waits_can_be_cancelled_when_everything_else_has_left() {
    var story = partlyReleased(PaymentReport.PAID).started("fo-1", "BER");
    story.shipped("s-1", "fo-1", units("1", 2)).cancel().then("SHIPPED");
    assertEquals(eur("5.95"), story.message(OrderMessages.RefundGranted.class).amount());
    filled(story, true, CAP).nothing();
  }

  @Test
  void a_lost_rest_is_asked_for_anew_without_what_was_released() {
    var story = partlyReleased(PaymentReport.PAID);
    var first = story.reservationId();
    story
        .when(new OrderCommand.NoteReservationLost(first, "Broken, COUNT", story.now()))
        .raised("RESERVATION_LOST")
        .published("ReleaseReservation", "ReserveStock");
    var asked = story.message(OrderMessages.ReserveStock.class);
    assertEquals(List.of(new OrderMessages.WantedLine("2", "CAP", 1)), asked.lines());
    assertNotEquals(first, asked.reservationId());
    story
        .when(new OrderCommand.NoteReserved(asked.reservationId(), List.of(CAP), story.now()))
        .published("OrderReleased");
    assertEquals(
        asked.reservationId(), story.message(OrderMessages.OrderReleased.class).reservationId());
  }

  @Test
  void a_rest_that_is_refused_waits_for_a_person_who_asks_again() {
    var story = partlyReleased(PaymentReport.PAID);
    story.when(new OrderCommand.NoteReservationLost(story.reservationId(), "Broken", story.now()));
    story.reservationRejected().then("RELEASED").held(HoldReason.OUT_OF_STOCK);
    story.release(HoldReason.OUT_OF_STOCK).published("HoldReleased", "ReserveStock");
  }

  @Test
  void a_held_line_stays_and_the_others_go() {
    var policy = Policy.of(OrderType.D2C).splitting();
    var story = received(policy, PaymentReport.PAID);
    var now = story.now();
    story.when(
        new OrderCommand.PlaceHold(
            HoldReason.QUALITY, "2", "lot", "suspect", Set.of(Transition.RELEASE), now, now));
    reserved(story, TEES, CAP).then("RELEASED").held(HoldReason.QUALITY);
    assertEquals(List.of(TEES), story.message(OrderMessages.OrderReleased.class).allocations());
    story
        .when(new OrderCommand.LiftHold(HoldReason.QUALITY, "lot", "planner", now))
        .published("HoldReleased", "OrderReleased");
    assertEquals(List.of(CAP), story.message(OrderMessages.OrderReleased.class).allocations());
  }

  @Test
  void the_rest_of_a_released_order_can_be_held() {
    var story = partlyReleased(PaymentReport.PAID);
    var now = story.now();
    story.when(
        new OrderCommand.PlaceHold(
            HoldReason.MANUAL, null, "m", "call first", Set.of(Transition.RELEASE), now, now));
    filled(story, true, CAP).published().held(HoldReason.MANUAL);
    story
        .when(new OrderCommand.LiftHold(HoldReason.MANUAL, "m", "clerk", now))
        .published("HoldReleased", "OrderReleased");
  }

  @Test
  void a_rest_that_was_cancelled_is_not_held_any_more() {
    var story = partlyReleased(PaymentReport.PAID).started("fo-1", "BER");
    story.cancel().partCancelled("fo-1").then("CANCELLED");
    var now = story.now();
    story
        .when(
            new OrderCommand.PlaceHold(
                HoldReason.QUALITY, "2", "lot", "suspect", Set.of(Transition.RELEASE), now, now))
        .rejected(OrderRejection.TOO_LATE);
  }

  @Test
  void an_authorization_that_ended_keeps_the_rest_until_there_is_another() {
    var story = received(splitting(), PaymentReport.PENDING);
    var soon = story.now().plus(Duration.ofDays(1));
    story.when(new OrderCommand.NoteAuthorization("a", eur("33.32"), soon, story.now()));
    reserved(story, TEES).then("RELEASED");
    filled(story.later(Duration.ofDays(2)), true, CAP).published("OrderHeld");
    story.when(new OrderCommand.ExpirePayment(story.now())).raised("REST_NOT_PAID");
    var later = story.now().plus(Duration.ofDays(7));
    story
        .when(new OrderCommand.NoteAuthorization("b", eur("33.32"), later, story.now()))
        .published("HoldReleased", "OrderReleased");
  }

  @Test
  void a_part_that_fulfilment_gives_up_takes_the_whole_order_back() {
    var story = partlyReleased(PaymentReport.PAID).started("fo-1", "BER");
    story.partCancelled("fo-1").then("ON_HOLD").held(HoldReason.OUT_OF_STOCK);
    story.release(HoldReason.OUT_OF_STOCK);
    assertEquals(2, story.message(OrderMessages.ReserveStock.class).lines().size());
  }

  // ---- ship-available

  @Test
  void ship_available_sends_what_is_there_and_calls_the_rest_off() {
    var policy = Policy.of(OrderType.D2C).reserving(OrderPolicy.SHIP_AVAILABLE);
    var story = received(policy, PaymentReport.PAID);
    assertEquals("ship-available", story.message(OrderMessages.ReserveStock.class).policy());
    reserved(story, TEE, CAP)
        .then("RELEASED")
        .published(
            "OrderLinesCancelled",
            "RefundGranted",
            "RefundPayment",
            "OrderAllocated",
            "OrderReleased");
    assertEquals(eur("11.90"), story.message(OrderMessages.RefundGranted.class).amount());
    story.shipped("s", "f", units("1", 1), units("2", 1)).then("SHIPPED");
    assertTrue(story.message(OrderMessages.OrderShipped.class).complete());
  }

  @Test
  void ship_available_of_all_there_is_calls_nothing_off() {
    var policy = Policy.of(OrderType.D2C).reserving(OrderPolicy.SHIP_AVAILABLE);
    reserved(received(policy, PaymentReport.PAID), TEES, CAP)
        .published("OrderAllocated", "OrderReleased");
  }
}

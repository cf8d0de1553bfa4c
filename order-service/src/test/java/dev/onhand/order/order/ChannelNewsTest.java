package dev.onhand.order.order;

import static dev.onhand.order.order.OrderStory.eur;
import static dev.onhand.order.order.OrderStory.received;
import static dev.onhand.order.order.OrderStory.tees;
import static dev.onhand.order.order.OrderStory.terms;
import static dev.onhand.order.order.OrderStory.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.onhand.order.channel.ChannelRefund;
import dev.onhand.order.channel.PaymentReport;
import java.time.Duration;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// What a channel reports beside an order's terms, and units that somebody calls off.
class ChannelNewsTest {
  private static OrderCommand.NoteChannelRefund refund(
      OrderStory story, String id, String amount, ChannelRefund.Units... cancelled) {
    Money money = amount == null ? null : eur(amount);
    var refund = new ChannelRefund(id, story.now(), money, null, List.of(cancelled));
    return new OrderCommand.NoteChannelRefund(refund, story.now());
  }

  private static OrderCommand.CancelLines cancelled(
      OrderStory story, String id, LineQuantity... l) {
    return new OrderCommand.CancelLines(id, List.of(l), "too many", "clerk", story.now());
  }

  // ---- refunds

  @Test
  void a_refund_the_channel_made_is_granted_and_paid_once() {
    var story = received();
    story.when(refund(story, "7", "5.00")).published("RefundGranted", "RefundPaid");
    assertEquals("CANCELLATION", story.message(OrderMessages.RefundGranted.class).reason());
    assertEquals("channel", story.message(OrderMessages.RefundPaid.class).paidBy());
    story.when(refund(story, "7", "5.00")).nothing();
    assertEquals(eur("5.00"), story.order().payment().granted());
  }

  @Test
  void after_a_shipment_it_is_a_return() {
    var story = received().reserved().started("f", "BER");
    story.shipped("s", "f", units("1", 2), units("2", 1));
    story.when(refund(story, "7", "5.00"));
    assertEquals("RETURN", story.message(OrderMessages.RefundGranted.class).reason());
  }

  @Test
  void more_than_was_captured_is_a_matter_for_a_person() {
    var story = received();
    story.when(refund(story, "7", "40.00")).raised("REFUND_EXCEEDS_CAPTURED");
    assertEquals(eur("33.32"), story.order().payment().granted());
    story.when(refund(story, "7", "40.00")).nothing();
  }

  @Test
  void a_refund_of_an_order_that_is_only_held_enters_and_leaves_the_books() {
    var story = new OrderStory().received(terms().missing("city"));
    story
        .when(refund(story, "7", "5.00"))
        .published("PaymentReceived", "RefundGranted", "RefundPaid");
  }

  @Test
  void units_called_off_with_a_refund_are_reserved_anew_without_them() {
    var story = received();
    story
        .when(refund(story, "7", "11.90", new ChannelRefund.Units("1", 1)))
        .published(
            "RefundGranted",
            "RefundPaid",
            "ReleaseReservation",
            "OrderLinesCancelled",
            "ReserveStock");
    var wanted = story.message(OrderMessages.ReserveStock.class).lines();
    assertEquals(List.of(1L, 1L), wanted.stream().map(OrderMessages.WantedLine::quantity).toList());
  }

  @Test
  void the_documents_own_list_and_the_refund_by_itself_are_one_refund() {
    var story = received();
    story.when(refund(story, "7", "11.90", new ChannelRefund.Units("1", 1)));
    story.document(2, terms().lines(tees(1), OrderStory.cap("CAP"))).held();
    story.then("ACCEPTED");
    assertEquals(eur("11.90"), story.order().payment().granted());
    assertEquals(1, story.order().wanted(story.order().terms().line("1")));
  }

  @Test
  void the_last_units_called_off_end_the_order() {
    var story = received();
    story.when(
        refund(
            story, "7", "29.75", new ChannelRefund.Units("1", 2), new ChannelRefund.Units("2", 1)));
    story.then("CANCELLED");
    assertEquals(eur("33.32"), story.order().payment().granted(), "with what was left");
  }

  // ---- edits

  @Test
  void an_announced_edit_holds_the_order_until_it_is_known() {
    var story = received();
    story
        .when(new OrderCommand.NoteChannelEdit(OrderStory.NOON.plusSeconds(5), story.now()))
        .held(HoldReason.EDIT_PENDING)
        .reserved()
        .then("ON_HOLD");
    story.document(9, terms().lines(tees(1), OrderStory.cap("CAP"))).held();
    story
        .then("ACCEPTED")
        .published("HoldReleased", "ReleaseReservation", "OrderLinesCancelled", "ReserveStock");
  }

  @Test
  void an_edit_older_than_what_is_known_is_no_news() {
    var story = received().document(9, terms());
    story
        .when(new OrderCommand.NoteChannelEdit(OrderStory.NOON.plusSeconds(5), story.now()))
        .nothing();
  }

  @Test
  void an_edit_that_adds_or_reprices_waits_for_a_person() {
    received().document(2, terms().lines(tees(3), OrderStory.cap("CAP"))).held(HoldReason.REVIEW);
    received().document(2, terms().total("30.00")).held(HoldReason.REVIEW);
  }

  @Test
  void units_called_off_after_release_are_an_exception() {
    var story = received().reserved();
    story.when(refund(story, "7", "11.90", new ChannelRefund.Units("1", 1)));
    story.raised("CALLED_OFF_AFTER_RELEASE").then("RELEASED");
  }

  @Test
  void a_buyer_who_wants_to_cancel_stops_the_release_once() {
    var story = received().document(2, terms().cancelRequested()).held(HoldReason.REVIEW);
    story.reserved().release(HoldReason.REVIEW).then("RELEASED");
    story.document(3, terms().cancelRequested()).raised("CANCEL_REQUESTED");
  }

  // ---- partial cancellation by a person

  @Test
  void units_called_off_by_a_person_are_refunded_and_told_to_the_channel() {
    var story = received();
    story
        .when(cancelled(story, "c-1", units("1", 1)))
        .published(
            "ReleaseReservation",
            "OrderLinesCancelled",
            "RefundGranted",
            "RefundPayment",
            "ReserveStock");
    assertEquals(eur("11.90"), story.message(OrderMessages.RefundGranted.class).amount());
    var told = story.message(OrderMessages.ChannelUpdateRequested.class);
    assertEquals("LINES_CANCELLED", told.update());
    assertEquals("1", told.lines().getFirst().channelLineId());
    story.when(cancelled(story, "c-1", units("1", 1))).nothing();
    story.when(cancelled(story, "c-2", units("1", 2))).rejected(OrderRejection.UNKNOWN_LINE);
  }

  @Test
  void of_an_authorized_order_only_what_is_left_is_captured() {
    var story = new OrderStory().received(terms().payment(PaymentReport.AUTHORIZED));
    story.when(cancelled(story, "c-1", units("1", 1)));
    story.when(
        new OrderCommand.NoteReserved(
            story.reservationId(),
            List.of(new Allocation("1", "TEE", "BER", 1), new Allocation("2", "CAP", "BER", 1)),
            story.now()));
    story.started("f", "BER").shipped("s", "f", units("1", 1), units("2", 1)).then("SHIPPED");
    assertEquals(eur("21.42"), story.message(OrderMessages.CapturePayment.class).amount());
  }

  @Test
  void after_release_it_is_too_late_for_a_part() {
    var story = received().reserved();
    story.when(cancelled(story, "c-1", units("1", 1))).rejected(OrderRejection.TOO_LATE);
  }

  @Test
  void a_smaller_order_is_asked_for_again_when_it_was_out_of_stock() {
    var story = received().reservationRejected().held(HoldReason.OUT_OF_STOCK);
    story.when(cancelled(story, "c-1", units("1", 1))).held().then("ACCEPTED");
  }

  // ---- what the channel ships itself

  @Test
  void an_order_its_channel_fulfils_never_asks_for_stock() {
    var story = new OrderStory().received(terms().fulfilledByChannel().missing("city"));
    story.then("ACCEPTED").published("OrderReceived", "OrderAccepted", "PaymentReceived");
    assertEquals("channel", story.message(OrderMessages.OrderAccepted.class).fulfilledBy());
    assertFalse(story.order().reservation().mayHoldStock());
    story.document(2, terms().fulfilledByChannel().shippedElsewhere()).then("COMPLETED");
    story.document(3, terms().fulfilledByChannel().shippedElsewhere()).then("COMPLETED");
  }

  @Test
  void it_can_be_cancelled_while_the_channel_has_it() {
    var story = new OrderStory().received(terms().fulfilledByChannel());
    story.when(
        new OrderCommand.NoteChannelCancellation(
            OrderStory.NOON.plus(Duration.ofHours(1)), true, story.now()));
    story.then("CANCELLED");
    assertEquals(story.order().payment().captured(), story.order().payment().granted());
  }

  // ---- what the channel is told

  @Test
  void a_shipment_is_told_with_its_tracking_and_what_the_channel_did_is_not() {
    var story = received().reserved().started("f", "BER");
    story.when(
        new OrderCommand.NoteShipment(
            "s", "f", List.of(units("1", 2)), story.now(), "DHL", "0034", story.now()));
    var told = story.message(OrderMessages.ChannelUpdateRequested.class);
    assertEquals(
        List.of("SHIPPED", "DHL", "0034"),
        List.of(told.update(), told.carrier(), told.trackingNumber()));
    var cancelled = received().document(2, terms().cancelled());
    assertFalse(
        cancelled.effects().stream()
            .anyMatch(
                e ->
                    e instanceof dev.onhand.platform.event.Effect.Publish p
                        && p.payload() instanceof OrderMessages.ChannelUpdateRequested));
  }
}

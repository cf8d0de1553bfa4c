package dev.onhand.order.order;

import static dev.onhand.order.order.HoldReason.OUT_OF_STOCK;
import static dev.onhand.order.order.HoldReason.PAYMENT;
import static dev.onhand.order.order.HoldReason.QUALITY;
import static dev.onhand.order.order.OrderStory.eur;
import static dev.onhand.order.order.OrderStory.received;
import static dev.onhand.order.order.OrderStory.terms;
import static dev.onhand.order.order.OrderStory.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.order.channel.OrderType;
import dev.onhand.order.channel.PaymentReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Orders that were promised units of a lot that is held then.
class RecallTest {
  private static final String LOT = "lot/eu/TEE/L-7";

  /// Promised, and stopped by something else before its release.
  private static OrderStory promised() {
    var story = new OrderStory().received(terms().payment(PaymentReport.AUTHORIZED));
    story.when(new OrderCommand.NoteAuthorization("a", eur("33.32"), story.now(), story.now()));
    return story.reserved().held(PAYMENT);
  }

  private static OrderStory recalled(OrderStory story) {
    var lot = List.of(new RecalledUnits("1", "TEE", "BER", "L-7", 2));
    return story.when(
        new OrderCommand.NoteReservationLost(
            story.reservationId(), "Broken, LOT_HOLD", lot, story.now()));
  }

  private static OrderStory ended(OrderStory story) {
    return story.when(new OrderCommand.EndRecall(LOT, story.now()));
  }

  @Test
  void a_recall_holds_the_line_and_asks_for_units_of_other_lots() {
    var story = recalled(promised()).held(PAYMENT, QUALITY).raised("HOLD_QUALITY");
    story.published("OrderHeld", "ReleaseReservation");
    var hold = story.order().holds().by(QUALITY, LOT);
    assertEquals("1", hold.lineId());
    assertTrue(hold.detail().contains("line 1: 2 of TEE, lot L-7 at BER"));
    story.release(PAYMENT).published("HoldReleased", "ReserveStock").held(QUALITY);
  }

  @Test
  void units_of_other_lots_end_the_hold_and_the_order_goes_out() {
    var story = recalled(promised()).release(PAYMENT).reserved();
    story.then("RELEASED").held().published("HoldReleased", "OrderAllocated", "OrderReleased");
    ended(story).nothing();
  }

  @Test
  void an_order_that_finds_no_others_asks_again_when_the_lot_is_released() {
    var story = recalled(promised()).release(PAYMENT).reservationRejected();
    story.held(QUALITY, OUT_OF_STOCK).then("ON_HOLD");
    ended(story).held().published("HoldReleased", "HoldReleased", "ReserveStock");
    story.reserved().then("RELEASED");
    ended(story).nothing();
  }

  @Test
  void what_is_with_fulfilment_is_held_until_it_has_left() {
    var story = recalled(received().reserved()).then("RELEASED").held(QUALITY);
    story.raised("HOLD_QUALITY").published("OrderHeld");
    var detail = story.order().holds().by(QUALITY, LOT).detail();
    assertTrue(detail.contains("with fulfilment"), detail);
    story.shipped("s-1", "fo-1", units("1", 2), units("2", 1)).then("SHIPPED").held();
  }

  @Test
  void what_is_with_fulfilment_is_held_no_longer_when_the_lot_is_released_or_it_is_cancelled() {
    ended(recalled(received().reserved())).then("RELEASED").held().published("HoldReleased");
    var story = recalled(received().reserved().started("fo-1", "BER")).cancel();
    story.published("CancellationRequested").held(QUALITY);
    story
        .when(new OrderCommand.NoteFulfilmentCancelled("fo-1", "asked", story.now()))
        .then("CANCELLED")
        .held();
  }

  @Test
  void what_fulfilment_gives_back_is_asked_for_again_and_held_until_it_is_promised() {
    var story = recalled(received().reserved().started("fo-1", "BER"));
    story.when(new OrderCommand.NoteFulfilmentCancelled("fo-1", "recall", story.now()));
    story
        .held(QUALITY, OUT_OF_STOCK)
        .release(OUT_OF_STOCK)
        .published("HoldReleased", "ReserveStock");
    story.reserved().then("RELEASED").held();
  }

  @Test
  void a_part_that_left_does_not_free_the_part_that_is_recalled() {
    var policy = Policy.of(OrderType.D2C).reserving("backorder").splitting().build();
    var story = new OrderStory().scrutinized(Scrutiny.none(policy)).received(terms());
    var tee = new Allocation("1", "TEE", "BER", 1);
    story.when(new OrderCommand.NoteReserved(story.reservationId(), List.of(tee), story.now()));
    recalled(story.then("RELEASED")).held(QUALITY);
    var both = List.of(tee, new Allocation("2", "CAP", "BER", 1));
    story.when(new OrderCommand.NoteReserved(story.reservationId(), both, story.now()));
    // the cap goes; of the tees one is out there, and nobody can say which
    story.published("OrderReleased").held(QUALITY);
    assertEquals(
        List.of("CAP"),
        story.message(OrderMessages.OrderReleased.class).allocations().stream()
            .map(Allocation::sku)
            .toList());
    ended(story).published("HoldReleased", "OrderReleased").held();
  }

  @Test
  void what_was_shipped_before_the_ledger_heard_of_it_is_told_to_a_person() {
    var story = received().reserved().shipped("s-1", "fo-1", units("1", 2), units("2", 1));
    recalled(story).then("SHIPPED").raised("LOT_HELD").held();
  }
}

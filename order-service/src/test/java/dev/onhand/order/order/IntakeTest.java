package dev.onhand.order.order;

import static dev.onhand.order.order.HoldReason.ADDRESS;
import static dev.onhand.order.order.HoldReason.PAYMENT;
import static dev.onhand.order.order.HoldReason.REVIEW;
import static dev.onhand.order.order.HoldReason.TOTALS_MISMATCH;
import static dev.onhand.order.order.HoldReason.UNMAPPED_SKU;
import static dev.onhand.order.order.OrderStory.ITEMS;
import static dev.onhand.order.order.OrderStory.cap;
import static dev.onhand.order.order.OrderStory.eur;
import static dev.onhand.order.order.OrderStory.received;
import static dev.onhand.order.order.OrderStory.tees;
import static dev.onhand.order.order.OrderStory.terms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.order.channel.PaymentReport;
import dev.onhand.platform.event.Effect;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntakeTest {

  @Test
  void a_good_paid_order_is_accepted_and_asks_for_stock() {
    var story =
        received()
            .then("ACCEPTED")
            .published("OrderReceived", "OrderAccepted", "PaymentReceived", "ReserveStock");
    assertEquals(eur("33.32"), story.message(OrderMessages.PaymentReceived.class).amount());
    assertEquals("paid", story.message(OrderMessages.OrderAccepted.class).paymentStatus());
    var command = story.message(OrderMessages.ReserveStock.class);
    assertEquals("eu", command.pool());
    assertEquals(2, command.lines().size());
    assertEquals(story.reservationId(), command.reservationId());
  }

  @Test
  void stock_commands_are_keyed_by_pool_and_about_the_reservation() {
    var story = received();
    var publish =
        story.effects().stream()
            .filter(e -> e instanceof Effect.Publish p && p.topic().equals("inventory.commands"))
            .map(Effect.Publish.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals("eu", publish.key());
    assertEquals(story.reservationId(), publish.subject());
  }

  @Test
  void an_authorized_order_is_accepted_and_nothing_is_in_the_books_yet() {
    new OrderStory()
        .received(terms().payment(PaymentReport.AUTHORIZED))
        .then("ACCEPTED")
        .published("OrderReceived", "OrderAccepted", "ReserveStock");
  }

  @Test
  void the_same_document_again_says_nothing_new() {
    received().document(1, terms()).nothing().then("ACCEPTED");
  }

  @Test
  void an_older_document_is_stale() {
    new OrderStory()
        .document(5, terms())
        .document(4, terms().cancelled())
        .rejected(OrderRejection.STALE_VERSION)
        .then("ACCEPTED");
  }

  @Test
  void the_same_version_with_other_content_is_refused_and_the_first_is_kept() {
    var story =
        received()
            .document(1, terms().lines(tees(5), cap("CAP")))
            .rejected(OrderRejection.CONFLICTING_REDELIVERY);
    assertEquals(2, story.order().terms().line("1").quantity());
  }

  @Test
  void an_order_first_seen_cancelled_is_known_and_nothing_is_reserved() {
    new OrderStory()
        .document(2, terms().cancelled())
        .then("CANCELLED")
        .published("OrderReceived", "OrderCancelled")
        .document(1, terms())
        .rejected(OrderRejection.STALE_VERSION)
        .then("CANCELLED");
  }

  // ---- holds

  @Test
  void a_pending_payment_holds_the_order_until_it_is_paid() {
    new OrderStory()
        .received(terms().payment(PaymentReport.PENDING))
        .then("ON_HOLD")
        .held(PAYMENT)
        .published("OrderReceived", "OrderHeld")
        .raised()
        .document(2, terms())
        .then("ACCEPTED")
        .held()
        .published("HoldReleased", "OrderAccepted", "PaymentReceived", "ReserveStock");
  }

  @Test
  void a_pending_payment_may_be_authorized_by_the_provider() {
    var story = new OrderStory().received(terms().payment(PaymentReport.PENDING));
    story
        .when(
            new OrderCommand.NoteAuthorization(
                "auth-1", eur("33.32"), story.now().plus(Duration.ofDays(7)), story.now()))
        .then("ACCEPTED")
        .published("HoldReleased", "OrderAccepted", "ReserveStock");
    assertEquals("authorized", story.message(OrderMessages.OrderAccepted.class).paymentStatus());
  }

  @Test
  void part_of_the_money_does_not_let_an_order_go() {
    var story = new OrderStory().received(terms().payment(PaymentReport.PENDING));
    story
        .when(
            new OrderCommand.NoteAuthorization(
                "auth-1", eur("33.31"), story.now().plus(Duration.ofDays(7)), story.now()))
        .held(PAYMENT)
        .raised("AUTHORIZATION_TOO_SMALL")
        .captured("theirs", "33.31")
        .held(PAYMENT)
        .captured("theirs too", "0.01")
        .then("ACCEPTED")
        .published("HoldReleased", "OrderAccepted", "ReserveStock");
    assertEquals("paid", story.message(OrderMessages.OrderAccepted.class).paymentStatus());
  }

  @Test
  void an_order_not_paid_in_time_is_cancelled() {
    var story = new OrderStory().received(terms().payment(PaymentReport.PENDING));
    assertTrue(
        story.effects().stream()
            .anyMatch(
                e ->
                    e instanceof Effect.StartTimer t
                        && t.name().equals(OrderReactions.PAYMENT_TIMER)
                        && t.dueAt().equals(story.now().plus(Duration.ofDays(7)))));
    story
        .later(Duration.ofDays(7))
        .when(new OrderCommand.ExpirePayment(story.now()))
        .then("CANCELLED")
        .published("HoldReleased", "OrderCancelled");
  }

  @Test
  void a_payment_timer_that_fires_late_does_nothing() {
    var story = received();
    story.when(new OrderCommand.ExpirePayment(story.now())).nothing().then("ACCEPTED");
  }

  @Test
  void a_missing_address_holds_the_order_until_there_is_one() {
    var story =
        new OrderStory()
            .received(terms().missing("city", "country"))
            .held(ADDRESS)
            .raised("HOLD_ADDRESS")
            .release(ADDRESS)
            .rejected(OrderRejection.CAUSE_REMAINS);
    assertTrue(story.order().holds().open().getFirst().detail().contains("city, country"));
    story
        .when(new OrderCommand.NoteAddress("FR", "750", "clerk", story.now()))
        .then("ACCEPTED")
        .held();
    assertEquals("FR", story.message(OrderMessages.OrderAccepted.class).country());
  }

  @Test
  void an_address_a_person_gave_survives_a_later_document_without_one() {
    var story = new OrderStory().received(terms().missing("city").total("1.00"));
    story.when(new OrderCommand.NoteAddress("FR", "750", "clerk", story.now()));
    story.document(2, terms().missing("city").total("1.00")).held(TOTALS_MISMATCH);
    assertEquals("FR", story.order().terms().country());
  }

  @Test
  void an_unknown_sku_holds_the_order_until_the_item_arrives() {
    var story =
        new OrderStory()
            .received(terms().lines(tees(1), cap("NEW")))
            .held(UNMAPPED_SKU)
            .release(UNMAPPED_SKU)
            .rejected(OrderRejection.CAUSE_REMAINS);
    story
        .when(new OrderCommand.RecheckSkus(Stocked.of("eu", Set.of("TEE")), story.now()))
        .nothing()
        .when(new OrderCommand.RecheckSkus(Stocked.of("eu", Set.of("TEE", "NEW")), story.now()))
        .then("ACCEPTED");
    story
        .when(new OrderCommand.RecheckSkus(Stocked.of("eu", Set.of("TEE", "NEW")), story.now()))
        .nothing();
  }

  @Test
  void a_line_without_sku_waits_for_a_person_to_name_one() {
    var story = new OrderStory().received(terms().lines(tees(1), cap(null))).held(UNMAPPED_SKU);
    story
        .when(new OrderCommand.NameSku("2", "NOPE", ITEMS, "clerk", story.now()))
        .rejected(OrderRejection.UNKNOWN_SKU)
        .when(new OrderCommand.NameSku("9", "CAP", ITEMS, "clerk", story.now()))
        .rejected(OrderRejection.UNKNOWN_LINE)
        .when(new OrderCommand.NameSku("2", "CAP", ITEMS, "clerk", story.now()))
        .then("ACCEPTED")
        .when(new OrderCommand.NameSku("2", "CAP", ITEMS, "clerk", story.now()))
        .nothing()
        .when(new OrderCommand.NameSku("2", "TEE", ITEMS, "clerk", story.now()))
        .rejected(OrderRejection.TOO_LATE);
    assertEquals("CAP", story.order().terms().line("2").sku());
  }

  @Test
  void a_look_alike_sku_is_another_sku() {
    new OrderStory().received(terms().lines(tees(1), cap("\u200B\u200BCAP"))).held(UNMAPPED_SKU);
  }

  @Test
  void a_total_that_does_not_add_up_is_held_with_both_figures_and_posts_nothing() {
    var story = new OrderStory().received(terms().total("9.99")).held(TOTALS_MISMATCH);
    story.published("OrderReceived", "OrderHeld").raised("HOLD_TOTALS_MISMATCH");
    var detail = story.message(OrderMessages.OrderHeld.class).detail();
    assertTrue(detail.contains("33.32") && detail.contains("9.99"), detail);
    story.release(TOTALS_MISMATCH).then("ACCEPTED");
    assertEquals(eur("9.99"), story.message(OrderMessages.OrderAccepted.class).total());
    assertEquals(eur("9.99"), story.message(OrderMessages.PaymentReceived.class).amount());
  }

  @Test
  void a_refunded_or_already_shipped_order_is_reviewed_first() {
    new OrderStory().received(terms().payment(PaymentReport.RETURNED)).held(REVIEW);
    new OrderStory()
        .received(terms().shippedElsewhere())
        .held(REVIEW)
        .release(REVIEW)
        .then("ACCEPTED");
  }

  @Test
  void several_holds_stand_at_once_and_the_last_one_released_lets_it_go() {
    new OrderStory()
        .received(terms().total("9.99").missing("city").payment(PaymentReport.PENDING))
        .held(PAYMENT, ADDRESS, TOTALS_MISMATCH)
        .release(TOTALS_MISMATCH)
        .then("ON_HOLD")
        .release(PAYMENT)
        .then("ON_HOLD")
        .when(new OrderCommand.NoteAddress("DE", "101", "clerk", OrderStory.NOON))
        .then("ACCEPTED");
  }

  @Test
  void a_hold_is_released_once() {
    var story = new OrderStory().received(terms().total("9.99"));
    var hold = story.order().holds().open().getFirst().holdId();
    story.release(TOTALS_MISMATCH);
    story
        .when(new OrderCommand.ReleaseHold(hold, "clerk", null, story.now()))
        .rejected(OrderRejection.UNKNOWN_HOLD);
  }

  // ---- later versions

  @Test
  void a_later_document_replaces_the_terms_of_an_order_that_is_still_held() {
    var story =
        new OrderStory()
            .received(terms().total("9.99").payment(PaymentReport.PENDING))
            .held(PAYMENT, TOTALS_MISMATCH)
            .document(2, terms().lines(tees(1)).payment(PaymentReport.PENDING))
            .held(PAYMENT);
    assertEquals(1, story.order().terms().lines().size());
  }

  @Test
  void what_a_person_released_is_not_held_again_unless_other_things_are_sold() {
    var doubtful = terms().total("9.99").payment(PaymentReport.PENDING);
    new OrderStory()
        .received(doubtful)
        .release(TOTALS_MISMATCH)
        .document(2, terms().total("9.99").payment(PaymentReport.PENDING))
        .held(PAYMENT)
        .document(3, terms().total("8.99").payment(PaymentReport.PENDING))
        .held(PAYMENT, TOTALS_MISMATCH);
  }

  @Test
  void a_change_after_acceptance_is_reviewed_and_the_accepted_terms_stay() {
    var story =
        received()
            .document(2, terms().lines(tees(5), cap("CAP")))
            .then("ON_HOLD")
            .held(REVIEW)
            .raised("HOLD_REVIEW")
            .reserved()
            .then("ON_HOLD")
            .published("OrderAllocated");
    assertEquals(2, story.order().terms().line("1").quantity());
    story.release(REVIEW).then("RELEASED").published("HoldReleased", "OrderReleased");
  }

  @Test
  void a_change_after_release_is_told_to_a_person() {
    received()
        .reserved()
        .document(2, terms().lines(tees(5), cap("CAP")))
        .then("RELEASED")
        .raised("EDITED_AFTER_RELEASE");
  }

  @Test
  void an_update_that_changes_nothing_sold_moves_the_version_only() {
    var story = received().document(2, terms()).then("ACCEPTED").published();
    assertFalse(story.events().isEmpty());
    story.document(2, terms()).nothing();
  }

  @Test
  void a_payment_report_of_a_later_document_never_takes_certainty_back() {
    var story = received().document(2, terms().payment(PaymentReport.PENDING));
    assertEquals(PaymentReport.PAID, story.order().payment().report());
  }

  @Test
  void money_that_went_back_before_release_stops_the_order() {
    received().document(2, terms().payment(PaymentReport.RETURNED)).held(REVIEW);
    received()
        .reserved()
        .document(2, terms().payment(PaymentReport.RETURNED))
        .then("RELEASED")
        .raised("REFUNDED_AT_CHANNEL");
  }
}

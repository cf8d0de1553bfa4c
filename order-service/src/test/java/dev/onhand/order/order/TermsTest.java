package dev.onhand.order.order;

import static dev.onhand.order.order.OrderStory.eur;
import static dev.onhand.order.order.OrderStory.terms;
import static dev.onhand.order.order.OrderStory.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onhand.order.channel.OrderType;
import dev.onhand.order.channel.PaymentReport;
import dev.onhand.platform.event.Effect;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Orders on account: to be paid some days after their acceptance.
class TermsTest {
  private static OrderStory onAccount(Integer netDays) {
    var policy = Policy.of(OrderType.WHOLESALE).netDays(netDays).build();
    return new OrderStory()
        .scrutinized(Scrutiny.none(policy))
        .received(terms().type(OrderType.WHOLESALE).payment(PaymentReport.ON_ACCOUNT));
  }

  @Test
  void the_day_to_pay_by_follows_from_the_policy_and_is_told() {
    var story = onAccount(45).then("ACCEPTED");
    var accepted = story.message(OrderMessages.OrderAccepted.class);
    assertEquals(45, accepted.netDays());
    assertEquals(story.now().plus(Duration.ofDays(45)), accepted.paymentDueAt());
    assertTrue(
        story.effects().stream()
            .anyMatch(
                e ->
                    e instanceof Effect.StartTimer t
                        && t.name().equals(OrderReactions.OVERDUE_TIMER)
                        && t.dueAt().equals(accepted.paymentDueAt())));
  }

  @Test
  void wholesale_is_due_in_thirty_days_where_nobody_said_otherwise() {
    assertEquals(30, OrderPolicy.of(OrderType.WHOLESALE).netDays());
    assertNull(OrderPolicy.of(OrderType.D2C).netDays());
  }

  @Test
  void an_order_that_is_paid_at_once_has_no_day_to_pay_by() {
    var story = new OrderStory().received(terms().type(OrderType.WHOLESALE));
    assertNull(story.message(OrderMessages.OrderAccepted.class).paymentDueAt());
  }

  @Test
  void without_agreed_days_none_is_told() {
    assertNull(onAccount(null).message(OrderMessages.OrderAccepted.class).paymentDueAt());
  }

  @Test
  void nothing_is_captured_on_account() {
    onAccount(30)
        .reserved()
        .published("OrderAllocated", "OrderReleased")
        .shipped("s", "f", units("1", 2), units("2", 1))
        .published("OrderShipped");
  }

  @Test
  void what_is_not_paid_by_the_day_is_the_accountants() {
    var story = onAccount(30).reserved();
    story
        .when(new OrderCommand.NotePaymentOverdue(story.now()))
        .raised("PAYMENT_OVERDUE")
        .then("RELEASED");
  }

  @Test
  void what_was_paid_or_is_over_is_not_overdue() {
    var paid = onAccount(30).reserved().captured("transfer-1", "33.32");
    paid.when(new OrderCommand.NotePaymentOverdue(paid.now())).nothing();
    var cancelled = onAccount(30).cancel();
    cancelled.when(new OrderCommand.NotePaymentOverdue(cancelled.now())).nothing();
    var part = onAccount(30).reserved().captured("transfer-1", "30.00");
    part.when(new OrderCommand.NotePaymentOverdue(part.now())).raised("PAYMENT_OVERDUE");
    assertEquals(eur("30.00"), part.order().payment().captured());
  }
}

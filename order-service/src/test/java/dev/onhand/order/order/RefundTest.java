package dev.onhand.order.order;

import static dev.onhand.order.order.OrderStory.eur;
import static dev.onhand.order.order.OrderStory.received;
import static dev.onhand.order.order.OrderStory.terms;
import static dev.onhand.order.order.OrderStory.units;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onhand.order.channel.PaymentReport;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class RefundTest {

  private static OrderStory shippedAndPaid() {
    return received().reserved().shipped("s-1", "fo-1", units("1", 2), units("2", 1));
  }

  @Test
  void a_refund_within_what_was_captured_is_granted_and_paid() {
    var story =
        shippedAndPaid().refundWanted("r-1", "33.32").published("RefundGranted", "RefundPayment");
    assertEquals("return-1", story.message(OrderMessages.RefundGranted.class).returnId());
    assertEquals(eur("33.32"), story.message(OrderMessages.RefundPayment.class).amount());
  }

  @Test
  void the_sum_of_refunds_never_exceeds_what_was_captured() {
    var story =
        shippedAndPaid()
            .refundWanted("r-1", "20.00")
            .refundWanted("r-2", "13.33")
            .published("RefundRefused");
    assertEquals("EXCEEDS_CAPTURED", story.message(OrderMessages.RefundRefused.class).reason());
    story.refundWanted("r-3", "13.32").published("RefundGranted", "RefundPayment");
    story.refundWanted("r-4", "0.01").published("RefundRefused");
  }

  @Test
  void the_same_refund_asked_twice_is_granted_once() {
    shippedAndPaid()
        .refundWanted("r-1", "20.00")
        .refundWanted("r-1", "20.00")
        .nothing()
        .refundWanted("r-1", "10.00")
        .rejected(OrderRejection.REFUND_ID_REUSED);
  }

  @Test
  void a_refund_waits_for_the_answer_to_a_capture() {
    var story =
        new OrderStory()
            .received(terms().payment(PaymentReport.AUTHORIZED))
            .reserved()
            .shipped("s-1", "fo-1", units("1", 2), units("2", 1));
    var capture = story.message(OrderMessages.CapturePayment.class).captureId();
    story
        .refundWanted("r-1", "20.00")
        .published()
        .refundWanted("r-1", "20.00")
        .nothing()
        .captured(capture, "33.32")
        .published("RefundGranted", "RefundPayment")
        .captured(capture, "33.32")
        .nothing();
  }

  @Test
  void a_refund_of_money_that_was_never_taken_is_refused() {
    var story =
        new OrderStory()
            .received(terms().payment(PaymentReport.AUTHORIZED))
            .reserved()
            .shipped("s-1", "fo-1", units("1", 2), units("2", 1));
    var capture = story.message(OrderMessages.CapturePayment.class).captureId();
    story
        .refundWanted("r-1", "20.00")
        .when(new OrderCommand.NoteCaptureFailure(capture, "DECLINED", story.now()))
        .published("RefundRefused");
  }

  @Test
  void a_refund_in_another_currency_is_refused() {
    var story = shippedAndPaid();
    var dollars = Money.parse("USD 1.00");
    story
        .when(
            new OrderCommand.RequestRefund(
                new Refund("r-1", "ret", dollars, dollars, dollars, RefundReason.RETURN),
                story.now()))
        .published("RefundRefused");
    assertEquals("CURRENCY_DIFFERS", story.message(OrderMessages.RefundRefused.class).reason());
  }

  @Test
  void a_refund_the_provider_paid_is_noted_once_and_a_different_one_is_told() {
    var story = shippedAndPaid().refundWanted("r-1", "20.00");
    story
        .when(new OrderCommand.NoteRefundPaid("r-1", eur("20.00"), story.now()))
        .published()
        .raised()
        .when(new OrderCommand.NoteRefundPaid("r-1", eur("20.00"), story.now()))
        .nothing()
        .when(new OrderCommand.NoteRefundPaid("unknown", eur("1.00"), story.now()))
        .raised("REFUND_DIFFERS");
  }

  @Test
  void a_capture_in_another_currency_is_told_to_the_accountant() {
    var story = shippedAndPaid();
    story
        .when(new OrderCommand.NoteCapture("c", Money.parse("USD 1.00"), story.now()))
        .raised("PAYMENT_CURRENCY");
    assertEquals(eur("33.32"), story.order().payment().captured());
  }
}

package dev.onhand.returns.customerreturn;

import static dev.onhand.returns.customerreturn.Examples.NOON;
import static dev.onhand.returns.customerreturn.Examples.REFUND;
import static dev.onhand.returns.customerreturn.Examples.after;
import static dev.onhand.returns.customerreturn.Examples.authorization;
import static dev.onhand.returns.customerreturn.Examples.authorize;
import static dev.onhand.returns.customerreturn.Examples.authorized;
import static dev.onhand.returns.customerreturn.Examples.awaitingRefund;
import static dev.onhand.returns.customerreturn.Examples.closed;
import static dev.onhand.returns.customerreturn.Examples.drop;
import static dev.onhand.returns.customerreturn.Examples.eur;
import static dev.onhand.returns.customerreturn.Examples.graded;
import static dev.onhand.returns.customerreturn.Examples.granted;
import static dev.onhand.returns.customerreturn.Examples.inspected;
import static dev.onhand.returns.customerreturn.Examples.inspection;
import static dev.onhand.returns.customerreturn.Examples.of;
import static dev.onhand.returns.customerreturn.Examples.receipt;
import static dev.onhand.returns.customerreturn.Examples.received;
import static dev.onhand.returns.customerreturn.Examples.refund;
import static dev.onhand.returns.customerreturn.Examples.refused;
import static dev.onhand.returns.customerreturn.Examples.shirts;
import static dev.onhand.returns.customerreturn.Examples.unannounced;
import static dev.onhand.returns.customerreturn.Examples.wholeRefund;

import dev.onhand.returns.customerreturn.ReturnDecider.Refusal;
import dev.onhand.returns.customerreturn.ReturnEvent.Outcome;
import dev.onhand.returns.order.OrderEvent.RefundLine;
import dev.onhand.returns.policy.ReturnPolicy.Grade;
import dev.onhand.testkit.DeciderTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnDeciderTest extends DeciderTest<ReturnCommand, CustomerReturn, ReturnEvent> {

  ReturnDeciderTest() {
    super(ReturnStream.STREAM);
  }

  @Test
  void a_return_is_authorized_once() {
    given()
        .when(authorize())
        .then(new ReturnEvent.Authorized(authorization()))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void an_id_that_goods_came_under_cannot_be_given_to_a_return() {
    given(unannounced()).when(authorize()).thenRejected(Refusal.ID_REUSED);
  }

  @Test
  void a_refund_is_asked_for_what_is_owed() {
    given(inspected())
        .when(wholeRefund())
        .then(
            new ReturnEvent.RefundRequested(
                REFUND, eur("38.15"), eur("7.24"), wholeRefund().lines(), NOON))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void no_refund_is_asked_for_what_is_not_owed() {
    given(authorized()).when(wholeRefund()).thenRejected(Refusal.NOTHING_OWED);
    given(received()).when(wholeRefund()).thenRejected(Refusal.NOTHING_OWED);
    given(inspected())
        .when(refund(new RefundLine("101", 3, eur("50.00"), eur("9.00"))))
        .thenRejected(Refusal.NOTHING_OWED);
    given(unannounced()).when(wholeRefund()).thenRejected(Refusal.UNKNOWN_RETURN);
  }

  @Test
  void goods_that_were_free_are_refunded_by_nobody() {
    var free =
        refund(
            new RefundLine("101", 2, eur("0.00"), eur("0.00")),
            new RefundLine("102", 1, eur("0.00"), eur("0.00")));
    given(inspected())
        .when(free)
        .then(
            new ReturnEvent.RefundWorthless(REFUND, free.lines(), NOON),
            new ReturnEvent.Closed(Outcome.NO_REFUND, NOON));
  }

  @Test
  void a_granted_refund_closes_the_return() {
    given(awaitingRefund())
        .when(granted())
        .then(
            new ReturnEvent.RefundGranted(REFUND, NOON),
            new ReturnEvent.Closed(Outcome.REFUNDED, NOON))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_refused_refund_closes_the_return_too() {
    given(awaitingRefund())
        .when(refused())
        .then(
            new ReturnEvent.RefundRefused(REFUND, "EXCEEDS_CAPTURED", NOON),
            new ReturnEvent.Closed(Outcome.REFUND_REFUSED, NOON))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void the_first_answer_to_a_refund_stands() {
    given(awaitingRefund()).when(granted()).when(refused()).thenNothing();
  }

  @Test
  void an_answer_to_a_refund_nobody_asked_for_is_refused() {
    given(inspected()).when(granted()).thenRejected(Refusal.UNKNOWN_REFUND);
    given(unannounced()).when(refused()).thenRejected(Refusal.UNKNOWN_REFUND);
  }

  @Test
  void a_refund_granted_before_the_rest_arrived_leaves_the_return_open() {
    var half =
        after(
            authorize(),
            receipt(shirts(1)),
            inspection(graded(shirts(1), Grade.A)),
            refund(new RefundLine("101", 1, eur("16.80"), eur("3.19"))));
    given(half).when(granted()).then(new ReturnEvent.RefundGranted(REFUND, NOON));
  }

  @Test
  void a_return_that_never_came_closes_without_refund() {
    given(authorized())
        .when(drop())
        .then(
            new ReturnEvent.RemainderDropped(
                List.of(of("101", 2), of("102", 1)), "EXPIRED", null, NOON),
            new ReturnEvent.Closed(Outcome.NO_REFUND, NOON))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void what_did_not_come_is_dropped_and_what_came_goes_its_way() {
    given(after(authorize(), receipt(shirts(1))))
        .when(drop())
        .then(
            new ReturnEvent.RemainderDropped(
                List.of(of("101", 1), of("102", 1)), "EXPIRED", null, NOON))
        .when(inspection(graded(shirts(1), Grade.A)))
        .when(refund(new RefundLine("101", 1, eur("16.80"), eur("3.19"))))
        .when(granted())
        .then(
            new ReturnEvent.RefundGranted(REFUND, NOON),
            new ReturnEvent.Closed(Outcome.REFUNDED, NOON));
  }

  @Test
  void nothing_is_dropped_when_everything_came_or_is_over() {
    given(received()).when(drop()).thenNothing();
    given(closed()).when(drop()).thenNothing();
    given(unannounced()).when(drop()).thenRejected(Refusal.UNKNOWN_RETURN);
  }
}

package dev.onhand.procurement.purchaseorder;

import static dev.onhand.procurement.purchaseorder.Examples.APPROVER;
import static dev.onhand.procurement.purchaseorder.Examples.BUYER;
import static dev.onhand.procurement.purchaseorder.Examples.NOON;
import static dev.onhand.procurement.purchaseorder.Examples.POLICY;
import static dev.onhand.procurement.purchaseorder.Examples.approve;
import static dev.onhand.procurement.purchaseorder.Examples.awaitingApproval;
import static dev.onhand.procurement.purchaseorder.Examples.caps;
import static dev.onhand.procurement.purchaseorder.Examples.close;
import static dev.onhand.procurement.purchaseorder.Examples.closed;
import static dev.onhand.procurement.purchaseorder.Examples.dearTerms;
import static dev.onhand.procurement.purchaseorder.Examples.decline;
import static dev.onhand.procurement.purchaseorder.Examples.declined;
import static dev.onhand.procurement.purchaseorder.Examples.delivery;
import static dev.onhand.procurement.purchaseorder.Examples.eur;
import static dev.onhand.procurement.purchaseorder.Examples.partiallyReceived;
import static dev.onhand.procurement.purchaseorder.Examples.placed;
import static dev.onhand.procurement.purchaseorder.Examples.received;
import static dev.onhand.procurement.purchaseorder.Examples.request;
import static dev.onhand.procurement.purchaseorder.Examples.shirts;
import static dev.onhand.procurement.purchaseorder.Examples.terms;

import dev.onhand.procurement.policy.PurchasingPolicy;
import dev.onhand.testkit.DeciderTest;
import java.time.Duration;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PurchaseOrderDeciderTest
    extends DeciderTest<PurchaseOrderCommand, PurchaseOrder, PurchaseOrderEvent> {

  private static final Duration SIXTEEN_DAYS = Duration.ofDays(16);

  PurchaseOrderDeciderTest() {
    super(PurchaseOrderStream.STREAM);
  }

  @Test
  void a_purchase_order_within_the_limit_is_placed_at_once() {
    given()
        .when(request(terms()))
        .then(
            new PurchaseOrderEvent.Requested(terms(), eur("706.00"), BUYER, NOON),
            new PurchaseOrderEvent.Placed(NOON, NOON.plus(SIXTEEN_DAYS)))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_purchase_order_at_the_limit_needs_no_approval_and_one_cent_more_does() {
    var exactly = POLICY.approvalLimit(CurrencyUnit.EUR).orElseThrow();
    given().when(request(costing(exactly))).thenState(s -> isIn(s, PurchaseOrder.Status.PLACED));
    given()
        .when(request(costing(exactly.plusMinor(1))))
        .thenState(s -> isIn(s, PurchaseOrder.Status.AWAITING_APPROVAL));
  }

  @Test
  void a_purchase_order_above_the_limit_waits_for_approval() {
    given()
        .when(request(dearTerms()))
        .then(
            new PurchaseOrderEvent.Requested(dearTerms(), eur("62086.00"), BUYER, NOON),
            new PurchaseOrderEvent.ApprovalRequired(eur("62086.00"), eur("10000.00"), NOON))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_currency_without_a_limit_always_needs_approval() {
    var none = new PurchasingPolicy(List.of(), 0, 0, 0, 2);
    given()
        .when(new PurchaseOrderCommand.RequestPurchaseOrder(terms(), none, BUYER, NOON))
        .then(
            new PurchaseOrderEvent.Requested(terms(), eur("706.00"), BUYER, NOON),
            new PurchaseOrderEvent.ApprovalRequired(eur("706.00"), null, NOON));
  }

  @Test
  void an_id_cannot_stand_for_two_purchase_orders() {
    given(placed()).when(request(terms(1, 1))).thenRejected(Refusal.ID_REUSED);
  }

  @Test
  void a_line_in_another_currency_is_refused() {
    var foreign = List.of(new Terms.Line(1, "TEE-RED-M", 1, Money.of(CurrencyUnit.USD, 1)));
    var terms = new Terms("acme-textil", "BER", "eu", "EUR", foreign, NOON);
    given().when(request(terms)).thenRejected(Refusal.CURRENCY_DIFFERS);
  }

  @Test
  void a_purchase_order_of_more_than_the_books_can_hold_is_refused() {
    given()
        .when(request(costing(eur("1000000000000.00"))))
        .thenRejected(Refusal.TOTAL_OUT_OF_RANGE);
  }

  @Test
  void approval_by_another_person_places_it() {
    given(awaitingApproval())
        .when(approve(APPROVER))
        .then(
            new PurchaseOrderEvent.Approved(APPROVER, null, NOON),
            new PurchaseOrderEvent.Placed(NOON, NOON.plus(SIXTEEN_DAYS)))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void nobody_approves_a_purchase_order_of_their_own() {
    given(awaitingApproval()).when(approve(BUYER)).thenRejected(Refusal.FOUR_EYES);
  }

  @Test
  void a_declined_purchase_order_stays_declined() {
    given(awaitingApproval())
        .when(decline())
        .then(new PurchaseOrderEvent.Declined(APPROVER, "too dear", NOON))
        .thenTheSameAgainSaysNothing()
        .when(approve(APPROVER))
        .thenRejected(Refusal.ALREADY_DECLINED);
  }

  @Test
  void a_placed_purchase_order_cannot_be_declined() {
    given(placed()).when(decline()).thenRejected(Refusal.ALREADY_PLACED);
    given(partiallyReceived()).when(decline()).thenRejected(Refusal.ALREADY_PLACED);
    given(received()).when(decline()).thenRejected(Refusal.ALREADY_PLACED);
    given(closed()).when(decline()).thenRejected(Refusal.ALREADY_CLOSED);
  }

  @Test
  void a_purchase_order_can_be_closed_short() {
    given(partiallyReceived())
        .when(close())
        .then(new PurchaseOrderEvent.Closed("discontinued", BUYER, NOON))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void what_was_never_placed_is_declined_and_not_closed() {
    given(awaitingApproval()).when(close()).thenRejected(Refusal.NOT_PLACED);
    given(declined()).when(close()).thenRejected(Refusal.NOT_PLACED);
  }

  @Test
  void goods_that_came_before_the_approval_count_when_it_is_given() {
    given(awaitingApproval())
        .when(delivery("LS-1", shirts(10_000), caps(40)))
        .thenState(s -> isIn(s, PurchaseOrder.Status.AWAITING_APPROVAL))
        .when(approve(APPROVER))
        .then(
            new PurchaseOrderEvent.Approved(APPROVER, null, NOON),
            new PurchaseOrderEvent.Placed(NOON, NOON.plus(SIXTEEN_DAYS)),
            new PurchaseOrderEvent.FullyReceived(NOON));
  }

  @Test
  void only_an_open_delivery_can_be_overdue() {
    var note = new PurchaseOrderCommand.NoteOverdueDelivery(NOON);
    var overdue = new PurchaseOrderEvent.DeliveryOverdue(terms().expectedAt(), NOON);
    given(placed()).when(note).then(overdue);
    given(partiallyReceived()).when(note).then(overdue);
    given(received()).when(note).thenNothing();
    given(closed()).when(note).thenNothing();
    given(awaitingApproval()).when(note).thenNothing();
    given(declined()).when(note).thenNothing();
  }

  private static Terms costing(Money total) {
    return new Terms(
        "acme-textil", "BER", "eu", "EUR", List.of(new Terms.Line(1, "TEE-RED-M", 1, total)), NOON);
  }

  private static void isIn(PurchaseOrder order, PurchaseOrder.Status status) {
    if (!(order instanceof PurchaseOrder.Known known) || known.status() != status) {
      throw new AssertionError("expected " + status + " but is " + order);
    }
  }
}

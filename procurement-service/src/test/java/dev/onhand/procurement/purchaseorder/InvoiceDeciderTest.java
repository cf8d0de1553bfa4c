package dev.onhand.procurement.purchaseorder;

import static dev.onhand.procurement.purchaseorder.Examples.APPROVER;
import static dev.onhand.procurement.purchaseorder.Examples.BUYER;
import static dev.onhand.procurement.purchaseorder.Examples.NOON;
import static dev.onhand.procurement.purchaseorder.Examples.after;
import static dev.onhand.procurement.purchaseorder.Examples.approve;
import static dev.onhand.procurement.purchaseorder.Examples.approveInvoice;
import static dev.onhand.procurement.purchaseorder.Examples.awaitingApproval;
import static dev.onhand.procurement.purchaseorder.Examples.caps;
import static dev.onhand.procurement.purchaseorder.Examples.capsAt;
import static dev.onhand.procurement.purchaseorder.Examples.close;
import static dev.onhand.procurement.purchaseorder.Examples.declineInvoice;
import static dev.onhand.procurement.purchaseorder.Examples.declined;
import static dev.onhand.procurement.purchaseorder.Examples.delivery;
import static dev.onhand.procurement.purchaseorder.Examples.eur;
import static dev.onhand.procurement.purchaseorder.Examples.invoice;
import static dev.onhand.procurement.purchaseorder.Examples.partiallyReceived;
import static dev.onhand.procurement.purchaseorder.Examples.placed;
import static dev.onhand.procurement.purchaseorder.Examples.received;
import static dev.onhand.procurement.purchaseorder.Examples.record;
import static dev.onhand.procurement.purchaseorder.Examples.request;
import static dev.onhand.procurement.purchaseorder.Examples.shirts;
import static dev.onhand.procurement.purchaseorder.Examples.shirtsAt;
import static dev.onhand.procurement.purchaseorder.Examples.terms;
import static dev.onhand.procurement.purchaseorder.Examples.wholeInvoice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.onhand.procurement.purchaseorder.PurchaseOrderEvent.HoldReason;
import dev.onhand.testkit.DeciderTest;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class InvoiceDeciderTest
    extends DeciderTest<PurchaseOrderCommand, PurchaseOrder, PurchaseOrderEvent> {

  private static final SupplierInvoice DEARER =
      invoice("RE-2", "736.00", shirtsAt(100, "6.50"), capsAt(40, "2.15"));

  InvoiceDeciderTest() {
    super(PurchaseOrderStream.STREAM);
  }

  @Test
  void an_invoice_that_agrees_is_matched_and_closes_the_purchase_order() {
    given(received())
        .when(record(wholeInvoice()))
        .then(
            matched(wholeInvoice(), "0.00"), new PurchaseOrderEvent.Closed("COMPLETE", null, NOON))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void a_price_within_tolerance_is_matched_with_its_variance() {
    var dearer = invoice("RE-2", "716.00", shirtsAt(100, "6.30"), capsAt(40, "2.15"));
    given(received())
        .when(record(dearer))
        .thenEvents(e -> assertEquals(matched(dearer, "10.00"), e.getFirst()));
    var cheaper = invoice("RE-3", "696.00", shirtsAt(100, "6.10"), capsAt(40, "2.15"));
    given(received())
        .when(record(cheaper))
        .thenEvents(e -> assertEquals(matched(cheaper, "-10.00"), e.getFirst()));
  }

  @Test
  void a_price_beyond_tolerance_holds_the_invoice() {
    given(received())
        .when(record(DEARER))
        .then(
            held(
                DEARER,
                HoldReason.PRICE_DIFFERS,
                "line 1: invoiced at EUR 6.50, ordered at" + " EUR 6.20"))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void one_price_above_cannot_hide_behind_one_below() {
    var both = invoice("RE-2", "706.00", shirtsAt(100, "7.06"), capsAt(40, "0.00"));
    given(received()).when(record(both)).thenEvents(e -> isHeld(e, HoldReason.PRICE_DIFFERS));
  }

  @Test
  void a_total_that_is_not_the_sum_of_the_lines_holds_the_invoice() {
    var wrong = invoice("RE-2", "796.00", shirtsAt(100, "6.20"), capsAt(40, "2.15"));
    given(received()).when(record(wrong)).thenEvents(e -> isHeld(e, HoldReason.TOTAL_DIFFERS));
  }

  @Test
  void an_invoice_before_the_goods_waits_for_them_and_is_then_matched() {
    given(placed())
        .when(record(wholeInvoice()))
        .thenEvents(e -> isHeld(e, HoldReason.NOT_RECEIVED))
        .when(delivery("LS-1", shirts(60)))
        .thenEvents(e -> assertEquals(2, e.size(), "still held for the same reason"))
        .when(delivery("LS-2", shirts(40), caps(40)))
        .thenEvents(
            events ->
                assertEquals(
                    List.of(
                        new PurchaseOrderEvent.FullyReceived(NOON),
                        new PurchaseOrderEvent.InvoiceMatched(
                            wholeInvoice(), eur("0.00"), null, HoldReason.NOT_RECEIVED, NOON),
                        new PurchaseOrderEvent.Closed("COMPLETE", null, NOON)),
                    events.subList(2, 5)));
  }

  @Test
  void goods_can_show_that_a_waiting_invoice_has_another_defect() {
    given(placed())
        .when(record(DEARER))
        .thenEvents(e -> isHeld(e, HoldReason.NOT_RECEIVED))
        .when(delivery("LS-1", shirts(100), caps(40)))
        .thenEvents(
            events -> {
              var held = assertInstanceOf(PurchaseOrderEvent.InvoiceHeld.class, events.getLast());
              assertEquals(HoldReason.PRICE_DIFFERS, held.reason());
              assertEquals(HoldReason.NOT_RECEIVED, held.before());
            });
  }

  @Test
  void the_same_goods_are_never_owed_twice() {
    var again = invoice("RE-9", "706.00", shirtsAt(100, "6.20"), capsAt(40, "2.15"));
    given(received())
        .when(record(wholeInvoice()))
        .when(record(again))
        .thenEvents(e -> isHeld(e, HoldReason.NOT_RECEIVED));
  }

  @Test
  void two_partial_invoices_close_the_purchase_order_together() {
    given(received())
        .when(record(invoice("RE-1", "620.00", shirtsAt(100, "6.20"))))
        .thenEvents(events -> assertEquals(1, events.size()))
        .when(record(invoice("RE-2", "86.00", capsAt(40, "2.15"))))
        .thenEvents(
            events ->
                assertEquals(
                    new PurchaseOrderEvent.Closed("COMPLETE", null, NOON), events.getLast()));
  }

  @Test
  void a_known_number_with_other_content_owes_nothing_and_is_told_once() {
    var other = invoice("RE-1", "1.00", shirtsAt(1, "1.00"));
    given(received())
        .when(record(wholeInvoice()))
        .when(record(other))
        .then(new PurchaseOrderEvent.InvoiceNumberReused(other, NOON))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void an_invoice_for_an_unknown_purchase_order_is_held() {
    given()
        .when(record(wholeInvoice()))
        .thenEvents(e -> isHeld(e, HoldReason.UNKNOWN_PURCHASE_ORDER))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void an_invoice_before_the_approval_is_looked_at_again_after_it() {
    given(declined())
        .when(record(wholeInvoice()))
        .thenEvents(e -> isHeld(e, HoldReason.PURCHASE_ORDER_NOT_PLACED));
    given(awaitingApproval())
        .when(record(wholeInvoice()))
        .thenEvents(e -> isHeld(e, HoldReason.PURCHASE_ORDER_NOT_PLACED))
        .when(approve(APPROVER))
        .thenEvents(e -> isHeld(e, HoldReason.NOT_RECEIVED));
  }

  @Test
  void an_invoice_of_another_supplier_currency_or_article_is_held() {
    var lines = List.of(shirtsAt(1, "6.20"));
    var other = new SupplierInvoice("RE-1", "other-gmbh", lines, eur("6.20"), NOON);
    given(received()).when(record(other)).thenEvents(e -> isHeld(e, HoldReason.SUPPLIER_DIFFERS));
    var dollars = Money.of(CurrencyUnit.USD, 6);
    var usd =
        new SupplierInvoice(
            "RE-1",
            "acme-textil",
            List.of(new SupplierInvoice.InvoicedLine(1, "TEE-RED-M", 1, dollars)),
            dollars,
            NOON);
    given(received()).when(record(usd)).thenEvents(e -> isHeld(e, HoldReason.CURRENCY_DIFFERS));
    var socks = new SupplierInvoice.InvoicedLine(7, "SOCKS-GRY", 1, eur("1.00"));
    given(received())
        .when(record(invoice("RE-1", "1.00", socks)))
        .thenEvents(e -> isHeld(e, HoldReason.LINE_NOT_ORDERED));
  }

  @Test
  void a_person_can_accept_a_price_and_the_variance_is_booked() {
    given(received())
        .when(record(DEARER))
        .when(approveInvoice("RE-2", APPROVER))
        .then(
            new PurchaseOrderEvent.InvoiceMatched(
                DEARER, eur("30.00"), APPROVER, HoldReason.PRICE_DIFFERS, NOON),
            new PurchaseOrderEvent.Closed("COMPLETE", null, NOON))
        .thenTheSameAgainSaysNothing();
  }

  @Test
  void the_buyer_cannot_accept_the_price_of_an_own_purchase_order() {
    given(received())
        .when(record(DEARER))
        .when(approveInvoice("RE-2", BUYER))
        .thenRejected(Refusal.FOUR_EYES);
  }

  @Test
  void nobody_can_accept_an_invoice_for_goods_that_are_not_there() {
    given(partiallyReceived())
        .when(record(wholeInvoice()))
        .when(approveInvoice("RE-1", APPROVER))
        .thenRejected(Refusal.INVOICE_CANNOT_BE_APPROVED);
  }

  @Test
  void an_accepted_price_does_not_pay_for_goods_that_another_invoice_took() {
    given(received())
        .when(record(DEARER))
        .when(record(wholeInvoice()))
        .when(approveInvoice("RE-2", APPROVER))
        .thenRejected(Refusal.INVOICE_CANNOT_BE_APPROVED);
  }

  @Test
  void a_declined_invoice_stays_declined_and_leaves_room_for_another() {
    given(received())
        .when(record(DEARER))
        .when(declineInvoice("RE-2"))
        .then(
            new PurchaseOrderEvent.InvoiceDeclined(
                "RE-2", APPROVER, "never agreed", HoldReason.PRICE_DIFFERS, NOON))
        .thenTheSameAgainSaysNothing()
        .when(record(wholeInvoice()))
        .thenEvents(e -> assertEquals(matched(wholeInvoice(), "0.00"), e.getFirst()));
    given(received())
        .when(record(DEARER))
        .when(declineInvoice("RE-2"))
        .when(approveInvoice("RE-2", APPROVER))
        .thenRejected(Refusal.INVOICE_ALREADY_DECLINED);
  }

  @Test
  void a_matched_invoice_cannot_be_declined() {
    given(received())
        .when(record(wholeInvoice()))
        .when(declineInvoice("RE-1"))
        .thenRejected(Refusal.INVOICE_ALREADY_MATCHED);
  }

  @Test
  void a_purchase_order_closed_short_still_pays_for_what_came() {
    var sixty = invoice("RE-1", "372.00", shirtsAt(60, "6.20"));
    given(after(request(terms()), delivery("LS-1", shirts(60)), close()))
        .when(record(sixty))
        .then(matched(sixty, "0.00"));
  }

  private static PurchaseOrderEvent matched(SupplierInvoice invoice, String variance) {
    return new PurchaseOrderEvent.InvoiceMatched(invoice, eur(variance), null, null, NOON);
  }

  private static PurchaseOrderEvent held(
      SupplierInvoice invoice, HoldReason reason, String detail) {
    return new PurchaseOrderEvent.InvoiceHeld(invoice, reason, detail, null, NOON);
  }

  private static void isHeld(List<PurchaseOrderEvent> events, HoldReason reason) {
    var held = assertInstanceOf(PurchaseOrderEvent.InvoiceHeld.class, events.getLast());
    assertEquals(reason, held.reason(), held.detail());
  }
}

package dev.onhand.procurement.purchaseorder;

import dev.onhand.procurement.policy.PurchasingPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A purchase order of 100 shirts at 6.20 and 40 caps at 2.15, and what may happen to it.
final class Examples {
  static final String ID = "0192f3a1-7c40-7d10-8a52-4f1be0a7c001";
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final PurchasingPolicy POLICY = PurchasingPolicy.INITIAL;
  static final String BUYER = "bea";
  static final String APPROVER = "ada";

  private Examples() {}

  static Money eur(String amount) {
    return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
  }

  static Terms terms() {
    return terms(100, 40);
  }

  static Terms terms(long shirts, long caps) {
    return new Terms(
        "acme-textil",
        "BER",
        "eu",
        "EUR",
        List.of(
            new Terms.Line(1, "TEE-RED-M", shirts, eur("6.20")),
            new Terms.Line(2, "CAP-BLK", caps, eur("2.15"))),
        NOON.plus(Duration.ofDays(14)));
  }

  /// Above the approval limit.
  static Terms dearTerms() {
    return terms(10_000, 40);
  }

  static PurchaseOrderCommand.RequestPurchaseOrder request(Terms terms) {
    return new PurchaseOrderCommand.RequestPurchaseOrder(terms, POLICY, BUYER, NOON);
  }

  static PurchaseOrderCommand.ApprovePurchaseOrder approve(String by) {
    return new PurchaseOrderCommand.ApprovePurchaseOrder(POLICY, by, null, NOON);
  }

  static PurchaseOrderCommand.DeclinePurchaseOrder decline() {
    return new PurchaseOrderCommand.DeclinePurchaseOrder(APPROVER, "too dear", NOON);
  }

  static PurchaseOrderCommand.ClosePurchaseOrder close() {
    return new PurchaseOrderCommand.ClosePurchaseOrder(BUYER, "discontinued", NOON);
  }

  static PurchaseOrderCommand.RecordDelivery delivery(
      String note, Delivery.DeliveredLine... lines) {
    return delivery(new Delivery(note, "BER", List.of(lines), NOON));
  }

  static PurchaseOrderCommand.RecordDelivery delivery(Delivery delivery) {
    return new PurchaseOrderCommand.RecordDelivery(
        delivery, receiptId(delivery.deliveryNote()), POLICY, NOON);
  }

  static UUID receiptId(String note) {
    return Delivery.receiptId(ID, note);
  }

  static Delivery.DeliveredLine shirts(long quantity) {
    return new Delivery.DeliveredLine(1, "TEE-RED-M", quantity);
  }

  static Delivery.DeliveredLine caps(long quantity) {
    return new Delivery.DeliveredLine(2, "CAP-BLK", quantity);
  }

  static Delivery.DeliveredLine socks(long quantity) {
    return new Delivery.DeliveredLine(7, "SOCKS-GRY", quantity);
  }

  static SupplierInvoice.InvoicedLine shirtsAt(long quantity, String cost) {
    return new SupplierInvoice.InvoicedLine(1, "TEE-RED-M", quantity, eur(cost));
  }

  static SupplierInvoice.InvoicedLine capsAt(long quantity, String cost) {
    return new SupplierInvoice.InvoicedLine(2, "CAP-BLK", quantity, eur(cost));
  }

  static SupplierInvoice invoice(
      String number, String total, SupplierInvoice.InvoicedLine... lines) {
    return new SupplierInvoice(number, "acme-textil", List.of(lines), eur(total), NOON);
  }

  /// 100 shirts and 40 caps at the ordered cost.
  static SupplierInvoice wholeInvoice() {
    return invoice("RE-1", "706.00", shirtsAt(100, "6.20"), capsAt(40, "2.15"));
  }

  static PurchaseOrderCommand.RecordInvoice record(SupplierInvoice invoice) {
    return new PurchaseOrderCommand.RecordInvoice(invoice, POLICY, NOON);
  }

  static PurchaseOrderCommand.ApproveInvoice approveInvoice(String number, String by) {
    return new PurchaseOrderCommand.ApproveInvoice(number, POLICY, by, NOON);
  }

  static PurchaseOrderCommand.DeclineInvoice declineInvoice(String number) {
    return new PurchaseOrderCommand.DeclineInvoice(number, APPROVER, "never agreed", NOON);
  }

  /// The events that these commands lead to, from nothing; a refused command is an error here.
  static List<PurchaseOrderEvent> after(PurchaseOrderCommand... commands) {
    var events = new ArrayList<PurchaseOrderEvent>();
    for (var command : commands) {
      var decision = PurchaseOrderDecider.decide(command, PurchaseOrderStream.STREAM.fold(events));
      if (!decision.isAccepted()) throw new AssertionError(command + " refused: " + decision);
      events.addAll(decision.eventsOrNone());
    }
    return events;
  }

  static List<PurchaseOrderEvent> awaitingApproval() {
    return after(request(dearTerms()));
  }

  static List<PurchaseOrderEvent> declined() {
    return after(request(dearTerms()), decline());
  }

  static List<PurchaseOrderEvent> placed() {
    return after(request(terms()));
  }

  static List<PurchaseOrderEvent> partiallyReceived() {
    return after(request(terms()), delivery("LS-1", shirts(60)));
  }

  static List<PurchaseOrderEvent> received() {
    return after(request(terms()), delivery("LS-1", shirts(100), caps(40)));
  }

  static List<PurchaseOrderEvent> closed() {
    return after(request(terms()), close());
  }
}

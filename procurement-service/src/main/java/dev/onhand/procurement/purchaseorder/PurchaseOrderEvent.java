package dev.onhand.procurement.purchaseorder;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;

/// What can happen to a purchase order: the private log of this service.
sealed interface PurchaseOrderEvent {

  record Requested(Terms terms, Money total, String requestedBy, Instant requestedAt)
      implements PurchaseOrderEvent {}

  /// `limit` is null when the currency has none.
  record ApprovalRequired(Money total, Money limit, Instant at) implements PurchaseOrderEvent {}

  record Approved(String approvedBy, String note, Instant approvedAt)
      implements PurchaseOrderEvent {}

  record Declined(String declinedBy, String reason, Instant declinedAt)
      implements PurchaseOrderEvent {}

  /// Binding from here on. Not delivered at `overdueAt`, it becomes an exception.
  record Placed(Instant placedAt, Instant overdueAt) implements PurchaseOrderEvent {}

  /// `lines` name lines of the purchase order, each at most once.
  record GoodsReceived(
      UUID receiptId,
      String deliveryNote,
      String locationId,
      List<Terms.Line> lines,
      Instant receivedAt)
      implements PurchaseOrderEvent {}

  /// Goods that are there and fit no line: a person decides what becomes of them.
  record UnexpectedGoodsReceived(
      Unexpected why,
      String deliveryNote,
      String locationId,
      List<Delivery.DeliveredLine> lines,
      Instant receivedAt)
      implements PurchaseOrderEvent {}

  enum Unexpected {
    UNKNOWN_PURCHASE_ORDER,
    NOT_ORDERED,
    DELIVERY_NOTE_REUSED
  }

  /// The whole report a receipt came from: what a repeat of it is recognized by.
  record DeliveryReported(Delivery delivery) implements PurchaseOrderEvent {}

  /// A receipt that counts, and that a person should look at.
  record ReceiptQuestioned(Question question, String deliveryNote, String detail, Instant at)
      implements PurchaseOrderEvent {}

  enum Question {
    BEYOND_TOLERANCE,
    NOT_EXPECTED_NOW,
    OTHER_LOCATION
  }

  record FullyReceived(Instant at) implements PurchaseOrderEvent {}

  record DeliveryOverdue(Instant expectedAt, Instant at) implements PurchaseOrderEvent {}

  /// `before` is what it was held for until now; null for a new invoice.
  record InvoiceHeld(
      SupplierInvoice invoice, HoldReason reason, String detail, HoldReason before, Instant at)
      implements PurchaseOrderEvent {}

  /// Why an invoice cannot be paid yet, in the order of checking.
  enum HoldReason {
    UNKNOWN_PURCHASE_ORDER,
    PURCHASE_ORDER_NOT_PLACED,
    SUPPLIER_DIFFERS,
    CURRENCY_DIFFERS,
    LINE_NOT_ORDERED,
    AMOUNT_OUT_OF_RANGE,
    NOT_RECEIVED,
    TOTAL_DIFFERS,
    PRICE_DIFFERS
  }

  /// `variance` is `invoice.total` minus the quantities at the purchase order's cost; `approvedBy`
  /// is null when it was within tolerance; `heldFor` when it was not held.
  record InvoiceMatched(
      SupplierInvoice invoice, Money variance, String approvedBy, HoldReason heldFor, Instant at)
      implements PurchaseOrderEvent {}

  record InvoiceDeclined(
      String invoiceId, String declinedBy, String reason, HoldReason heldFor, Instant at)
      implements PurchaseOrderEvent {}

  /// The number is known with other content: nothing is owed for this one.
  record InvoiceNumberReused(SupplierInvoice invoice, Instant at) implements PurchaseOrderEvent {}

  record Closed(String reason, String closedBy, Instant closedAt) implements PurchaseOrderEvent {}
}

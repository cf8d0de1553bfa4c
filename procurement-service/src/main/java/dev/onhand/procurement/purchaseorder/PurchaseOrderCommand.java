package dev.onhand.procurement.purchaseorder;

import dev.onhand.procurement.policy.PurchasingPolicy;
import java.time.Instant;
import java.util.UUID;

/// What people ask for, and the facts that warehouses and suppliers report.
sealed interface PurchaseOrderCommand {

  record RequestPurchaseOrder(Terms terms, PurchasingPolicy policy, String by, Instant at)
      implements PurchaseOrderCommand {}

  record ApprovePurchaseOrder(PurchasingPolicy policy, String by, String note, Instant at)
      implements PurchaseOrderCommand {}

  record DeclinePurchaseOrder(String by, String reason, Instant at)
      implements PurchaseOrderCommand {}

  record ClosePurchaseOrder(String by, String reason, Instant at) implements PurchaseOrderCommand {}

  record NoteOverdueDelivery(Instant at) implements PurchaseOrderCommand {}

  /// A fact: never refused.
  record RecordDelivery(Delivery delivery, UUID receiptId, PurchasingPolicy policy, Instant at)
      implements PurchaseOrderCommand {}

  /// A fact: never refused.
  record RecordInvoice(SupplierInvoice invoice, PurchasingPolicy policy, Instant at)
      implements PurchaseOrderCommand {}

  record ApproveInvoice(String invoiceId, PurchasingPolicy policy, String by, Instant at)
      implements PurchaseOrderCommand {}

  record DeclineInvoice(String invoiceId, String by, String reason, Instant at)
      implements PurchaseOrderCommand {}
}

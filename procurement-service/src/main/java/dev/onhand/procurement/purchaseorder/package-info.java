/// Purchase orders, from the request to the matched invoice.
///
/// One stream per purchase order holds everything about it: what was asked for and approved, each
/// delivery, each invoice. A command goes in, `PurchaseOrderDecider` answers with events (receipts
/// in `ReceiptDecider`, invoices in `InvoiceDecider`), `PurchaseOrderHistory` evolves the state,
/// `PurchaseOrderReaction` says what the world is told (`PurchaseOrderMessages`).
///
/// People's commands may be refused (`Refusal`). Deliveries and invoices may not: they are facts
/// that come from outside in any state, even for an id nobody knows. What fits is received at the
/// purchase order's cost and published at once; what fits nowhere is kept in the log, stays out of
/// stock and becomes an exception. An invoice is matched when ordered, received and invoiced agree
/// within tolerance; else it is held and looked at again with every receipt.
package dev.onhand.procurement.purchaseorder;

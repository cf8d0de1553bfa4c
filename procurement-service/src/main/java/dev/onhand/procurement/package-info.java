/// The procurement service: suppliers, purchase orders, receipts and supplier invoices.
///
/// * `supplier`: who sells to us, and how long they take
/// * `item`: which SKUs may be ordered, copied from inventory
/// * `policy`: approval limits and tolerances as values
/// * `purchaseorder`: the purchase order and all that happens to it
package dev.onhand.procurement;

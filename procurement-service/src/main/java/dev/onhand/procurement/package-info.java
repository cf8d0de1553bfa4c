/// The procurement service: suppliers, purchase orders, receipts, supplier invoices, and what to
/// buy next.
///
/// * `supplier`: who sells to us, and how long they take
/// * `item`: which SKUs may be ordered, copied from inventory
/// * `policy`: approval limits and tolerances as values
/// * `purchaseorder`: the purchase order and all that happens to it
/// * `replenishment`: what to buy next, and why
package dev.onhand.procurement;

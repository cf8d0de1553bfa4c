/// The value of stock, as one stream per SKU and pool.
///
/// Quantities come from inventory.StockMoved alone. Costs come from elsewhere: receipts from
/// procurement (a movement waits until its receipt is known), returns from what the order's
/// shipments cost, stock the books began with from the item's standard cost, everything else from
/// the moving average. See [dev.onhand.ledger.stock.StockDecider] for the average and for what
/// happens when more leaves than was there.
package dev.onhand.ledger.stock;

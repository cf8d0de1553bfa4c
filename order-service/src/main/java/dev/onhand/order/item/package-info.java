/// Which SKUs are items of which stock pool: a copy of inventory's master data, as far as orders
/// need it. [KnownItems] also makes sure that an order and the item it waits for do not miss each
/// other when both arrive at the same moment.
package dev.onhand.order.item;

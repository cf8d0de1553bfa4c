/// What orders are checked against, as data: policies per kind of order and channel, rules of risk,
/// credit lines, and bulk holds. [Lookups] reads what concerns one order in one statement; deciding
/// is the order's part, which knows nothing of tables.
package dev.onhand.order.trade;

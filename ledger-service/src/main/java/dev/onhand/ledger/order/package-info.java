/// What the books hold of each customer order, as one stream per order.
///
/// The channel comes with order.OrderReceived, the prices with order.OrderAccepted. Revenue is
/// earned by shipment: each shipment takes its share of the line so that all shipments sum exactly
/// to the line. Kits leave as components (order.OrderReleased says of what), and are earned when
/// they are whole. What is earned is taken from the deposit first and else is receivable; what is
/// paid settles the receivable first and else is a deposit. Neither is ever negative, in whatever
/// order shipments and payments arrive.
package dev.onhand.ledger.order;

/// Keeps positions, reservations and movements in PostgreSQL for queries. Each transaction holds
/// what one poll of `inventory.log` led to, its place in the log, and the new availability of
/// every item it touched, which leaves through the outbox: of many changes in one batch only the
/// last is published.
package dev.onhand.inventory.projection;

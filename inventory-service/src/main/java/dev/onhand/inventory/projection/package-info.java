/// Keeps positions, reservations and movements in PostgreSQL for queries. Each transaction holds
/// what a tick's polls of `inventory.log` led to, and its place in the log. New rows are copied in,
/// positions are coalesced and upserted.
package dev.onhand.inventory.projection;

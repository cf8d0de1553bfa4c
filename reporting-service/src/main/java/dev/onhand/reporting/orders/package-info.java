/// Orders: search, and the timeline of one order: every event of every service that belongs to it,
/// with actor and cause.
package dev.onhand.reporting.orders;

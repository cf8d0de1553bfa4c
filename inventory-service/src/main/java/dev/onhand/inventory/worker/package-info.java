/// Work that goes on as long as the service does, each in a platform thread of its own: the stock
/// ledger's loop, the publishers, the projection, the intake.
package dev.onhand.inventory.worker;

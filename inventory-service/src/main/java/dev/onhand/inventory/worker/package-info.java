/// Work that goes on as long as the service does, each in a platform thread of its own: the stock
/// ledger's loop, the publishers, the projection, the intake. While the loop recovers its
/// partitions, those that can wait do.
package dev.onhand.inventory.worker;

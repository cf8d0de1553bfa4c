/// Pools, locations and items: what people say of them. Kept as it is now in three tables; each
/// change is published for all on compacted topics, and the stock ledger is told by a command.
package dev.onhand.inventory.masterdata;

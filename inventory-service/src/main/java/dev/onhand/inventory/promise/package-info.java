/// What may be promised of an item to a channel, reckoned from the projection by the ledger's rule.
/// [ItemStock] is the rule, pure; [ItemStocks] reads what it needs. The query answers with it and
/// `inventory.availability` is published from it, so both say the same.
package dev.onhand.inventory.promise;

/// Answers about stock, from the projection: a moment behind the ledger, never ahead of it.
package dev.onhand.inventory.query;

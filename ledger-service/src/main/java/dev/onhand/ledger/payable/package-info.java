/// What is owed to suppliers.
package dev.onhand.ledger.payable;

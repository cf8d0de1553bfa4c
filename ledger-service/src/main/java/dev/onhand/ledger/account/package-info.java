/// The chart of accounts: seeded by migration, read by everyone.
package dev.onhand.ledger.account;

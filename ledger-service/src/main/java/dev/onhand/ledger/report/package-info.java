/// What the books say, summed up: trial balance, profit and loss account.
package dev.onhand.ledger.report;

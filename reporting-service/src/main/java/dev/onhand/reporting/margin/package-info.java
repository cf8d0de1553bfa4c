/// Margin: net revenue and cost of goods, from the books by channel, and by SKU from the shipped
/// lines and the cost the ledger posted for their movements.
package dev.onhand.reporting.margin;

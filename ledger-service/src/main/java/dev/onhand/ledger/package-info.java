/// The ledger service: the books.
///
/// A fact comes in, is decided in the stream it belongs to (an order's books, a SKU's value), and
/// becomes a booking: its value in named parts. The posting rules, which are versioned data, turn
/// the booking into one balanced entry, whose id follows from the fact. All of it is one
/// transaction: state, entry, hash chain, balances, and the published message.
///
/// * [dev.onhand.ledger.order]: revenue, deposits, receivables and refunds of customer orders
/// * [dev.onhand.ledger.stock]: stock at moving average, cost of goods
/// * [dev.onhand.ledger.payable]: supplier invoices
/// * [dev.onhand.ledger.rules]: bookings and posting rules
/// * [dev.onhand.ledger.journal]: entries, chain, verification
/// * [dev.onhand.ledger.period]: closing of months
/// * [dev.onhand.ledger.account], [dev.onhand.ledger.report]: chart of accounts, trial balance,
///   profit and loss
package dev.onhand.ledger;

/// The stock ledger: who may have which units, decided by one writer per stock pool.
///
/// **State.** A pool has items, locations, positions (item × location: units sellable, quarantined,
/// damaged, and how many of the sellable ones are reserved), open reservations, and the outcomes
/// of the commands it decided lately. [StockLedger] holds it, for one pool, and is the only
/// mutable class that others see.
///
/// **Writing.** [StockLedger#decide] answers a command with the [LedgerEntry] it led to: its
/// outcome and its events. Each event is applied the moment it is decided, so a decision of
/// several steps (a shipment beyond the book breaks reservations first) reasons about what it did
/// so far. What is applied goes through one method, live and in [StockLedger#evolve], which reads
/// the log back: a ledger rebuilt from its entries equals the one that wrote them, to the last
/// bit of its snapshot. Nothing here knows whether an entry became durable: whoever fails to
/// append one throws the ledger away and rebuilds it. There is no undo.
///
/// **Rules.** `0 ≤ reserved ≤ sellable` for every position after every event; a reservation ends
/// once; movements sum up to positions. A request (reserve) may be refused, and the refusal is an
/// event. A fact (received, shipped, counted) is never refused: what the book cannot hold is
/// written down as a discrepancy, and a fact that takes promised units away breaks reservations,
/// the least important first.
///
/// **Time** arrives with the command and never runs backwards within a pool. No clock, no
/// randomness, no input or output, no logging, and nothing but `java.*`.
package dev.onhand.inventory.ledger;

/// The stock ledger: who may have which units, decided by one writer per stock pool.
///
/// **State.** A pool has items, locations, positions (item × location × lot: units sellable,
/// quarantined, damaged, and how many of the sellable ones are reserved), open reservations and
/// what they wait for, goods on their way, kits, sourcing rules, and the outcomes of the commands
/// it decided lately. [StockLedger] holds it, for one pool, and is the only mutable class that
/// others see.
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
/// once; movements sum up to positions. A request (reserve, extend) may be refused, and the refusal
/// of a reservation is an event. A fact (received, shipped, counted) is never refused: what the
/// book cannot hold is written down as a discrepancy, and a fact that takes promised units away
/// breaks reservations, the least important first. Units that come free, by whatever, go to those
/// who wait for them in the same decision.
///
/// **Time** arrives with the command and never runs backwards within a pool. No clock, no
/// randomness, no input or output, no logging, and nothing but `java.*`.
///
/// **To read it**, in this order:
/// 1. what is said: [StockCommand], [StockEvent], [StockOutcome], [SourcingRules], [Policy];
/// 2. [StockLedger]: a command on its way to its answer;
/// 3. the decisions, one class per concern: `Promising` (an order asks; kits are exploded by
///    `Explosion`), `Changing` (of what is promised), `Backorders` (who waits), `SourcingChanges`,
///    `Facts`, `Shipments`, `Transfers`, `Kitting`, all on top of `Movements`;
/// 4. what they reason with: `Availability` (how much), `Sourcing` (from where), `LotPicking` (of
///    which lots), `RuleBook` (which rule);
/// 5. the state: `LedgerState` and `Promises` apply events; `Positions`, `Lots`, `Places`,
///    `Reservations` (with `Expiry`), `Backlog`, `Fences`, `Inbound`, `Kits`, `CountRules`,
///    `Outcomes` hold what follows; the snapshots write it down. Open reservations, which may be
///    millions, are rows of `ReservationRows`, seen through `OpenReservation`.
///
/// Of a million ids and reservations hardly any is in a cache of the processor. Who knows which
/// commands come next says so first ([StockLedger#expect]), so that their memory is fetched at once
/// (`Upcoming`).
///
/// What an item does not use costs nothing: an order of items without lots, safety stock, fences
/// and kits, where no rules are, is decided with one look per line.
package dev.onhand.inventory.ledger;

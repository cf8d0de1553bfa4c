/// The auditor: reads the databases and the topics of a running platform and says whether the
/// figures agree.
///
/// It shares no code with the services, on purpose: what it knows of them is their tables and their
/// published messages. [Drain] first waits until nothing is under way, so that a message in flight
/// is not taken for a lost one. Then every committed record of the domain topics is read once
/// ([TopicReader]); each [Check] keeps what it needs of the [Fact]s that pass, and in the end
/// compares that with the tables.
///
/// | id | invariant |
/// |---|---|
/// | A | stock on hand is the sum of its movements |
/// | B | reserved is between nothing and sellable |
/// | C | debit equals credit per journal entry and currency |
/// | D | a channel's order is one order |
/// | E | a reservation ends once, and no more is shipped than was promised |
/// | F | versions of a stream are dense |
/// | G | tables are what a replay of the messages gives, and sequences are dense |
/// | H | every accepted input ended in its effect or in a dead letter, never in neither or both |
/// | I | channels were told what the stock ledger's own log leaves to promise |
///
/// `./onhand verify --stock` ([StockAudit]) replays the stock ledger's own log instead, frame by
/// frame ([FrameReplay]), into one [StockBook] per pool.
///
/// Memory grows with the number of subjects: about 1 GB for a million orders.
package dev.onhand.local.verify;

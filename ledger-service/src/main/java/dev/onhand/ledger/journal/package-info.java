/// The journal: balanced entries in one unbroken order, never changed.
///
/// * One stream per entry (`entry/<entryId>`) with one event. The id follows from the cause, so a
///   fact that is told again meets its entry; the tables say the same once more with
///   `unique (cause_id, cause_type)`.
/// * Number and hash are given when the transaction ends, under the row lock of the chain's end:
///   the journal's order is the order of commits, without gaps. Writers wait for each other only
///   there.
/// * `account_balance` is turnover per account, month and channel, kept in the same transaction.
/// * Corrections are entries of their own, with causes of their own.
package dev.onhand.ledger.journal;

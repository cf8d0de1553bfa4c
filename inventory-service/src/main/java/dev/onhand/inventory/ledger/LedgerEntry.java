package dev.onhand.inventory.ledger;

import java.util.List;

/// One decision as it is kept in the log: which command, what became of it, and the events. A
/// decision without events is kept too, so that a rebuilt ledger remembers it.
///
/// @param commandId by which a repeat is recognized; empty for what time did (expiry)
/// @param content the digest of the command
/// @param atMs when it was decided; never less than the pool's entry before
public record LedgerEntry(
    Cause cause,
    String commandId,
    long content,
    long atMs,
    StockOutcome outcome,
    List<StockEvent> events) {}

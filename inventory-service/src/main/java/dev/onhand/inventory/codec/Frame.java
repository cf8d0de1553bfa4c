package dev.onhand.inventory.codec;

import dev.onhand.inventory.ledger.LedgerEntry;
import java.util.List;

/// Entries of one pool, in the order in which they were decided. A frame without a pool and without
/// entries only says where to go on.
///
/// @param nextCommandOffset the first offset of `inventory.commands` whose command is not decided
///     in this frame or before
public record Frame(String pool, long nextCommandOffset, List<LedgerEntry> entries) {}

package dev.onhand.ledger.journal;

import java.time.Instant;

/// What can happen to an entry: it is posted, once. There is no other event.
public sealed interface JournalEvent {

  record EntryPosted(JournalEntry entry, Instant postedAt) implements JournalEvent {}
}

package dev.onhand.ledger.journal;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

/// The published form of an entry (`contract/JournalEntryPosted.v1.schema.json`).
record JournalEntryPosted(
    String entryId,
    String causeType,
    String causeId,
    String entity,
    String currency,
    String orderId,
    List<Posting> postings,
    Instant effectiveAt,
    YearMonth period,
    Instant postedAt) {

  static JournalEntryPosted of(JournalEntry entry, Instant postedAt) {
    return new JournalEntryPosted(
        entry.entryId().toString(),
        entry.cause().type(),
        entry.cause().id(),
        entry.entity(),
        entry.currency(),
        entry.orderId(),
        entry.postings(),
        entry.effectiveAt(),
        entry.period(),
        postedAt);
  }
}

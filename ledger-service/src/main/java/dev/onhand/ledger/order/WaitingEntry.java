package dev.onhand.ledger.order;

import dev.onhand.ledger.journal.Fact;
import dev.onhand.ledger.rules.Booking;

/// An entry that waits for its order's channel.
public record WaitingEntry(Fact fact, Booking booking) {}

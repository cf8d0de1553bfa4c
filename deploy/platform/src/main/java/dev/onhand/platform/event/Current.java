package dev.onhand.platform.event;

import java.time.Instant;

/// A stream's state after the last event of a transaction: what an inline projection stores. It is
/// new when the stream began with this transaction, so that nothing of it is stored yet.
public record Current<S>(String id, long version, S state, Instant changedAt, boolean isNew) {}

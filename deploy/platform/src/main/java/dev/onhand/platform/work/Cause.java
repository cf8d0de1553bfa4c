package dev.onhand.platform.work;

import java.time.Instant;

/// Why and by whom something is decided: stored with each event and sent with each message.
/// `occurredAt` is when it happened in the world, as far as the sender knew.
public record Cause(String actor, String correlationId, String causationId, Instant occurredAt) {}

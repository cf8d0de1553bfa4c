package dev.onhand.platform.event;

import java.time.Instant;
import java.util.UUID;

/// An event with the metadata it is stored with. `version` is dense per stream, from 1.
public record Recorded<E>(
    UUID id,
    StreamRef stream,
    long version,
    E event,
    Instant occurredAt,
    String actor,
    String correlationId,
    String causationId) {}

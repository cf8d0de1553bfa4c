package dev.onhand.platform.inbox;

import dev.onhand.platform.message.Envelope;

/// A received message whose payload has been read.
public record Message<T>(String topic, Envelope envelope, T payload) {}

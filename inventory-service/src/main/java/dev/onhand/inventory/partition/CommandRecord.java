package dev.onhand.inventory.partition;

import java.util.Map;

/// A record of `inventory.commands`.
///
/// @param atMs its time on the topic
public record CommandRecord(
    long offset, long atMs, byte[] key, Map<String, String> headers, byte[] value) {}

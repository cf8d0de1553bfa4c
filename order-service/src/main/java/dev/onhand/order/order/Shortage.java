package dev.onhand.order.order;

/// What the stock ledger could not promise.
public record Shortage(String sku, long requested, long available) {}

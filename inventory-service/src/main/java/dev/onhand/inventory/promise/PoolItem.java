package dev.onhand.inventory.promise;

/// An item in its pool.
public record PoolItem(String pool, String sku) {}

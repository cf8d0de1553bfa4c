package dev.onhand.order.order;

/// Units of a line that one location has promised.
public record Allocation(String lineId, String sku, String locationId, long quantity) {}

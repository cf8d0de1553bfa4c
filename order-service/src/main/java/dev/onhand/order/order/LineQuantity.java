package dev.onhand.order.order;

/// Units of a line, in a fulfilment order or shipment.
public record LineQuantity(String lineId, String sku, long quantity) {}

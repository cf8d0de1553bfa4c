package dev.onhand.order.channel;

import org.joda.money.CurrencyUnit;

/// The shop a document came from, as it is configured. `currency` is for channels whose documents
/// need not name one, and may be null.
public record Sender(String shop, OrderType orderType, CurrencyUnit currency) {}

package dev.onhand.order.order;

import org.joda.money.Money;

/// A refund that was asked for. `returnId` is null for a cancellation; `amount` = `net` + `tax`.
public record Refund(
    String refundId, String returnId, Money amount, Money net, Money tax, RefundReason reason) {}

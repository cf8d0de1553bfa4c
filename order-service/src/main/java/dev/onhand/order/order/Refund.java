package dev.onhand.order.order;

import java.util.List;
import org.joda.money.Money;

/// A refund that was asked for. `returnId` is null for a cancellation; `amount` = `net` + `tax`.
/// `lines` are the units it is for; null when nobody said, and then it is for all of the order.
public record Refund(
    String refundId,
    String returnId,
    Money amount,
    Money net,
    Money tax,
    RefundReason reason,
    List<LineQuantity> lines) {

  Refund(
      String refundId, String returnId, Money amount, Money net, Money tax, RefundReason reason) {
    this(refundId, returnId, amount, net, tax, reason, null);
  }
}

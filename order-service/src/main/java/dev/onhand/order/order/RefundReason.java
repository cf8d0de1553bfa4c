package dev.onhand.order.order;

/// Why money goes back.
public enum RefundReason {
  RETURN,
  CANCELLATION
}

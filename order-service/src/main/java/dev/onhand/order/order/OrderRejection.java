package dev.onhand.order.order;

import dev.onhand.platform.event.RejectionReason;

/// Why a command on an order is refused.
public enum OrderRejection implements RejectionReason {
  UNKNOWN_ORDER,
  /// A document older than the one known: no effect.
  STALE_VERSION,
  /// The known version with other content: the order keeps what came first.
  CONFLICTING_REDELIVERY,
  UNKNOWN_HOLD,
  /// The hold ends when its cause does, not by saying so.
  CAUSE_REMAINS,
  /// Who asked for it cannot approve it.
  FOUR_EYES,
  PRICE_OUT_OF_RANGE,
  UNKNOWN_LINE,
  UNKNOWN_SKU,
  TOO_LATE,
  ALREADY_SHIPPED,
  /// The refund's id stands for another refund.
  REFUND_ID_REUSED
}

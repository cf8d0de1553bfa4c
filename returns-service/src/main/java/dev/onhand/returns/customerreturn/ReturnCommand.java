package dev.onhand.returns.customerreturn;

import dev.onhand.returns.order.OrderEvent.RefundLine;
import dev.onhand.returns.policy.PolicyInForce;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What is asked of a return, and what warehouses and the order service report.
sealed interface ReturnCommand {

  record AuthorizeReturn(ReturnEvent.Authorization authorization) implements ReturnCommand {}

  /// A fact: never refused.
  record RecordReceipt(Goods.Receipt receipt, Instant at) implements ReturnCommand {}

  /// A fact: never refused.
  record RecordInspection(Goods.Inspection inspection, PolicyInForce rule, Instant at)
      implements ReturnCommand {}

  /// The amounts come from the order's stream.
  record RequestRefund(UUID refundId, List<RefundLine> lines, Instant at)
      implements ReturnCommand {}

  record RecordRefundGranted(UUID refundId, Instant at) implements ReturnCommand {}

  record RecordRefundRefused(UUID refundId, String reason, Instant at) implements ReturnCommand {}

  /// Ends the wait for what has not come; `by` is null when the time is over.
  record DropRemainder(String reason, String by, Instant at) implements ReturnCommand {}
}

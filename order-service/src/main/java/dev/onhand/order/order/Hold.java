package dev.onhand.order.order;

import java.time.Instant;

/// One open hold. `detail` is for a person and holds no personal data.
public record Hold(
    String holdId, HoldReason reason, String detail, Instant raisedAt, Instant dueAt) {}

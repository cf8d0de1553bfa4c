package dev.onhand.order.order;

import java.time.Instant;
import java.util.Set;

/// One open hold. `detail` is for a person and holds no personal data. `lineId` is null for a hold
/// of the whole order; a held line holds all of an order that goes out whole. `subject` tells
/// holds of one reason apart, such as two bulk holds; null for what the order itself causes.
public record Hold(
    String holdId,
    HoldReason reason,
    String detail,
    Instant raisedAt,
    Instant dueAt,
    String lineId,
    String subject,
    Set<Transition> blocks) {

  public Hold {
    // holds of before had no say in this: they block everything
    blocks = blocks == null || blocks.isEmpty() ? Transition.ALL : Set.copyOf(blocks);
  }

  boolean is(HoldReason other, String otherSubject) {
    return reason == other && java.util.Objects.equals(subject, otherSubject);
  }
}

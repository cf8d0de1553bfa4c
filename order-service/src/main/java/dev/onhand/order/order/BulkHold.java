package dev.onhand.order.order;

import java.time.Instant;
import java.util.Set;

/// A hold on every order with an item, or of a customer: on those there are, and on those to come,
/// until it is released.
public record BulkHold(
    String bulkId,
    Target target,
    String value,
    HoldReason reason,
    String detail,
    Set<Transition> blocks,
    Instant dueAt) {

  /// What it looks at: `value` is a SKU, or a customer's id.
  public enum Target {
    SKU,
    CUSTOMER
  }

  public BulkHold {
    blocks = Set.copyOf(blocks);
  }

  boolean concerns(OrderTerms terms) {
    return switch (target) {
      case SKU -> lineOf(terms) != null;
      case CUSTOMER -> value.equals(terms.customerId());
    };
  }

  /// The first line with the item; null for a customer's hold.
  String lineOf(OrderTerms terms) {
    if (target == Target.CUSTOMER) return null;
    for (var line : terms.lines()) if (value.equals(line.sku())) return line.lineId();
    return null;
  }
}

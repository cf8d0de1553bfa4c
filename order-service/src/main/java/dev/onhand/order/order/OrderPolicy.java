package dev.onhand.order.order;

import dev.onhand.order.channel.OrderType;
import java.time.Duration;

/// What varies between kinds of orders: data, not code. `priority` ranks reservations (a lower
/// number is served first and broken last); a pending payment cancels the order after
/// `paymentDue`; an order is complete `completeAfter` its delivery.
public record OrderPolicy(
    int priority,
    String reservation,
    String serviceLevel,
    Duration paymentDue,
    Duration completeAfter) {

  private static final OrderPolicy D2C =
      new OrderPolicy(50, "ship-complete", "standard", Duration.ofDays(7), Duration.ZERO);
  private static final OrderPolicy MARKETPLACE =
      new OrderPolicy(40, "ship-complete", "standard", Duration.ofDays(7), Duration.ZERO);
  private static final OrderPolicy WHOLESALE =
      new OrderPolicy(60, "ship-complete", "freight", Duration.ofDays(30), Duration.ofDays(14));

  public static OrderPolicy of(OrderType type) {
    return switch (type) {
      case D2C -> D2C;
      case MARKETPLACE -> MARKETPLACE;
      case WHOLESALE -> WHOLESALE;
    };
  }
}

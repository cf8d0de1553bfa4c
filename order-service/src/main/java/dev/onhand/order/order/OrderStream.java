package dev.onhand.order.order;

import dev.onhand.platform.event.StreamType;

/// How orders are stored: one stream per order, `order/<orderId>`.
public final class OrderStream {
  public static final StreamType<OrderCommand, Order, OrderEvent> ORDER =
      StreamType.<OrderCommand, Order, OrderEvent>named("order", OrderEvent.class)
          .initial(Order.UNKNOWN)
          .decide(OrderDecider::decide)
          .evolve(Order::evolve)
          .react(OrderReactions::react)
          .project(OrderProjection::save)
          .build();

  private OrderStream() {}
}

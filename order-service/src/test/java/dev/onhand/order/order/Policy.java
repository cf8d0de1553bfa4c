package dev.onhand.order.order;

import dev.onhand.order.channel.OrderType;
import java.time.Duration;

/// The usual policy of a kind of order with what a test is about.
final class Policy {
  private final OrderPolicy usual;
  private String reservation;
  private OrderPolicy.Capture capture;
  private boolean split;
  private Integer netDays;
  private Duration shipWithin;

  private Policy(OrderPolicy usual) {
    this.usual = usual;
    reservation = usual.reservation();
    capture = usual.capture();
    netDays = usual.netDays();
  }

  static Policy of(OrderType type) {
    return new Policy(OrderPolicy.of(type));
  }

  Policy reserving(String strategy) {
    reservation = strategy;
    return this;
  }

  Policy splitting() {
    split = true;
    return this;
  }

  Policy capturing(OrderPolicy.Capture when) {
    capture = when;
    return this;
  }

  Policy netDays(Integer days) {
    netDays = days;
    return this;
  }

  Policy shippingWithin(Duration time) {
    shipWithin = time;
    return this;
  }

  OrderPolicy build() {
    return new OrderPolicy(
        1,
        usual.priority(),
        reservation,
        usual.serviceLevel(),
        usual.paymentDue(),
        usual.completeAfter(),
        shipWithin,
        null,
        capture,
        usual.captureRetries(),
        usual.captureRetryAfter(),
        null,
        usual.riskThreshold(),
        true,
        split,
        netDays);
  }
}

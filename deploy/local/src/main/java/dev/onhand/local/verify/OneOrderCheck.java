package dev.onhand.local.verify;

import java.util.HashMap;
import java.util.Map;

/// D: however often a channel tells of an order, it is one order.
final class OneOrderCheck extends Check {
  private final Map<String, String> orders = new HashMap<>();
  private final Map<String, String> identities = new HashMap<>();

  OneOrderCheck() {
    super("D", "a channel's order is one order");
  }

  @Override
  void see(Fact fact) {
    if (!fact.type().equals("order.OrderReceived")) {
      return;
    }
    var identity =
        fact.text("channel") + "/" + fact.text("shop") + "/" + fact.text("channelOrderId");
    var order = fact.text("orderId");
    var before = orders.putIfAbsent(identity, order);
    expect(
        before == null || before.equals(order),
        "%s is order %s and order %s: %s",
        identity,
        before,
        order,
        fact.place());
    var other = identities.putIfAbsent(order, identity);
    expect(
        other == null || other.equals(identity),
        "order %s is %s and %s: %s",
        order,
        other,
        identity,
        fact.place());
  }

  @Override
  void conclude(Map<String, Database> databases) {}
}

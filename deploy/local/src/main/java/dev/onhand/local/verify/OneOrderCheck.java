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
  void conclude(Map<String, Database> databases) {
    var database = databases.get("order");
    if (database == null || !database.hasTable("orders")) {
      return;
    }
    database.forEach(
        """
        select channel || '/' || shop || '/' || channel_order_id, count(*), min(order_id),
          max(order_id)
        from orders group by 1\
        """,
        row -> {
          expect(
              row.getLong(2) == 1,
              "%s is %d rows: %s and %s",
              row.getString(1),
              row.getLong(2),
              row.getString(3),
              row.getString(4));
          var published = orders.get(row.getString(1));
          expect(
              row.getString(3).equals(published),
              "%s is order %s in the table and %s as published",
              row.getString(1),
              row.getString(3),
              published);
        });
  }
}

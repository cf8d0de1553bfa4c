package dev.onhand.local.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Where each order stands: by its messages, in the order service and in the reports.
final class OrderStates {
  /// States that only a message can lead to, and that messages lead out of.
  private static final Set<String> COMPARED =
      Set.of("SHIPPED", "DELIVERED", "COMPLETED", "CANCELLED");

  private record Step(long sequence, String state, String place) {}

  private final Check check;
  private final Map<String, Step> steps = new HashMap<>();

  OrderStates(Check check) {
    this.check = check;
  }

  void see(Fact fact) {
    var state =
        switch (fact.type()) {
          case "order.OrderReceived" -> "RECEIVED";
          case "order.OrderAccepted" -> "ACCEPTED";
          case "order.OrderAllocated" -> "ALLOCATED";
          case "order.OrderReleased" -> "RELEASED";
          case "order.OrderShipped" ->
              fact.data().path("complete").asBoolean() ? "SHIPPED" : "PARTIALLY_SHIPPED";
          case "order.OrderDelivered" -> "DELIVERED";
          case "order.OrderCompleted" -> "COMPLETED";
          case "order.OrderCancelled" -> "CANCELLED";
          default -> null;
        };
    if (state == null || fact.sequence() == null) {
      return;
    }
    var step = new Step(fact.sequence(), state, fact.place());
    steps.merge(fact.text("orderId"), step, (a, b) -> a.sequence() >= b.sequence() ? a : b);
  }

  void conclude(Map<String, Database> databases) {
    compare("order", "orders", databases);
    compare("reporting", "sales_order", databases);
  }

  private void compare(String service, String table, Map<String, Database> databases) {
    var database = databases.get(service);
    if (database == null || !database.hasTable(table)) {
      return;
    }
    var missing = new HashMap<>(steps);
    database.forEach(
        "select order_id, state from " + table,
        row -> {
          var step = missing.remove(row.getString(1));
          var state = row.getString(2);
          boolean agrees =
              step != null
                  && (step.state().equals(state)
                      || !COMPARED.contains(state) && !COMPARED.contains(step.state()));
          check.expect(
              agrees,
              "%s says order %s is %s, its messages say %s",
              service,
              row.getString(1),
              state,
              step == null ? "nothing" : step.state() + ": " + step.place());
        });
    missing.forEach(
        (order, step) ->
            check.diverged(
                "%s has no order %s, its messages say %s: %s"
                    .formatted(service, order, step.state(), step.place())));
  }
}

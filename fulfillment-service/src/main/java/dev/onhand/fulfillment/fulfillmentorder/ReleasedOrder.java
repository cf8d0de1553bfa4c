package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.platform.event.Decision;
import dev.onhand.platform.event.StreamType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Into which fulfilment orders a customer's order was split, by all its releases.
record ReleasedOrder(List<UUID> fulfillmentOrderIds) {
  static final StreamType<NoteSplit, ReleasedOrder, Event> TYPE =
      StreamType.<NoteSplit, ReleasedOrder, Event>named("released-order", Event.class)
          .initial(new ReleasedOrder(List.of()))
          .decide(ReleasedOrder::decide)
          .evolve(ReleasedOrder::evolve)
          .build();

  record NoteSplit(UUID orderId, List<UUID> fulfillmentOrderIds) {}

  sealed interface Event {
    record OrderSplit(UUID orderId, List<UUID> fulfillmentOrderIds) implements Event {}
  }

  static Decision<Event> decide(NoteSplit command, ReleasedOrder order) {
    var fresh =
        command.fulfillmentOrderIds().stream()
            .filter(id -> !order.fulfillmentOrderIds().contains(id))
            .toList();
    if (fresh.isEmpty()) return Decision.accept();
    return Decision.accept(new Event.OrderSplit(command.orderId(), fresh));
  }

  static ReleasedOrder evolve(ReleasedOrder order, Event event) {
    return switch (event) {
      case Event.OrderSplit e -> {
        var all = new ArrayList<>(order.fulfillmentOrderIds());
        all.addAll(e.fulfillmentOrderIds());
        yield new ReleasedOrder(List.copyOf(all));
      }
    };
  }
}

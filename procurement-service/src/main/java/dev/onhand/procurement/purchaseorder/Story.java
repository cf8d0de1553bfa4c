package dev.onhand.procurement.purchaseorder;

import dev.onhand.platform.event.Decision;
import java.util.ArrayList;
import java.util.List;

/// A decision while it is being made: each event changes what the next one is decided on.
final class Story {
  private final List<PurchaseOrderEvent> events = new ArrayList<>();
  private PurchaseOrder order;

  Story(PurchaseOrder order) {
    this.order = order;
  }

  Story tell(PurchaseOrderEvent event) {
    events.add(event);
    order = PurchaseOrderHistory.evolve(order, event);
    return this;
  }

  PurchaseOrder order() {
    return order;
  }

  Decision<PurchaseOrderEvent> end() {
    return Decision.accept(events);
  }
}

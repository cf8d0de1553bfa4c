package dev.onhand.procurement.purchaseorder;

import dev.onhand.platform.event.StreamType;

/// How purchase orders are decided, stored, announced and projected.
final class PurchaseOrderStream {
  static final StreamType<PurchaseOrderCommand, PurchaseOrder, PurchaseOrderEvent> STREAM =
      StreamType.<PurchaseOrderCommand, PurchaseOrder, PurchaseOrderEvent>named(
              "purchase-order", PurchaseOrderEvent.class)
          .initial(PurchaseOrder.NONE)
          .decide(PurchaseOrderDecider::decide)
          .evolve(PurchaseOrderHistory::evolve)
          .react(PurchaseOrderReaction::react)
          .project(PurchaseOrderTables::save)
          .build();

  private PurchaseOrderStream() {}
}

package dev.onhand.order.order;

import dev.onhand.platform.event.Decision;
import org.joda.money.Money;

/// The ways an order, or the rest of one, ends early. Before release it ends at once; after it,
/// fulfilment decides, and stock is freed on its confirmation only.
final class Cancelling {
  private static final String BY_CHANNEL = "cancelled by the channel";

  private Cancelling() {}

  static Decision<OrderEvent> cancel(OrderCommand.CancelOrder c, Order order) {
    var draft = new Draft(order, c.at());
    return switch (order.stage()) {
      case RECEIVED, ACCEPTED, ALLOCATED -> {
        atOnce(draft, c.reason(), c.by(), false);
        yield draft.accept();
      }
      case RELEASED, PARTIALLY_SHIPPED -> {
        askFulfilment(draft, c.reason(), c.by());
        yield draft.accept();
      }
      case CANCELLED -> Decision.accept(); // a repeat says nothing new
      case SHIPPED, DELIVERED, COMPLETED ->
          Decision.reject(
              OrderRejection.ALREADY_SHIPPED, "the order has left; take it back as a return");
      case UNKNOWN -> Decision.reject(OrderRejection.UNKNOWN_ORDER, "the order is not known");
    };
  }

  /// The channel reports a cancellation: a fact, whatever we can still do about it.
  static void byChannel(Draft draft, boolean refundedByChannel) {
    switch (draft.order().stage()) {
      case RECEIVED, ACCEPTED, ALLOCATED ->
          atOnce(draft, BY_CHANNEL, OrderDecider.SYSTEM, refundedByChannel);
      case RELEASED, PARTIALLY_SHIPPED -> askFulfilment(draft, BY_CHANNEL, OrderDecider.SYSTEM);
      case SHIPPED, DELIVERED, COMPLETED ->
          draft.discrepancy(
              "CANCELLED_AFTER_SHIPMENT",
              "the channel cancelled the order after it was shipped",
              HoldReason.REVIEW.owner());
      case UNKNOWN, CANCELLED -> {}
    }
  }

  static void atOnce(Draft draft, String reason, String by, boolean refundedByChannel) {
    draft.unholdAll();
    draft.giveStockBack(reason);
    if (!refundedByChannel) Paying.receive(draft);
    draft.add(new OrderEvent.OrderCancelled(reason, by, draft.at()));
    Paying.refundCancelled(draft, draft.order().payment().refundable(), refundedByChannel);
  }

  private static void askFulfilment(Draft draft, String reason, String by) {
    var order = draft.order();
    if (order.fulfilment().cancellationRequested()) return;
    if (order.stage() == Stage.PARTIALLY_SHIPPED
        && order.fulfilment().ended(order.reservation().locations())) {
      closeRemainder(draft, reason); // nobody is left to ask
      return;
    }
    draft.add(new OrderEvent.CancellationRequested(reason, by));
  }

  /// When no fulfilment order can ship any more and one was cancelled, the order, or what was not
  /// shipped of it, is over.
  static void closeIfEnded(Draft draft, String reason) {
    var order = draft.order();
    if (!order.fulfilment().ended(order.reservation().locations())) return;
    if (order.stage() == Stage.RELEASED) {
      draft.giveStockBack(reason);
      draft.add(new OrderEvent.OrderCancelled(reason, OrderDecider.SYSTEM, draft.at()));
      Paying.refundCancelled(draft, order.payment().refundable(), false);
    } else if (order.stage() == Stage.PARTIALLY_SHIPPED) {
      closeRemainder(draft, reason);
    }
  }

  private static void closeRemainder(Draft draft, String reason) {
    var order = draft.order();
    draft.giveStockBack(reason);
    var last = order.fulfilment().lastShipment();
    draft.add(new OrderEvent.RemainderCancelled(last, reason, draft.at()));
    var unshipped = order.terms().zero();
    for (var line : order.terms().lines()) {
      var shipped = Math.min(line.quantity(), order.fulfilment().shippedOf(line.lineId()));
      unshipped = unshipped.plus(line.gross()).minus(line.grossOf(shipped));
    }
    Paying.refundCancelled(draft, unearned(order, unshipped), false);
    Fulfilling.deliverIfAllArrived(draft);
  }

  /// What was captured for units that stay here: per shipment nothing, in advance all of it.
  private static Money unearned(Order order, Money unshipped) {
    var earned = order.terms().total().minus(unshipped);
    var beyond = order.payment().refundable().minus(earned);
    var most = beyond.isLessThan(unshipped) ? beyond : unshipped;
    return most.isNegative() ? order.terms().zero() : most;
  }
}

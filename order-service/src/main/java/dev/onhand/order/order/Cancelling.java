package dev.onhand.order.order;

import dev.onhand.platform.event.Decision;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/// The ways an order, or the rest of one, ends early. Before release it ends at once; after it,
/// fulfilment decides, and stock is freed on its confirmation only.
final class Cancelling {
  private static final String TOO_LATE = "not shipped by the day agreed";
  private static final String NOT_IN_STOCK = "not in stock";
  static final String BY_CHANNEL = "cancelled by the channel";

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

  /// Such a cancellation is not told back to the channel.
  static boolean isByChannel(String reason) {
    return reason.equals(BY_CHANNEL) || reason.equals(ChannelNews.CALLED_OFF);
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

  /// The day after which the customer does not want it has passed.
  static Decision<OrderEvent> unshipped(OrderCommand.CancelUnshipped c, Order order) {
    var draft = new Draft(order, c.at());
    switch (order.stage()) {
      case RECEIVED, ACCEPTED, ALLOCATED -> atOnce(draft, TOO_LATE, OrderDecider.SYSTEM, false);
      case RELEASED, PARTIALLY_SHIPPED -> askFulfilment(draft, TOO_LATE, OrderDecider.SYSTEM);
      case UNKNOWN, SHIPPED, DELIVERED, COMPLETED, CANCELLED -> {}
    }
    return draft.accept();
  }

  // ---- a part of the order

  static Decision<OrderEvent> cancelLines(OrderCommand.CancelLines c, Order order) {
    if (order.cancellations().ids().contains(c.cancellationId())) return Decision.accept();
    for (var line : c.lines()) {
      var known = order.terms().line(line.lineId());
      if (known == null || line.quantity() < 1 || line.quantity() > order.wanted(known)) {
        return Decision.reject(
            OrderRejection.UNKNOWN_LINE,
            "line %s has not that many units left".formatted(line.lineId()));
      }
    }
    if (!order.stage().before(Stage.RELEASED)) {
      return Decision.reject(
          OrderRejection.TOO_LATE,
          "the warehouse has it; cancel the order, or take it as a return");
    }
    var draft = new Draft(order, c.at());
    lines(draft, c.cancellationId(), c.lines(), c.reason(), false, c.by());
    draft.advance();
    return draft.accept();
  }

  /// Calls off units before release: their stock goes back, and what is left is asked for anew.
  /// When nothing is left, the order is over.
  static void lines(
      Draft draft,
      String id,
      List<LineQuantity> lines,
      String reason,
      boolean byChannel,
      String by) {
    var order = draft.order();
    var after = order.cancellations().with(id, lines);
    if (order.terms().lines().stream().allMatch(l -> after.of(l.lineId()) >= l.quantity())) {
      atOnce(draft, reason, by, byChannel);
      return;
    }
    draft.giveStockBack(reason);
    calledOff(draft, new OrderEvent.LinesCancelled(id, lines, reason, byChannel, by, draft.at()));
  }

  /// Units that are not there, under a policy that sends what is, and no more.
  static void notInStock(Draft draft, Claim claim, List<LineQuantity> lines) {
    var id = "stock/" + claim.reservationId();
    calledOff(
        draft,
        new OrderEvent.LinesCancelled(
            id, lines, NOT_IN_STOCK, false, OrderDecider.SYSTEM, draft.at()));
  }

  private static void calledOff(Draft draft, OrderEvent.LinesCancelled event) {
    var owed = draft.order().due();
    draft.add(event);
    draft.unhold(HoldReason.OUT_OF_STOCK);
    if (event.byChannel()) return; // it gives money back itself, and says so in a refund
    Paying.receive(draft);
    var lost = owed.minus(draft.order().due());
    var beyond = draft.order().payment().refundable().minus(draft.order().due());
    var most = beyond.isLessThan(lost) ? beyond : lost;
    Paying.refundCancelled(draft, most, false, event.lines());
  }

  private static void askFulfilment(Draft draft, String reason, String by) {
    var order = draft.order();
    if (order.fulfilment().awaitsAnswer()) return; // asked before
    if (order.stage() == Stage.PARTIALLY_SHIPPED && order.fulfilment().ended()) {
      closeRemainder(draft, reason); // nobody is left to ask
      return;
    }
    draft.add(new OrderEvent.CancellationRequested(reason, by));
  }

  /// When nothing can ship any more and a part was cancelled: as was asked for, the order or the
  /// rest of it is over; given up unasked, it needs a new promise, or a person.
  static void closeIfEnded(Draft draft, String reason) {
    var order = draft.order();
    var fulfilment = order.fulfilment();
    if (!fulfilment.ended()) return;
    var asked = !fulfilment.anyPart(Fulfilment.State.GIVEN_UP);
    if (order.stage() == Stage.RELEASED && asked) {
      draft.unholdAll();
      draft.giveStockBack(reason);
      draft.add(new OrderEvent.OrderCancelled(reason, OrderDecider.SYSTEM, draft.at()));
      Paying.refundCancelled(draft, order.payment().refundable(), false);
    } else if (order.stage() == Stage.RELEASED) {
      draft.giveStockBack(reason);
      draft.add(new OrderEvent.ReleaseWithdrawn(reason));
      draft.hold(HoldReason.OUT_OF_STOCK, "fulfilment could not ship it: " + reason);
    } else if (order.stage() == Stage.PARTIALLY_SHIPPED && asked) {
      closeRemainder(draft, reason);
    } else if (order.stage() == Stage.PARTIALLY_SHIPPED) {
      draft.discrepancy(
          "REST_NOT_SHIPPED",
          "fulfilment could not ship the rest: " + reason + "; cancel the rest",
          HoldReason.REVIEW.owner());
    }
  }

  static void closeRemainder(Draft draft, String reason) {
    var order = draft.order();
    draft.unholdAll();
    draft.giveStockBack(reason);
    var last = order.fulfilment().lastShipment();
    draft.add(new OrderEvent.RemainderCancelled(last, reason, draft.at()));
    var unshipped = order.terms().zero();
    var stays = new ArrayList<LineQuantity>();
    for (var line : order.terms().lines()) {
      var shipped = Math.min(line.quantity(), order.shipped(line));
      if (line.digital() || shipped == line.quantity()) continue;
      unshipped = unshipped.plus(line.gross()).minus(line.grossOf(shipped));
      stays.add(new LineQuantity(line.lineId(), line.sku(), line.quantity() - shipped));
    }
    Paying.refundCancelled(draft, unearned(order, unshipped), false, stays);
    Fulfilling.deliverIfAllArrived(draft);
  }

  /// What was captured for units that stay here: per shipment nothing, in advance all of it. Where
  /// the total is not the sum of the lines, they carry their share of the total.
  private static Money unearned(Order order, Money unshipped) {
    var terms = order.terms();
    var lost = order.shareOfTotal(unshipped);
    var beyond = order.payment().refundable().minus(terms.total().minus(lost));
    var most = beyond.isLessThan(lost) ? beyond : lost;
    return most.isNegative() ? terms.zero() : most;
  }
}

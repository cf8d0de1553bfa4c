package dev.onhand.order.order;

import dev.onhand.platform.event.Decision;

/// Holds that people place and end, and prices that two of them have to agree on.
final class Holding {
  private Holding() {}

  /// What was released is fulfilment's: only a cancellation stops it. The rest can be held.
  static Decision<OrderEvent> place(OrderCommand.PlaceHold c, Order order) {
    if (order.holds().by(c.reason(), c.subject()) != null) return Decision.accept();
    var moves = order.stage().before(Stage.SHIPPED) && order.moreToRelease();
    if (!order.stage().before(Stage.RELEASED) && !moves) {
      return Decision.reject(
          OrderRejection.TOO_LATE, "the order is " + order.stateName() + "; cancel it instead");
    }
    if (c.lineId() != null && order.terms().line(c.lineId()) == null) {
      return Decision.reject(OrderRejection.UNKNOWN_LINE, "the order has no line " + c.lineId());
    }
    var draft = new Draft(order, c.at());
    draft.hold(c.reason(), c.detail(), c.lineId(), c.subject(), c.blocks(), c.dueAt());
    return draft.accept();
  }

  static Decision<OrderEvent> lift(OrderCommand.LiftHold c, Order order) {
    var hold = order.holds().by(c.reason(), c.subject());
    if (hold == null) return Decision.accept();
    var draft = new Draft(order, c.at());
    draft.add(released(hold, false, c.by(), "the bulk hold is over"));
    draft.advance();
    return draft.accept();
  }

  static Decision<OrderEvent> release(OrderCommand.ReleaseHold c, Order order) {
    var hold = order.holds().byId(c.holdId());
    if (hold == null) {
      return Decision.reject(
          OrderRejection.UNKNOWN_HOLD, "hold " + c.holdId() + " is not open on this order");
    }
    if (!hold.reason().waivable()) {
      return Decision.reject(OrderRejection.CAUSE_REMAINS, remedy(hold.reason()));
    }
    var asked = order.asked();
    if (hold.reason() == HoldReason.APPROVAL && asked != null && asked.by().equals(c.by())) {
      return Decision.reject(OrderRejection.FOUR_EYES, "somebody else has to approve the price");
    }
    var draft = new Draft(order, c.at());
    draft.add(released(hold, true, c.by(), c.note()));
    if (hold.reason() == HoldReason.APPROVAL && asked != null) {
      draft.add(new OrderEvent.PriceOverridden(asked.lineId(), asked.net(), asked.tax(), c.by()));
    }
    draft.advance();
    return draft.accept();
  }

  private static OrderEvent released(Hold hold, boolean waived, String by, String note) {
    return new OrderEvent.HoldReleased(
        hold.holdId(), hold.reason(), waived, by, note, hold.subject());
  }

  private static String remedy(HoldReason reason) {
    return switch (reason) {
      case ADDRESS -> "give a complete address; the hold then ends by itself";
      case UNMAPPED_SKU -> "define or map the item, or name the line's SKU; the hold then ends";
      case PAYMENT,
          TOTALS_MISMATCH,
          OUT_OF_STOCK,
          REVIEW,
          EDIT_PENDING,
          RISK,
          CREDIT,
          APPROVAL,
          QUALITY,
          MANUAL ->
          "release the hold";
    };
  }

  // ---- prices

  /// Accepted terms stand: only an order that waits takes another price.
  static Decision<OrderEvent> askPrice(OrderCommand.AskPrice c, Order order) {
    var line = order.terms().line(c.lineId());
    if (line == null) {
      return Decision.reject(OrderRejection.UNKNOWN_LINE, "the order has no line " + c.lineId());
    }
    if (order.stage() != Stage.RECEIVED
        || order.payment().report() == dev.onhand.order.channel.PaymentReport.PAID) {
      return Decision.reject(
          OrderRejection.TOO_LATE, "only an order that is neither accepted nor paid takes a price");
    }
    if (!c.net().getCurrencyUnit().equals(line.net().getCurrencyUnit())
        || c.net().isNegative()
        || c.tax().isNegative()) {
      return Decision.reject(
          OrderRejection.PRICE_OUT_OF_RANGE, "give a price in " + order.terms().currency());
    }
    var draft = new Draft(order, c.at());
    draft.add(new OrderEvent.PriceAsked(c.lineId(), c.net(), c.tax(), c.by()));
    draft.unhold(HoldReason.APPROVAL);
    draft.hold(
        HoldReason.APPROVAL,
        "line %s for %s instead of %s, asked for by %s"
            .formatted(c.lineId(), c.net().plus(c.tax()), line.gross(), c.by()));
    return draft.accept();
  }
}

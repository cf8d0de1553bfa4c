package dev.onhand.order.order;

import dev.onhand.platform.event.Decision;
import java.time.Duration;

/// Decides every command on an order. Pure: the time comes in the command, and ids are functions
/// of the order's id.
public final class OrderDecider {
  /// Who acts when no person does.
  public static final String SYSTEM = "system";

  static final Duration DISCREPANCY_DUE = Duration.ofDays(1);

  private OrderDecider() {}

  static Decision<OrderEvent> decide(OrderCommand command, Order order) {
    if (command instanceof OrderCommand.TakeDocument c) return Intake.take(c, order);
    if (order.stage() == Stage.UNKNOWN) {
      return Decision.reject(OrderRejection.UNKNOWN_ORDER, "no document of this order was seen");
    }
    return switch (command) {
      case OrderCommand.TakeDocument c -> Intake.take(c, order);
      case OrderCommand.RecheckSkus c -> Intake.recheck(c, order);
      case OrderCommand.NameSku c -> Intake.name(c, order);
      case OrderCommand.NoteAddress c -> Intake.address(c, order);
      case OrderCommand.ReleaseHold c -> releaseHold(c, order);
      case OrderCommand.CancelOrder c -> Cancelling.cancel(c, order);
      case OrderCommand.ExpirePayment c -> Paying.expire(c, order);
      case OrderCommand.CompleteOrder c -> complete(c, order);
      case OrderCommand.NoteReserved c -> reserved(c, order);
      case OrderCommand.NoteReservationRejected c -> reservationRejected(c, order);
      case OrderCommand.NoteReservationLost c -> reservationLost(c, order);
      case OrderCommand.NoteFulfilmentStarted c -> Fulfilling.started(c, order);
      case OrderCommand.NoteFulfilmentCancelled c -> Fulfilling.cancelled(c, order);
      case OrderCommand.NoteCancellationRefused c -> Fulfilling.refused(c, order);
      case OrderCommand.NoteShortPick c -> Fulfilling.shortPick(c, order);
      case OrderCommand.NoteShipment c -> Fulfilling.shipped(c, order);
      case OrderCommand.NoteDelivery c -> Fulfilling.delivered(c, order);
      case OrderCommand.NoteAuthorization c -> Paying.authorized(c, order);
      case OrderCommand.NoteCapture c -> Paying.captured(c, order);
      case OrderCommand.NoteCaptureFailure c -> Paying.captureFailed(c, order);
      case OrderCommand.RequestRefund c -> Paying.refund(c, order);
      case OrderCommand.NoteRefundPaid c -> Paying.refundPaid(c, order);
    };
  }

  // ---- holds

  private static Decision<OrderEvent> releaseHold(OrderCommand.ReleaseHold c, Order order) {
    var hold = order.holds().byId(c.holdId());
    if (hold == null) {
      return Decision.reject(
          OrderRejection.UNKNOWN_HOLD, "hold " + c.holdId() + " is not open on this order");
    }
    if (!hold.reason().waivable()) {
      return Decision.reject(OrderRejection.CAUSE_REMAINS, remedy(hold.reason()));
    }
    var draft = new Draft(order, c.at());
    draft.add(new OrderEvent.HoldReleased(hold.holdId(), hold.reason(), true, c.by(), c.note()));
    draft.advance();
    return draft.accept();
  }

  private static String remedy(HoldReason reason) {
    return switch (reason) {
      case ADDRESS -> "give a complete address; the hold then ends by itself";
      case UNMAPPED_SKU -> "define the item, or name the line's SKU; the hold then ends by itself";
      case PAYMENT, TOTALS_MISMATCH, OUT_OF_STOCK, REVIEW -> "release the hold";
    };
  }

  // ---- stock

  private static Decision<OrderEvent> reserved(OrderCommand.NoteReserved c, Order order) {
    if (!order.reservation().is(c.reservationId(), Reservation.State.ASKED)) {
      return Decision.accept(); // said before, or given back meanwhile: the ledger was told
    }
    var draft = new Draft(order, c.at());
    draft.add(new OrderEvent.StockAllocated(c.reservationId(), c.allocations()));
    draft.advance();
    return draft.accept();
  }

  private static Decision<OrderEvent> reservationRejected(
      OrderCommand.NoteReservationRejected c, Order order) {
    if (!order.reservation().is(c.reservationId(), Reservation.State.ASKED)) {
      return Decision.accept();
    }
    var draft = new Draft(order, c.at());
    draft.add(new OrderEvent.StockRefused(c.reservationId(), c.reason(), c.shortages()));
    draft.hold(HoldReason.OUT_OF_STOCK, explained(c));
    return draft.accept();
  }

  private static String explained(OrderCommand.NoteReservationRejected c) {
    var shortages =
        c.shortages().stream()
            .map(s -> s.sku() + ": " + s.requested() + " wanted, " + s.available() + " available")
            .reduce((a, b) -> a + "; " + b);
    return c.reason() + shortages.map(s -> ": " + s).orElse("");
  }

  private static Decision<OrderEvent> reservationLost(
      OrderCommand.NoteReservationLost c, Order order) {
    if (!order.reservation().is(c.reservationId(), Reservation.State.STANDING)) {
      return Decision.accept(); // we gave it back ourselves, or it is an earlier attempt
    }
    var draft = new Draft(order, c.at());
    if (order.stage() == Stage.ALLOCATED) {
      // what is left of it goes back before the next attempt, or it would block itself
      draft.add(new OrderEvent.StockLost(c.reservationId(), c.why()));
      draft.add(new OrderEvent.StockGivenBack(c.reservationId(), c.why()));
      draft.advance();
    } else {
      draft.discrepancy(
          "RESERVATION_LOST",
          "the stock of the released order is gone: " + c.why(),
          HoldReason.OUT_OF_STOCK.owner());
    }
    return draft.accept();
  }

  // ---- the end

  private static Decision<OrderEvent> complete(OrderCommand.CompleteOrder c, Order order) {
    return order.stage() == Stage.DELIVERED
        ? Decision.accept(new OrderEvent.OrderCompleted(c.at()))
        : Decision.accept();
  }
}

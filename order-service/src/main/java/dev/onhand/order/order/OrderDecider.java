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
      case OrderCommand.NoteChannelRefund c -> ChannelNews.refunded(c, order);
      case OrderCommand.NoteChannelCancellation c -> ChannelNews.cancelled(c, order);
      case OrderCommand.NoteChannelEdit c -> ChannelNews.edited(c, order);
      case OrderCommand.CancelLines c -> Cancelling.cancelLines(c, order);
      case OrderCommand.NoteShipByPassed c -> Fulfilling.shipByPassed(c, order);
      case OrderCommand.CancelUnshipped c -> Cancelling.unshipped(c, order);
      case OrderCommand.RecheckSkus c -> Intake.recheck(c, order);
      case OrderCommand.RemapTerms c -> Intake.remap(c, order);
      case OrderCommand.NameSku c -> Intake.name(c, order);
      case OrderCommand.NoteAddress c -> Intake.address(c, order);
      case OrderCommand.ReleaseHold c -> Holding.release(c, order);
      case OrderCommand.PlaceHold c -> Holding.place(c, order);
      case OrderCommand.LiftHold c -> Holding.lift(c, order);
      case OrderCommand.EndRecall c -> Recalls.ended(c, order);
      case OrderCommand.AskPrice c -> Holding.askPrice(c, order);
      case OrderCommand.RetryCapture c -> Paying.retry(c, order);
      case OrderCommand.CancelOrder c -> Cancelling.cancel(c, order);
      case OrderCommand.ExpirePayment c -> Paying.expire(c, order);
      case OrderCommand.NotePaymentOverdue c -> Paying.overdue(c, order);
      case OrderCommand.CompleteOrder c -> complete(c, order);
      case OrderCommand.NoteReserved c -> Reserving.reserved(c, order);
      case OrderCommand.NoteBackordered c -> Reserving.backordered(c, order);
      case OrderCommand.NoteBackorderFilled c -> Reserving.filled(c, order);
      case OrderCommand.NoteCommitted c -> Reserving.committed(c, order);
      case OrderCommand.NoteReservationRejected c -> Reserving.rejected(c, order);
      case OrderCommand.NoteReservationLost c -> Reserving.lost(c, order);
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

  // ---- the end

  private static Decision<OrderEvent> complete(OrderCommand.CompleteOrder c, Order order) {
    return order.stage() == Stage.DELIVERED
        ? Decision.accept(new OrderEvent.OrderCompleted(c.at()))
        : Decision.accept();
  }
}

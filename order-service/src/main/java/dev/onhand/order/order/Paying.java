package dev.onhand.order.order;

import dev.onhand.order.channel.PaymentReport;
import dev.onhand.platform.event.Decision;
import java.util.List;
import org.joda.money.Money;

/// The money of an order: what the channel and the provider report, what we capture and refund.
/// Granted refunds never exceed what was captured.
final class Paying {
  private static final String OWNER = "accountant";

  private Paying() {}

  // ---- from the channel

  /// A later document's word about the payment.
  static void report(Draft draft, PaymentReport report) {
    var known = draft.order().payment().report();
    // the provider may have told us more than the channel knows: a report never takes that back
    if (report != PaymentReport.RETURNED && certainty(report) <= certainty(known)) return;
    if (report == known) return;
    if (report == PaymentReport.RETURNED && !draft.order().stage().before(Stage.RELEASED)) {
      draft.discrepancy(
          "REFUNDED_AT_CHANNEL", "the channel gave money back for a released order", OWNER);
      return;
    }
    draft.add(new OrderEvent.PaymentReported(report));
    if (report == PaymentReport.PAID || report == PaymentReport.AUTHORIZED) {
      draft.unhold(HoldReason.PAYMENT);
    }
    if (draft.order().accepted() != null) receive(draft);
  }

  private static int certainty(PaymentReport report) {
    return switch (report) {
      case RETURNED -> 0;
      case PENDING -> 1;
      case AUTHORIZED, ON_ACCOUNT -> 2;
      case PAID -> 3;
    };
  }

  /// Takes note, once, that the channel has the money: from here on it is in the books.
  static void receive(Draft draft) {
    var payment = draft.order().payment();
    if (payment.report() != PaymentReport.PAID || payment.receivedByChannel()) return;
    var amount = draft.order().terms().total().minus(payment.captured());
    if (!amount.isPositive()) return;
    draft.add(new OrderEvent.PaymentReceived(draft.id("payment", "channel"), amount, draft.at()));
  }

  // ---- from the provider

  static Decision<OrderEvent> authorized(OrderCommand.NoteAuthorization c, Order order) {
    if (order.payment().report() == PaymentReport.PAID
        || c.expiresAt().equals(order.payment().authorizedUntil())) {
      return Decision.accept();
    }
    var draft = new Draft(order, c.at());
    if (otherCurrency(c.amount(), order) || c.amount().isLessThan(order.terms().total())) {
      draft.discrepancy(
          "AUTHORIZATION_TOO_SMALL",
          c.amount() + " is authorized, the order costs " + order.terms().total(),
          OWNER);
      return draft.accept();
    }
    draft.add(new OrderEvent.PaymentAuthorized(c.authorizationId(), c.amount(), c.expiresAt()));
    if (c.expiresAt().isAfter(c.at())) {
      draft.unhold(HoldReason.PAYMENT);
      draft.advance();
    }
    return draft.accept();
  }

  static Decision<OrderEvent> captured(OrderCommand.NoteCapture c, Order order) {
    var draft = new Draft(order, c.at());
    if (otherCurrency(c.amount(), order)) {
      draft.discrepancy("PAYMENT_CURRENCY", "capture " + c.captureId() + " differs", OWNER);
      return draft.accept();
    }
    if (order.payment().settled().contains(c.captureId())) return Decision.accept();
    draft.add(new OrderEvent.PaymentCaptured(c.captureId(), c.amount()));
    var whole = !draft.order().payment().captured().isLessThan(order.terms().total());
    var awaited =
        order.payment().report() == PaymentReport.PENDING
            || order.payment().report() == PaymentReport.ON_ACCOUNT;
    if (awaited && whole) {
      draft.add(new OrderEvent.PaymentReported(PaymentReport.PAID));
      draft.unhold(HoldReason.PAYMENT);
      draft.advance();
    }
    grantDeferred(draft);
    if (draft.order().stage() == Stage.CANCELLED) {
      refundCancelled(draft, draft.order().payment().refundable(), false);
    }
    return draft.accept();
  }

  static Decision<OrderEvent> captureFailed(OrderCommand.NoteCaptureFailure c, Order order) {
    if (!order.payment().pendingCaptures().containsKey(c.captureId())) return Decision.accept();
    var draft = new Draft(order, c.at());
    draft.add(new OrderEvent.CaptureFailed(c.captureId(), c.reason(), c.at()));
    grantDeferred(draft);
    return draft.accept();
  }

  /// The timer of a payment hold is due: what is not paid by now will not be.
  static Decision<OrderEvent> expire(OrderCommand.ExpirePayment c, Order order) {
    if (order.holds().byReason(HoldReason.PAYMENT) == null) return Decision.accept();
    var draft = new Draft(order, c.at());
    if (!order.stage().before(Stage.RELEASED)) {
      draft.discrepancy(
          "REST_NOT_PAID", "the rest of the order is not paid in time; cancel it", "order-clerk");
      return draft.accept();
    }
    Cancelling.atOnce(draft, "not paid in time", OrderDecider.SYSTEM, false);
    return draft.accept();
  }

  /// On account, and not paid by the day agreed: the accountant's to ask for.
  static Decision<OrderEvent> overdue(OrderCommand.NotePaymentOverdue c, Order order) {
    var owed = order.due().minus(order.payment().captured());
    if (order.payment().report() != PaymentReport.ON_ACCOUNT
        || order.stage() == Stage.CANCELLED
        || !owed.isPositive()) {
      return Decision.accept();
    }
    var draft = new Draft(order, c.at());
    draft.discrepancy("PAYMENT_OVERDUE", owed + " is not paid by the day agreed", OWNER);
    return draft.accept();
  }

  // ---- captures

  /// Asks for what a shipment is worth, when the payment is only authorized. The first shipment
  /// carries the shipping charge; the last takes what is left, so that the sum is the total.
  static void capture(Draft draft, Order before, String shipmentId, boolean complete) {
    var payment = before.payment();
    if (payment.report() != PaymentReport.AUTHORIZED) return;
    var left = before.due().minus(payment.capturesAsked());
    var amount = complete ? left : worth(before, draft.order());
    if (left.isLessThan(amount)) amount = left;
    if (amount.isPositive()) {
      draft.add(
          new OrderEvent.CaptureRequested(
              draft.id("capture", shipmentId), amount, shipmentId, null));
    }
  }

  /// Under a policy that takes the money before the goods leave: what they are worth, and of the
  /// last release all that is left.
  static void captureOnRelease(Draft draft, int release) {
    var order = draft.order();
    if (order.policy().capture() != OrderPolicy.Capture.ON_RELEASE
        || order.payment().report() != PaymentReport.AUTHORIZED) {
      return;
    }
    var left = order.due().minus(order.payment().capturesAsked());
    var amount = order.moreToRelease() ? lesser(left, worthOf(order, release)) : left;
    if (amount.isPositive()) {
      var what = release == 1 ? "release" : "release/" + release;
      draft.add(new OrderEvent.CaptureRequested(draft.id("capture", what), amount, null, null));
    }
  }

  private static Money lesser(Money one, Money other) {
    return one.isLessThan(other) ? one : other;
  }

  /// The first release carries what is charged beside the lines, and what nobody ships.
  private static Money worthOf(Order order, int release) {
    var terms = order.terms();
    var worth = release == 1 ? terms.shippingGross() : terms.zero();
    for (var line : terms.lines()) {
      if (line.digital() && release == 1) worth = worth.plus(line.gross());
      if (line.digital()) continue;
      var earlier = order.fulfilment().handed(order.fulfilment().releases().size() - 1);
      long before = Math.min(line.quantity(), order.kits().promised(line, earlier));
      long all = Math.min(line.quantity(), order.handed(line));
      worth = worth.plus(line.grossOf(all)).minus(line.grossOf(before));
    }
    return worth;
  }

  /// A failed capture once more, for no more than is still owed.
  static Decision<OrderEvent> retry(OrderCommand.RetryCapture c, Order order) {
    var payment = order.payment();
    var failed = payment.failed().get(c.captureId());
    if (failed == null
        || order.stage() == Stage.CANCELLED
        || payment.retries().containsValue(c.captureId())) {
      return Decision.accept();
    }
    var left = order.due().minus(payment.capturesAsked());
    var amount = left.isLessThan(failed) ? left : failed;
    if (!amount.isPositive()) return Decision.accept();
    var id = new Draft(order, c.at()).id("capture-retry", c.captureId());
    return Decision.accept(new OrderEvent.CaptureRequested(id, amount, null, c.captureId()));
  }

  private static Money worth(Order before, Order after) {
    var worth =
        before.fulfilment().shipments().isEmpty()
            ? before.terms().shippingGross()
            : before.terms().zero();
    for (var line : before.terms().lines()) {
      if (line.digital()) {
        // a warehouse ships nothing of it: it is due with the first shipment
        if (before.fulfilment().shipments().isEmpty()) worth = worth.plus(line.gross());
        continue;
      }
      var earlier = Math.min(line.quantity(), before.shipped(line));
      var now = Math.min(line.quantity(), after.shipped(line));
      worth = worth.plus(line.grossOf(now)).minus(line.grossOf(earlier));
    }
    return worth;
  }

  // ---- refunds

  static Decision<OrderEvent> refund(OrderCommand.RequestRefund c, Order order) {
    var refund = c.refund();
    var payment = order.payment();
    var known = payment.refunds().get(refund.refundId());
    if (known == null) known = payment.deferred().get(refund.refundId());
    if (known != null) {
      if (known.equals(refund)) return Decision.accept();
      return Decision.reject(
          OrderRejection.REFUND_ID_REUSED, "refund " + refund.refundId() + " is another refund");
    }
    if (otherCurrency(refund.amount(), order)) {
      return Decision.accept(new OrderEvent.RefundRefused(refund, "CURRENCY_DIFFERS"));
    }
    if (!refund.amount().isGreaterThan(payment.refundable())) {
      return Decision.accept(new OrderEvent.RefundGranted(refund, false));
    }
    if (!refund.amount().isGreaterThan(payment.refundableLater())) {
      return Decision.accept(new OrderEvent.RefundDeferred(refund));
    }
    return Decision.accept(new OrderEvent.RefundRefused(refund, "EXCEEDS_CAPTURED"));
  }

  /// A capture was answered: decides the refunds that waited for it, oldest first.
  private static void grantDeferred(Draft draft) {
    for (var refund : draft.order().payment().deferred().values()) {
      var payment = draft.order().payment();
      if (!refund.amount().isGreaterThan(payment.refundable())) {
        draft.add(new OrderEvent.RefundGranted(refund, false));
      } else if (refund.amount().isGreaterThan(payment.refundableLater())) {
        draft.add(new OrderEvent.RefundRefused(refund, "EXCEEDS_CAPTURED"));
      }
    }
  }

  /// Gives back what was captured for goods that will not come.
  static void refundCancelled(Draft draft, Money amount, boolean paidByChannel) {
    refundCancelled(draft, amount, paidByChannel, null);
  }

  /// `lines` are the units that will not come; null for all of the order.
  static void refundCancelled(
      Draft draft, Money amount, boolean paidByChannel, List<LineQuantity> lines) {
    if (!amount.isPositive()) return;
    var parts = TaxShares.netAndTax(draft.order(), amount, lines);
    var id = draft.id("refund", "cancellation/" + draft.order().payment().refunds().size());
    draft.add(
        new OrderEvent.RefundGranted(
            new Refund(
                id, null, amount, parts.get(0), parts.get(1), RefundReason.CANCELLATION, lines),
            paidByChannel));
  }

  static Decision<OrderEvent> refundPaid(OrderCommand.NoteRefundPaid c, Order order) {
    if (order.payment().settled().contains(c.refundId())) return Decision.accept();
    var refund = order.payment().refunds().get(c.refundId());
    if (refund != null && refund.amount().equals(c.amount())) {
      return Decision.accept(new OrderEvent.RefundPaid(c.refundId(), c.amount()));
    }
    var draft = new Draft(order, c.at());
    draft.discrepancy(
        "REFUND_DIFFERS", "the provider refunded " + c.refundId() + " as " + c.amount(), OWNER);
    return draft.accept();
  }

  private static boolean otherCurrency(Money amount, Order order) {
    return !amount.getCurrencyUnit().equals(order.terms().total().getCurrencyUnit());
  }
}

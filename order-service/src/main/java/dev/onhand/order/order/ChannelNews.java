package dev.onhand.order.order;

import dev.onhand.order.channel.ChannelRefund;
import dev.onhand.platform.event.Decision;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/// What a channel reports about an order beside its terms: refunds it made, units it called off,
/// edits that are on their way. Facts, taken in whatever order they come.
final class ChannelNews {
  static final String CALLED_OFF = "called off at the channel";
  private static final String OWNER = "accountant";

  private ChannelNews() {}

  static Decision<OrderEvent> refunded(OrderCommand.NoteChannelRefund c, Order order) {
    var draft = new Draft(order, c.at());
    refund(draft, c.refund());
    callOff(draft, c.refund());
    if (!draft.isEmpty()) draft.advance();
    return draft.accept();
  }

  /// Refunds that a document of the order lists: the document itself says what is left of the
  /// lines.
  static void refunds(Draft draft, List<ChannelRefund> refunds) {
    for (var refund : refunds) refund(draft, refund);
  }

  /// Refunds in the first document: what its terms leave out already was never in the books.
  static void earlierRefunds(Draft draft, List<ChannelRefund> refunds) {
    for (var refund : refunds) {
      var beyond = refund.beyondTerms();
      if (beyond == null) {
        note(draft, refund);
      } else {
        refund(draft, beyond);
      }
    }
  }

  /// Refunds in a later document whose terms replaced the earlier ones.
  static void refundsOfRevised(Draft draft, List<ChannelRefund> refunds) {
    if (draft.order().payment().captured().isPositive()) {
      refunds(draft, refunds);
    } else {
      earlierRefunds(draft, refunds);
    }
  }

  private static String id(Draft draft, ChannelRefund refund) {
    return draft.id("channel-refund", refund.refundId());
  }

  private static void note(Draft draft, ChannelRefund refund) {
    if (draft.order().payment().settled().contains(id(draft, refund))) return;
    var zero = draft.order().terms().zero();
    var amount = refund.amount() == null ? zero : refund.amount();
    draft.add(new OrderEvent.ChannelRefundNoted(id(draft, refund), amount, refund.refundedAt()));
  }

  private static void refund(Draft draft, ChannelRefund refund) {
    var id = id(draft, refund);
    if (draft.order().payment().settled().contains(id)) return;
    note(draft, refund);
    var amount = refund.amount();
    if (amount == null || !amount.isPositive()) return;
    if (!amount.getCurrencyUnit().equals(draft.order().terms().zero().getCurrencyUnit())) {
      draft.discrepancy("PAYMENT_CURRENCY", "channel refund " + refund.refundId(), OWNER);
      return;
    }
    Paying.receive(draft);
    var refundable = draft.order().payment().refundable();
    var granted = amount.isGreaterThan(refundable) ? refundable : amount;
    if (granted.isPositive()) {
      draft.add(new OrderEvent.RefundGranted(split(draft.order(), id, refund, granted), true));
    }
    if (amount.isGreaterThan(granted)) {
      draft.discrepancy(
          "REFUND_EXCEEDS_CAPTURED",
          "the channel gave back %s, of which only %s was in the books".formatted(amount, granted),
          OWNER);
    }
  }

  /// Before anything left it is a cancellation, after it a return: the books differ.
  private static Refund split(Order order, String id, ChannelRefund refund, Money granted) {
    var reason =
        order.fulfilment().shipments().isEmpty() ? RefundReason.CANCELLATION : RefundReason.RETURN;
    var tax = refund.tax();
    if (tax != null && granted.equals(refund.amount()) && !tax.isGreaterThan(granted)) {
      return new Refund(id, null, granted, granted.minus(tax), tax, reason);
    }
    var parts = TaxShares.netAndTax(order, granted, null);
    return new Refund(id, null, granted, parts.get(0), parts.get(1), reason);
  }

  // ---- units

  private static void callOff(Draft draft, ChannelRefund refund) {
    var order = draft.order();
    var id = "refund/" + refund.refundId();
    if (order.cancellations().ids().contains(id)) return;
    var lines = new ArrayList<LineQuantity>();
    for (var units : refund.cancelled()) {
      var line = order.terms().line(units.externalLineId());
      if (line == null) continue;
      long some = Math.min(units.quantity(), order.wanted(line));
      if (some > 0) lines.add(new LineQuantity(line.lineId(), line.sku(), some));
    }
    callOff(draft, id, lines);
  }

  /// Before release the units are simply not wanted; after it, a person has to stop them.
  static void callOff(Draft draft, String id, List<LineQuantity> lines) {
    if (lines.isEmpty()) return;
    switch (draft.order().stage()) {
      case RECEIVED, ACCEPTED, ALLOCATED ->
          Cancelling.lines(draft, id, lines, CALLED_OFF, true, OrderDecider.SYSTEM);
      case RELEASED, PARTIALLY_SHIPPED ->
          draft.discrepancy(
              "CALLED_OFF_AFTER_RELEASE",
              "the channel called off " + named(lines) + "; the warehouse has them already",
              HoldReason.REVIEW.owner());
      case UNKNOWN, SHIPPED, DELIVERED, COMPLETED, CANCELLED -> {}
    }
  }

  private static String named(List<LineQuantity> lines) {
    var named = new ArrayList<String>();
    for (var line : lines) named.add(line.quantity() + " of line " + line.lineId());
    return String.join(", ", named);
  }

  /// What a later document wants less of, when it changes nothing else; null when it does.
  static List<LineQuantity> reductions(Order order, OrderTerms wanted) {
    var known = order.terms();
    if (!wanted.shippingNet().equals(known.shippingNet())
        || !wanted.shippingTax().equals(known.shippingTax())
        || wanted.lines().stream().anyMatch(l -> known.line(l.lineId()) == null)) {
      return null;
    }
    var less = new ArrayList<LineQuantity>();
    for (var line : known.lines()) {
      var now = wanted.line(line.lineId());
      long left = now == null ? 0 : now.quantity();
      long have = order.wanted(line);
      if (left > have || now != null && repriced(line, now)) return null;
      if (left < have) less.add(new LineQuantity(line.lineId(), line.sku(), have - left));
    }
    var sameTotal = wanted.total().equals(known.total()) || !order.cancellations().none();
    return less.isEmpty() && !sameTotal ? null : less;
  }

  private static boolean repriced(OrderLine line, OrderLine now) {
    var same = java.util.Objects.equals(line.sku(), now.sku());
    if (now.quantity() != line.quantity()) return !same;
    return !same || !now.net().equals(line.net()) || !now.tax().equals(line.tax());
  }

  /// An order that changed after it was cancelled was not cancelled for good.
  static Decision<OrderEvent> cancelled(OrderCommand.NoteChannelCancellation c, Order order) {
    if (c.cancelledAt().isBefore(order.version())) return Decision.accept();
    var draft = new Draft(order, c.at());
    Cancelling.byChannel(draft, c.refunded());
    return draft.accept();
  }

  // ---- edits

  static Decision<OrderEvent> edited(OrderCommand.NoteChannelEdit c, Order order) {
    var known = !c.editedAt().isAfter(order.version());
    if (known || !order.stage().before(Stage.RELEASED)) return Decision.accept();
    var draft = new Draft(order, c.at());
    draft.hold(
        HoldReason.EDIT_PENDING,
        "edited at the channel at " + c.editedAt() + "; what it became has not come yet");
    return draft.accept();
  }
}

package dev.onhand.order.order;

import dev.onhand.order.channel.PaymentReport;
import dev.onhand.platform.event.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Documents of the channel: a first one, a later version, a repeat; and the checks that hold an
/// order before its terms are accepted.
final class Intake {
  private Intake() {}

  static Decision<OrderEvent> take(OrderCommand.TakeDocument c, Order order) {
    if (order.stage() == Stage.UNKNOWN) return receive(c, order);
    int age = c.version().compareTo(order.version());
    if (age < 0) {
      return Decision.reject(
          OrderRejection.STALE_VERSION,
          "version " + c.version() + " is older than " + order.version());
    }
    if (age > 0) return revise(c, order);
    if (c.digest().equals(order.digest())) return Decision.accept();
    return Decision.reject(
        OrderRejection.CONFLICTING_REDELIVERY,
        "version " + c.version() + " is known with other content, which is kept");
  }

  private static Decision<OrderEvent> receive(OrderCommand.TakeDocument c, Order order) {
    var draft = new Draft(order, c.at());
    draft.add(new OrderEvent.OrderReceived(c.terms(), c.version(), c.digest(), c.pool(), c.at()));
    if (c.terms().cancelledAt() != null) {
      // it was over before we knew it: whatever the channel took, it also settles
      draft.add(
          new OrderEvent.OrderCancelled("cancelled by the channel", OrderDecider.SYSTEM, c.at()));
      return draft.accept();
    }
    check(draft, c.knownSkus());
    draft.advance();
    return draft.accept();
  }

  private static Decision<OrderEvent> revise(OrderCommand.TakeDocument c, Order order) {
    var draft = new Draft(order, c.at());
    var report = c.terms().payment();
    if (c.terms().cancelledAt() != null) {
      draft.add(new OrderEvent.DocumentNoted(c.version(), c.digest()));
      var refunded = report == PaymentReport.RETURNED;
      Cancelling.byChannel(draft, refunded);
      return draft.accept();
    }
    if (order.stage() == Stage.RECEIVED) {
      draft.add(new OrderEvent.TermsRevised(c.terms(), c.version(), c.digest()));
      Paying.report(draft, report);
      check(draft, c.knownSkus());
      draft.advance();
      return draft.accept();
    }
    draft.add(new OrderEvent.DocumentNoted(c.version(), c.digest()));
    if (order.stage() == Stage.CANCELLED) return draft.accept();
    var changed = c.terms().withSkus(order.skus()).sellsOtherThan(order.terms());
    if (order.stage().before(Stage.RELEASED)) {
      if (changed) draft.hold(HoldReason.REVIEW, changes(order.terms(), c.terms()));
      Paying.report(draft, report);
      if (report == PaymentReport.RETURNED && order.payment().report() != report) {
        draft.hold(HoldReason.REVIEW, "the channel says the payment went back");
      }
      draft.advance();
      return draft.accept();
    }
    Paying.report(draft, report);
    if (changed && order.stage().before(Stage.SHIPPED)) {
      draft.discrepancy(
          "EDITED_AFTER_RELEASE", changes(order.terms(), c.terms()), HoldReason.REVIEW.owner());
    }
    return draft.accept();
  }

  private static String changes(OrderTerms known, OrderTerms wanted) {
    return "the channel changed the order after it was accepted: total "
        + known.total()
        + " became "
        + wanted.total()
        + ", units "
        + units(known)
        + " became "
        + units(wanted);
  }

  private static long units(OrderTerms terms) {
    return terms.lines().stream().mapToLong(OrderLine::quantity).sum();
  }

  // ---- checks

  /// Opens the holds whose cause is there and ends those whose cause is gone.
  private static void check(Draft draft, Set<String> knownSkus) {
    var order = draft.order();
    var terms = order.terms();
    apply(draft, HoldReason.PAYMENT, unpaid(order));
    apply(draft, HoldReason.ADDRESS, addressGap(terms));
    apply(draft, HoldReason.UNMAPPED_SKU, unmapped(terms, knownSkus));
    apply(draft, HoldReason.TOTALS_MISMATCH, mismatch(terms));
    apply(draft, HoldReason.REVIEW, doubtful(terms));
  }

  private static void apply(Draft draft, HoldReason reason, String detail) {
    if (detail == null) {
      draft.unhold(reason);
    } else if (!draft.order().holds().waived().contains(reason)) {
      draft.hold(reason, detail);
    }
  }

  private static String unpaid(Order order) {
    return order.payment().report() == PaymentReport.PENDING
        ? "the channel says the payment is pending"
        : null;
  }

  private static String addressGap(OrderTerms terms) {
    var missing = terms.missingAddress();
    return missing.isEmpty() ? null : "missing: " + String.join(", ", missing);
  }

  private static String mismatch(OrderTerms terms) {
    var computed = terms.computedTotal();
    if (computed.equals(terms.total())) return null;
    return "lines and shipping come to %s, the channel says %s".formatted(computed, terms.total());
  }

  private static String doubtful(OrderTerms terms) {
    var doubts = new ArrayList<String>();
    if (terms.payment() == PaymentReport.RETURNED) {
      doubts.add("the channel says the payment went back");
    }
    if (terms.shippedElsewhere()) doubts.add("the channel says goods were shipped already");
    return doubts.isEmpty() ? null : String.join("; ", doubts);
  }

  /// Names the lines that mean no item; null when all do. SKUs are compared character by
  /// character: what only looks alike is another SKU.
  private static String unmapped(OrderTerms terms, Set<String> knownSkus) {
    var lines = unmappedLines(terms, knownSkus);
    if (lines.isEmpty()) return null;
    var named = new ArrayList<String>();
    for (var line : lines) {
      var sku = line.sku() == null || line.sku().isBlank() ? "no SKU" : "SKU " + line.sku();
      named.add("line " + line.lineId() + " has " + sku);
    }
    return String.join("; ", named);
  }

  static List<OrderLine> unmappedLines(OrderTerms terms, Set<String> knownSkus) {
    return terms.lines().stream()
        .filter(l -> l.sku() == null || l.sku().isBlank() || !knownSkus.contains(l.sku()))
        .toList();
  }

  static Decision<OrderEvent> recheck(OrderCommand.RecheckSkus c, Order order) {
    if (order.holds().byReason(HoldReason.UNMAPPED_SKU) == null) return Decision.accept();
    var draft = new Draft(order, c.at());
    if (unmappedLines(order.terms(), c.knownSkus()).isEmpty()) {
      draft.unhold(HoldReason.UNMAPPED_SKU);
      draft.advance();
    }
    return draft.accept();
  }

  // ---- what a person adds

  static Decision<OrderEvent> name(OrderCommand.NameSku c, Order order) {
    var line = order.terms().line(c.lineId());
    if (line == null) {
      return Decision.reject(OrderRejection.UNKNOWN_LINE, "the order has no line " + c.lineId());
    }
    if (c.sku().equals(line.sku())) return Decision.accept();
    if (order.holds().byReason(HoldReason.UNMAPPED_SKU) == null) {
      return Decision.reject(
          OrderRejection.TOO_LATE, "only an order held UNMAPPED_SKU takes a line's SKU");
    }
    if (!c.knownSkus().contains(c.sku())) {
      return Decision.reject(
          OrderRejection.UNKNOWN_SKU, "name a SKU that is an item of pool " + order.pool());
    }
    var draft = new Draft(order, c.at());
    draft.add(new OrderEvent.SkuNamed(c.lineId(), c.sku(), c.by()));
    if (unmappedLines(draft.order().terms(), c.knownSkus()).isEmpty()) {
      draft.unhold(HoldReason.UNMAPPED_SKU);
      draft.advance();
    }
    return draft.accept();
  }

  static Decision<OrderEvent> address(OrderCommand.NoteAddress c, Order order) {
    if (!order.stage().before(Stage.RELEASED)) {
      return Decision.reject(
          OrderRejection.TOO_LATE, "the warehouse has the address; cancel, or ask the carrier");
    }
    var draft = new Draft(order, c.at());
    draft.add(new OrderEvent.AddressCompleted(c.country(), c.postalZone(), c.by()));
    draft.unhold(HoldReason.ADDRESS);
    draft.advance();
    return draft.accept();
  }
}

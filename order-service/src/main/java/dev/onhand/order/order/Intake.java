package dev.onhand.order.order;

import dev.onhand.order.channel.PaymentReport;
import dev.onhand.platform.event.Decision;
import java.util.ArrayList;
import java.util.List;

/// Documents of the channel: a first one, a later version, a repeat; and the checks that hold an
/// order before its terms are accepted.
final class Intake {
  private static final String CANCEL_REQUESTED = "the buyer asked the channel to cancel it";

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
    draft.add(
        new OrderEvent.OrderReceived(
            c.terms(),
            c.version(),
            c.digest(),
            c.pool(),
            c.at(),
            c.scrutiny().policy(),
            c.knownSkus().others().isEmpty() ? null : c.knownSkus().others()));
    if (c.terms().cancelledAt() != null) {
      // it was over before we knew it: whatever the channel took, it also settles
      draft.add(new OrderEvent.OrderCancelled(Cancelling.BY_CHANNEL, OrderDecider.SYSTEM, c.at()));
      return draft.accept();
    }
    check(draft, c.knownSkus());
    scrutinize(draft, c.scrutiny());
    draft.advance();
    ChannelNews.earlierRefunds(draft, c.refunds());
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
      draft.unhold(HoldReason.EDIT_PENDING);
      Paying.report(draft, report);
      ChannelNews.refundsOfRevised(draft, c.refunds());
      check(draft, c.knownSkus());
      scrutinize(draft, c.scrutiny());
      draft.advance();
      return draft.accept();
    }
    draft.add(new OrderEvent.DocumentNoted(c.version(), c.digest()));
    if (order.stage() == Stage.CANCELLED) return draft.accept();
    if (order.stage().before(Stage.RELEASED)) {
      beforeRelease(draft, c);
    } else {
      afterRelease(draft, c);
    }
    return draft.accept();
  }

  private static void beforeRelease(Draft draft, OrderCommand.TakeDocument c) {
    var report = c.terms().payment();
    var before = draft.order().payment().report();
    draft.unhold(HoldReason.EDIT_PENDING);
    var less = reductions(draft.order(), c.terms());
    if (less == null) draft.hold(HoldReason.REVIEW, changes(draft.order().terms(), c.terms()));
    ChannelNews.refunds(draft, c.refunds());
    if (less != null) ChannelNews.callOff(draft, "document/" + c.version(), less);
    if (draft.order().stage() == Stage.CANCELLED) return;
    Paying.report(draft, report);
    if (report == PaymentReport.RETURNED && before != report) {
      draft.hold(HoldReason.REVIEW, "the channel says the payment went back");
    }
    if (c.terms().cancelRequested()
        && !draft.order().holds().waived().contains(HoldReason.REVIEW)) {
      draft.hold(HoldReason.REVIEW, CANCEL_REQUESTED);
    }
    var elsewhere = draft.order().terms().fulfilledByChannel() && c.terms().shippedElsewhere();
    if (elsewhere && draft.order().stage() == Stage.ACCEPTED) {
      draft.fulfilledElsewhere();
    } else {
      draft.advance();
    }
  }

  private static void afterRelease(Draft draft, OrderCommand.TakeDocument c) {
    ChannelNews.refunds(draft, c.refunds());
    Paying.report(draft, c.terms().payment());
    var order = draft.order();
    if (!order.stage().before(Stage.SHIPPED)) return;
    var less = reductions(order, c.terms());
    if (less == null || !less.isEmpty()) {
      draft.discrepancy(
          "EDITED_AFTER_RELEASE", changes(order.terms(), c.terms()), HoldReason.REVIEW.owner());
    }
    if (c.terms().cancelRequested() && !order.terms().cancelRequested()) {
      draft.discrepancy("CANCEL_REQUESTED", CANCEL_REQUESTED, HoldReason.REVIEW.owner());
    }
  }

  private static List<LineQuantity> reductions(Order order, OrderTerms wanted) {
    return ChannelNews.reductions(order, wanted.withSkus(order.skus()));
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
  private static void check(Draft draft, Stocked knownSkus) {
    var order = draft.order();
    var terms = order.terms();
    apply(draft, HoldReason.PAYMENT, terms.fulfilledByChannel() ? null : unpaid(order));
    apply(draft, HoldReason.ADDRESS, terms.shipsNothing() ? null : addressGap(terms));
    find(draft, knownSkus);
    apply(draft, HoldReason.UNMAPPED_SKU, unmapped(terms, knownSkus));
    apply(draft, HoldReason.TOTALS_MISMATCH, mismatch(terms));
    apply(draft, HoldReason.REVIEW, terms.fulfilledByChannel() ? null : doubtful(terms));
  }

  /// Says from which pool an item comes that the order's first pool does not have.
  private static void find(Draft draft, Stocked knownSkus) {
    var elsewhere = knownSkus.elsewhere(draft.order().terms());
    if (!elsewhere.equals(draft.order().pools().bySku())) {
      draft.add(new OrderEvent.SkusPooled(elsewhere));
    }
  }

  /// What is held because of rules that are data. A price that somebody asked for keeps its hold.
  private static void scrutinize(Draft draft, Scrutiny scrutiny) {
    var order = draft.order();
    var terms = order.terms();
    var policy = order.policy();
    if (!terms.fulfilledByChannel()) {
      apply(draft, HoldReason.RISK, scrutiny.risk(terms));
      if (order.asked() == null) apply(draft, HoldReason.APPROVAL, tooMuch(terms, policy));
    }
    var onAccount = order.payment().report() == PaymentReport.ON_ACCOUNT && policy.creditCheck();
    var credit = scrutiny.credit();
    apply(
        draft,
        HoldReason.CREDIT,
        onAccount && credit != null ? credit.excess(terms.total()) : null);
    for (var bulk : scrutiny.bulkHolds()) {
      if (!bulk.concerns(terms)) continue;
      draft.hold(
          bulk.reason(),
          bulk.detail(),
          bulk.lineOf(terms),
          bulk.bulkId(),
          bulk.blocks(),
          bulk.dueAt());
    }
  }

  private static String tooMuch(OrderTerms terms, OrderPolicy policy) {
    var most = policy.approvalAbove();
    if (most == null || !most.getCurrencyUnit().equals(terms.total().getCurrencyUnit()))
      return null;
    return terms.total().isGreaterThan(most)
        ? "%s is above %s".formatted(terms.total(), most)
        : null;
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
    var problems = terms.missingAddress();
    if (problems.isEmpty()) return null;
    var missing = problems.stream().filter(p -> !p.contains(": ")).toList();
    var said = new ArrayList<String>();
    if (!missing.isEmpty()) said.add("missing: " + String.join(", ", missing));
    problems.stream().filter(p -> p.contains(": ")).map(p -> "send " + p).forEach(said::add);
    return String.join("; ", said);
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
    if (terms.cancelRequested()) doubts.add(CANCEL_REQUESTED);
    if (terms.special().doubt() != null) doubts.add(terms.special().doubt());
    return doubts.isEmpty() ? null : String.join("; ", doubts);
  }

  /// Names the lines that mean no item; null when all do. SKUs are compared character by
  /// character: what only looks alike is another SKU.
  private static String unmapped(OrderTerms terms, Stocked knownSkus) {
    var lines = unmappedLines(terms, knownSkus);
    if (lines.isEmpty()) return null;
    var named = new ArrayList<String>();
    for (var line : lines) {
      var sku = line.sku() == null || line.sku().isBlank() ? "no SKU" : "SKU " + line.sku();
      named.add("line " + line.lineId() + " has " + sku);
    }
    return String.join("; ", named);
  }

  static List<OrderLine> unmappedLines(OrderTerms terms, Stocked knownSkus) {
    // what the channel ships is an item of its own stock: any name will do
    return terms.lines().stream()
        .filter(l -> !l.digital())
        .filter(
            l ->
                l.sku() == null
                    || l.sku().isBlank()
                    || !terms.fulfilledByChannel() && !knownSkus.contains(l.sku()))
        .toList();
  }

  static Decision<OrderEvent> recheck(OrderCommand.RecheckSkus c, Order order) {
    if (order.holds().byReason(HoldReason.UNMAPPED_SKU) == null) return Decision.accept();
    var draft = new Draft(order, c.at());
    if (unmappedLines(order.terms(), c.knownSkus()).isEmpty()) {
      find(draft, c.knownSkus());
      draft.unhold(HoldReason.UNMAPPED_SKU);
      draft.advance();
    }
    return draft.accept();
  }

  static Decision<OrderEvent> remap(OrderCommand.RemapTerms c, Order order) {
    if (order.stage() != Stage.RECEIVED || c.terms().equals(order.terms())) {
      return Decision.accept();
    }
    var draft = new Draft(order, c.at());
    draft.add(new OrderEvent.TermsRevised(c.terms(), order.version(), order.digest()));
    check(draft, c.knownSkus());
    draft.advance();
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
          OrderRejection.UNKNOWN_SKU, "name a SKU that is an item of " + order.pools().all());
    }
    var draft = new Draft(order, c.at());
    draft.add(new OrderEvent.SkuNamed(c.lineId(), c.sku(), c.by()));
    if (unmappedLines(draft.order().terms(), c.knownSkus()).isEmpty()) {
      find(draft, c.knownSkus());
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

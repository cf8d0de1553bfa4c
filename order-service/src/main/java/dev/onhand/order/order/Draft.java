package dev.onhand.order.order;

import com.fasterxml.uuid.Generators;
import dev.onhand.order.channel.PaymentReport;
import dev.onhand.platform.event.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// A decision being made: the events so far and the state after them, so that one command can
/// carry an order through several steps. Lives inside one call of `decide`.
final class Draft {
  /// How long pools hold their parts of an order for each other.
  static final Duration HOLD_TIME = Duration.ofMinutes(15);

  private static final int DETAIL_LENGTH_MAX = 1_500;

  private final List<OrderEvent> events = new ArrayList<>();
  private final Instant at;
  private Order order;

  Draft(Order order, Instant at) {
    this.order = order;
    this.at = at;
  }

  Order order() {
    return order;
  }

  Instant at() {
    return at;
  }

  Draft add(OrderEvent event) {
    events.add(event);
    order = Order.evolve(order, event);
    return this;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  Decision<OrderEvent> accept() {
    return Decision.accept(events);
  }

  /// An id that this order will always give to the same thing: a UUIDv8 that begins as the order's
  /// own and ends in a UUIDv5 of its name, so that what belongs to an order lies together.
  String id(String kind, Object which) {
    var own = UUID.fromString(order.orderId());
    var hash = Generators.nameBasedGenerator(own).generate(kind + "/" + which);
    long leading = own.getMostSignificantBits() & ~0xFFFFL;
    long version = 8L << 12;
    return new UUID(
            leading | version | hash.getMostSignificantBits() & 0xFFFL,
            hash.getLeastSignificantBits())
        .toString();
  }

  // ---- holds

  void hold(HoldReason reason, String detail) {
    var due = reason == HoldReason.PAYMENT ? order.policy().paymentDue() : reason.due();
    hold(reason, detail, null, null, Transition.ALL, at.plus(due));
  }

  void hold(
      HoldReason reason,
      String detail,
      String lineId,
      String subject,
      Set<Transition> blocks,
      Instant dueAt) {
    if (order.holds().by(reason, subject) != null) return;
    var text =
        detail.length() <= DETAIL_LENGTH_MAX ? detail : detail.substring(0, DETAIL_LENGTH_MAX);
    var id = id("hold", order.holds().raised() + 1);
    add(new OrderEvent.OrderHeld(id, reason, text, at, dueAt, lineId, subject, blocks));
  }

  /// Ends the hold of this reason, if there is one, because its cause is gone.
  void unhold(HoldReason reason) {
    unhold(reason, null);
  }

  void unhold(HoldReason reason, String subject) {
    var hold = order.holds().by(reason, subject);
    if (hold != null) {
      add(
          new OrderEvent.HoldReleased(
              hold.holdId(), reason, false, OrderDecider.SYSTEM, null, subject));
    }
  }

  void unholdAll() {
    for (var hold : order.holds().open()) unhold(hold.reason(), hold.subject());
  }

  void discrepancy(String kind, String detail, String owner) {
    add(
        new OrderEvent.DiscrepancyNoted(
            kind, detail, owner, at.plus(OrderDecider.DISCREPANCY_DUE)));
  }

  // ---- the way forward

  /// Takes every step that nothing blocks any more: accept, ask for stock, release.
  void advance() {
    switch (order.stage()) {
      case RECEIVED -> {
        if (!order.holds().block(Transition.ACCEPT)) accepted();
      }
      case ACCEPTED -> {
        if (order.holds().block(Transition.RESERVE)) return;
        if (order.terms().shipsNothing()) {
          endIfDone();
        } else if (!order.reservation().mayHoldStock()) {
          askForStock();
        } else {
          release();
        }
      }
      case ALLOCATED -> release();
      case RELEASED, PARTIALLY_SHIPPED -> releaseMore();
      case UNKNOWN, SHIPPED, DELIVERED, COMPLETED, CANCELLED -> {}
    }
  }

  /// The rest of an order of which a part is with fulfilment already, unless it is to be stopped.
  private void releaseMore() {
    if (!order.moreToRelease() || order.fulfilment().cancellationRequested()) return;
    if (!order.holds().block(Transition.RESERVE)) askForStock();
    release();
  }

  private void accepted() {
    var onAccount = order.payment().report() == PaymentReport.ON_ACCOUNT;
    var days = onAccount ? order.policy().netDays() : null;
    var due = days == null ? null : at.plus(Duration.ofDays(days));
    add(new OrderEvent.OrderAccepted(at, days, due));
    Paying.receive(this);
    advance();
  }

  /// Of an order that no warehouse of ours ships: what is digital is done at once, the rest when
  /// the channel says so.
  private void endIfDone() {
    var terms = order.terms();
    if (!terms.fulfilledByChannel() || terms.shippedElsewhere()) fulfilledElsewhere();
  }

  void fulfilledElsewhere() {
    add(new OrderEvent.FulfilledElsewhere(at));
  }

  /// One pool is asked for good; of several each holds its part until all have answered.
  private void askForStock() {
    var pools = order.poolsToAsk();
    var until = pools.size() > 1 ? at.plus(HOLD_TIME) : null;
    for (var pool : pools) {
      var next = order.reservation().attempts() + 1;
      add(new OrderEvent.StockAskedFor(id("reservation", next), pool, until));
    }
  }

  void giveStockBack(String reason) {
    for (var claim : order.reservation().open()) {
      add(new OrderEvent.StockGivenBack(claim.reservationId(), claim.pool(), reason));
    }
  }

  private void release() {
    var ready = order.reservation().open().stream().filter(c -> !order.ready(c).isEmpty()).toList();
    if (ready.isEmpty()) return;
    var waived = order.holds().waived().contains(HoldReason.PAYMENT);
    if (order.payment().authorizationExpired(at) && !waived) {
      hold(
          HoldReason.PAYMENT,
          "the payment's authorization ended at " + order.payment().authorizedUntil());
      return;
    }
    for (var hold : order.holds().open()) {
      // what stands blocks a step that is behind; a line that stays here keeps its hold
      if (!hold.blocks().contains(Transition.RELEASE)) unhold(hold.reason(), hold.subject());
    }
    for (var claim : ready) {
      var number = order.fulfilment().releases().size() + 1;
      var some = order.ready(claim);
      add(new OrderEvent.OrderReleased(at, number, claim.reservationId(), claim.pool(), some));
      Paying.captureOnRelease(this, number);
    }
  }
}

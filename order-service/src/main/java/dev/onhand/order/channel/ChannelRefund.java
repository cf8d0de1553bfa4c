package dev.onhand.order.channel;

import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/// A refund that the channel made itself: a fact. `amount` is the money that moved, null when none
/// did; `tax` the part of it that is tax, null when the channel does not say. `cancelled` are the
/// units that will not be wanted any more because of it. `outOfTerms` is the part of the amount
/// that the order's document has taken out of its lines and total already, null when the channel
/// does not say.
public record ChannelRefund(
    String refundId,
    Instant refundedAt,
    Money amount,
    Money tax,
    List<Units> cancelled,
    Money outOfTerms) {

  /// Units of a line, by the channel's line id.
  public record Units(String externalLineId, long quantity) {}

  public ChannelRefund {
    cancelled = List.copyOf(cancelled);
  }

  public ChannelRefund(
      String refundId, Instant refundedAt, Money amount, Money tax, List<Units> cancelled) {
    this(refundId, refundedAt, amount, tax, cancelled, null);
  }

  ChannelRefund leftOut(Money part) {
    return new ChannelRefund(refundId, refundedAt, amount, tax, cancelled, part);
  }

  /// What is left of it for an order that is known by the same document only: null when the
  /// document's terms have all of it.
  public ChannelRefund beyondTerms() {
    if (outOfTerms == null || amount == null) return cancelled.isEmpty() ? this : null;
    var rest = amount.minus(outOfTerms);
    if (!rest.isPositive()) return null;
    return new ChannelRefund(
        refundId, refundedAt, rest, outOfTerms.isZero() ? tax : null, cancelled, null);
  }
}

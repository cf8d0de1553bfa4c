package dev.onhand.order.channel;

import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/// A refund that the channel made itself: a fact. `amount` is the money that moved, null when none
/// did; `tax` the part of it that is tax, null when the channel does not say. `cancelled` are the
/// units that will not be wanted any more because of it.
public record ChannelRefund(
    String refundId, Instant refundedAt, Money amount, Money tax, List<Units> cancelled) {

  /// Units of a line, by the channel's line id.
  public record Units(String externalLineId, long quantity) {}

  public ChannelRefund {
    cancelled = List.copyOf(cancelled);
  }
}

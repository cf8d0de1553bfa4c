package dev.onhand.order.channel;

import java.time.Instant;
import java.util.List;

/// What a channel says about an order beside its terms. `fulfilledByChannel`: it ships from stock
/// that is not ours to promise; `shippedElsewhere`: goods of it have left already;
/// `cancelRequested`: the buyer asked the channel to cancel it. `shipBy` and `cancelAfter` may be
/// null. `refunds` are those the channel has made so far.
public record Conditions(
    boolean fulfilledByChannel,
    boolean shippedElsewhere,
    boolean cancelRequested,
    Instant shipBy,
    Instant cancelAfter,
    List<ChannelRefund> refunds) {

  public static final Conditions NONE = new Conditions(false, false, false, null, null, List.of());

  public Conditions {
    refunds = List.copyOf(refunds);
  }

  static Conditions shippedElsewhere(boolean shipped) {
    return new Conditions(false, shipped, false, null, null, List.of());
  }
}

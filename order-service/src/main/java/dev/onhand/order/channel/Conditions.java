package dev.onhand.order.channel;

import java.time.Instant;
import java.util.List;

/// What a channel says about an order beside its terms. `fulfilledByChannel`: it ships from stock
/// that is not ours to promise; `shippedElsewhere`: goods of it have left already;
/// `cancelRequested`: the buyer asked the channel to cancel it. `shipBy` and `cancelAfter` may be
/// null. `refunds` are those the channel has made so far. `doubt` is why a person has to look
/// before anything is promised, null when nothing is doubtful; `place` is where the channel has
/// the goods come from, null when it names none.
public record Conditions(
    boolean fulfilledByChannel,
    boolean shippedElsewhere,
    boolean cancelRequested,
    Instant shipBy,
    Instant cancelAfter,
    List<ChannelRefund> refunds,
    String doubt,
    Place place) {

  /// A place by the channel's own name. `fulfils`: the channel says that this place ships it, so
  /// whose place it is decides whether our stock is asked for; else it is a wish. `locationId` is
  /// what the shop calls it here, null while nobody said, or when it is none of ours.
  public record Place(String name, boolean fulfils, String locationId) {}

  public static final Conditions NONE = new Conditions(false, false, false, null, null, List.of());

  public Conditions {
    refunds = List.copyOf(refunds);
  }

  public Conditions(
      boolean fulfilledByChannel,
      boolean shippedElsewhere,
      boolean cancelRequested,
      Instant shipBy,
      Instant cancelAfter,
      List<ChannelRefund> refunds) {
    this(
        fulfilledByChannel,
        shippedElsewhere,
        cancelRequested,
        shipBy,
        cancelAfter,
        refunds,
        null,
        null);
  }

  static Conditions shippedElsewhere(boolean shipped) {
    return new Conditions(false, shipped, false, null, null, List.of());
  }

  /// The same with a reason to look, in front of the one there is.
  public Conditions doubted(String why) {
    return with(fulfilledByChannel, doubt == null ? why : why + "; " + doubt, place);
  }

  Conditions from(String name) {
    return with(fulfilledByChannel, doubt, new Place(name, false, null));
  }

  Conditions fulfilledAt(String name) {
    return with(fulfilledByChannel, doubt, new Place(name, true, null));
  }

  /// The same, with what its place is here.
  public Conditions placedAt(String locationId) {
    var known = new Place(place.name(), place.fulfils(), locationId);
    return with(fulfilledByChannel, doubt, known);
  }

  /// The same of an order that does not ask for our stock.
  public Conditions notOurs() {
    return with(true, doubt, place);
  }

  private Conditions with(boolean byChannel, String why, Place from) {
    return new Conditions(
        byChannel, shippedElsewhere, cancelRequested, shipBy, cancelAfter, refunds, why, from);
  }
}

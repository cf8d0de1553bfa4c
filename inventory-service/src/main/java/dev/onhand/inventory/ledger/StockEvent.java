package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockCommand.Fence;
import dev.onhand.inventory.ledger.StockCommand.SafetyStock;
import dev.onhand.inventory.ledger.StockCommand.Units;
import java.util.List;

/// What happened in a stock pool. Private to this service: the messages others read are made from
/// these, in one place. Every event says all it changes, so that a reader needs no state of its
/// own.
public sealed interface StockEvent {

  /// Of lots, kits, counting, and goods on their way.
  sealed interface Logistics extends StockEvent {}

  record PoolOpened() implements StockEvent {}

  /// @param provisional not defined by anyone: a fact spoke of it first
  record ItemDefined(String sku, String name, boolean provisional) implements StockEvent {}

  /// @param provisional not defined by anyone: a fact spoke of it first; it serves orders last
  record LocationDefined(
      String locationId, String name, String country, int priority, boolean provisional)
      implements StockEvent {}

  /// A lot of an item is known, or when it expires.
  ///
  /// @param expiresAtMs from then on it is not promised any more; 0: never
  record LotDefined(String sku, String lot, long expiresAtMs) implements Logistics {}

  /// Units of the lot are not promised any longer, or can be again.
  record LotHoldChanged(String sku, String lot, boolean held, String reason) implements Logistics {}

  /// What a kit is made of, from now on.
  record KitDefined(String sku, boolean isVirtual, List<Units> components) implements Logistics {}

  /// How much a count may differ from the book, from now on; see the command.
  record CountToleranceChanged(long units, int percent) implements Logistics {}

  /// A count differs from the book beyond the tolerance: count once more; that count will hold.
  /// Does not say what the book has.
  ///
  /// @param countId which count
  record RecountRequested(
      String countId, String sku, String locationId, String lot, StockStatus status, long counted)
      implements Logistics {}

  /// Units are on their way to a location.
  ///
  /// @param inboundId the purchase order's, or the transfer's
  /// @param inTransit of a transfer: they left a location of ours
  /// @param quantity still to come; 0: no longer
  record InboundExpected(
      String inboundId,
      boolean inTransit,
      String sku,
      String locationId,
      String lot,
      long quantity,
      long expectedAtMs)
      implements Logistics {}

  /// What the reservation waits for is to come from this inbound.
  ///
  /// @param inboundId empty: from whichever; what it was pegged to brings nothing any more
  record InboundPegged(String reservationId, String orderId, int number, String inboundId)
      implements Logistics {}

  /// Sourcing changed; the parameters are those of the command.
  ///
  /// @param version from now on
  record SourcingChanged(
      int version, SourcingRules rules, List<SafetyStock> safety, List<Fence> fences)
      implements StockEvent {}

  /// Units are promised. The first event of its reservation.
  ///
  /// @param ruleVersion by which rules the locations were chosen
  /// @param shortages what is not promised, where the order takes what is there; of an order that
  ///     waits for the rest, [StockBackordered] follows
  /// @param explanation the locations looked at, in the order of the rule, and what became of each
  record StockReserved(
      String reservationId,
      String orderId,
      String channel,
      String country,
      String serviceLevel,
      int priority,
      long expiresAtMs,
      int ruleVersion,
      List<Allocation> allocations,
      List<Shortage> shortages,
      List<Candidate> explanation)
      implements StockEvent {}

  /// The order waits for units. The first event of its reservation where nothing was promised at
  /// once, else the second. Comes again when what is expected changed and with it a date.
  record StockBackordered(
      String reservationId,
      String orderId,
      int number,
      String channel,
      String country,
      String serviceLevel,
      int priority,
      long expiresAtMs,
      int ruleVersion,
      List<Waiting> waiting)
      implements StockEvent {}

  /// Units came free and are promised to one who waited for them.
  ///
  /// @param complete the reservation waits for nothing any more
  record BackorderFilled(
      String reservationId,
      String orderId,
      int number,
      int ruleVersion,
      boolean complete,
      List<Allocation> allocations,
      List<Candidate> explanation)
      implements StockEvent {}

  /// A hold became firm.
  record ReservationCommitted(String reservationId, String orderId, int number)
      implements StockEvent {}

  /// A hold ends later.
  record ReservationExtended(String reservationId, String orderId, int number, long expiresAtMs)
      implements StockEvent {}

  record PriorityChanged(String reservationId, String orderId, int number, int priority)
      implements StockEvent {}

  /// Units promised from one location are promised from others now.
  record ReservationReallocated(
      String reservationId,
      String orderId,
      int number,
      String reason,
      int ruleVersion,
      List<Allocation> freed,
      List<Allocation> allocations,
      List<Candidate> explanation)
      implements StockEvent {}

  /// No other locations have what the reservation has at this one: it stays as it is.
  ///
  /// @param shortages what the other locations have of the items that were the reason
  record ReallocationRefused(
      String reservationId, String orderId, int number, String locationId, List<Shortage> shortages)
      implements StockEvent {}

  /// Nothing is promised. The only event of its reservation.
  ///
  /// @param shortages the items that were the reason, by order of the lines
  /// @param explanation where too little was there: the locations looked at, and why they could not
  ///     serve the order
  record ReservationRejected(
      String reservationId,
      String orderId,
      StockOutcome reason,
      List<Shortage> shortages,
      List<Candidate> explanation)
      implements StockEvent {}

  /// The order gave its units back. Like every reservation that ends, it waits for none any more.
  ///
  /// @param number of the event within its reservation, from 1, without gaps
  /// @param freed the units no longer reserved
  record ReservationReleased(
      String reservationId, String orderId, int number, String reason, List<Allocation> freed)
      implements StockEvent {}

  /// The promise ended at its time.
  record ReservationExpired(
      String reservationId, String orderId, int number, List<Allocation> freed)
      implements StockEvent {}

  /// A fact took promised units away; the order needs a new promise for all that was open.
  ///
  /// @param reason the kind of fact
  record ReservationBroken(
      String reservationId, String orderId, int number, BreakReason reason, List<Allocation> freed)
      implements StockEvent {}

  /// Promised units left in a shipment and are not reserved any longer; the movements follow.
  ///
  /// @param complete nothing is open any more: the reservation has ended
  /// @param got units that left although the reservation still waited for them: it does no longer
  record ReservationShipped(
      String reservationId,
      String orderId,
      int number,
      String shipmentId,
      boolean complete,
      List<Allocation> freed,
      List<Waiting> got)
      implements StockEvent {}

  /// Units on hand changed.
  ///
  /// @param sequence of the movement within its pool and item, from 1, without gaps
  /// @param lot empty: of no lot
  /// @param quantity signed effect on the units of this status on hand
  /// @param discrepancy units the fact and the book disagree about: positive when there were more
  ///     than the book knew, negative when there were fewer; 0 when they agree
  record StockMoved(
      long sequence,
      String sku,
      String locationId,
      String lot,
      MovementKind kind,
      long quantity,
      StockStatus status,
      String reason,
      ReferenceType referenceType,
      String referenceId,
      String orderId,
      long discrepancy,
      long occurredAtMs)
      implements StockEvent {}

  /// Units of one item at one location, for one line of an order.
  ///
  /// @param lot empty: of no lot
  record Allocation(String lineId, String sku, String locationId, String lot, long quantity) {
    public Allocation(String lineId, String sku, String locationId, long quantity) {
      this(lineId, sku, locationId, "", quantity);
    }
  }

  /// Units of one item that one line of an order waits for.
  ///
  /// @param expectedAtMs when they were expected to be there, as things stood; 0: not known
  record Waiting(String lineId, String sku, long quantity, long expectedAtMs) {
    public Waiting(String lineId, String sku, long quantity) {
      this(lineId, sku, quantity, 0);
    }
  }

  /// A location that was looked at, and what became of it.
  record Candidate(String locationId, Verdict verdict) {}

  enum Verdict {
    /// Serves the order, or a part of it.
    CHOSEN,
    /// Could serve the whole order too, but comes later.
    LOWER_PRIORITY,
    /// Does not have all the units by itself.
    SHORT,
    /// Has units, but the rule does not let it serve such orders.
    NOT_ELIGIBLE,
    /// Has as many promises as it can work off: comes after all others.
    AT_CAPACITY,
    /// The reservation is to leave it.
    LEFT,
    /// Has all the units by itself, but they are kept for other channels.
    KEPT_FOR_OTHERS
  }

  /// Too few units of an item.
  record Shortage(String sku, long requested, long available) {}
}

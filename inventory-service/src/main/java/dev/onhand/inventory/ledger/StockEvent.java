package dev.onhand.inventory.ledger;

import java.util.List;

/// What happened in a stock pool. Private to this service: the messages others read are made from
/// these, in one place. Every event says all it changes, so that a reader needs no state of its
/// own.
public sealed interface StockEvent {

  record PoolOpened() implements StockEvent {}

  /// @param provisional not defined by anyone: a fact spoke of it first
  record ItemDefined(String sku, String name, boolean provisional) implements StockEvent {}

  /// @param provisional not defined by anyone: a fact spoke of it first; it serves orders last
  record LocationDefined(
      String locationId, String name, String country, int priority, boolean provisional)
      implements StockEvent {}

  /// All units of the order are promised. The first event of its reservation.
  ///
  /// @param ruleVersion by which rule the locations were chosen
  /// @param explanation the locations looked at, in the order of the rule, and what became of each
  record StockReserved(
      String reservationId,
      String orderId,
      String channel,
      int priority,
      long expiresAtMs,
      int ruleVersion,
      List<Allocation> allocations,
      List<Candidate> explanation)
      implements StockEvent {}

  /// Nothing is promised. The only event of its reservation.
  ///
  /// @param shortages the items that were the reason, by order of the lines
  record ReservationRejected(
      String reservationId, String orderId, StockOutcome reason, List<Shortage> shortages)
      implements StockEvent {}

  /// The order gave its units back.
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
      String reservationId, String orderId, int number, MovementKind reason, List<Allocation> freed)
      implements StockEvent {}

  /// Promised units left in a shipment and are not reserved any longer; the movements follow.
  ///
  /// @param complete nothing is open any more: the reservation has ended
  record ReservationShipped(
      String reservationId,
      String orderId,
      int number,
      String shipmentId,
      boolean complete,
      List<Allocation> freed)
      implements StockEvent {}

  /// Units on hand changed.
  ///
  /// @param sequence of the movement within its pool and item, from 1, without gaps
  /// @param quantity signed effect on the units of this status on hand
  /// @param discrepancy units the fact and the book disagree about: positive when there were more
  ///     than the book knew, negative when there were fewer; 0 when they agree
  record StockMoved(
      long sequence,
      String sku,
      String locationId,
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
  record Allocation(String lineId, String sku, String locationId, long quantity) {}

  /// A location that was looked at, and what became of it.
  record Candidate(String locationId, Verdict verdict) {}

  enum Verdict {
    /// Serves the order, or a part of it.
    CHOSEN,
    /// Could serve the whole order too, but comes later.
    LOWER_PRIORITY,
    /// Does not have all the units by itself.
    SHORT
  }

  /// Too few units of an item.
  record Shortage(String sku, long requested, long available) {}
}

package dev.onhand.order.order;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;

/// What is asked of an order, or reported about it. `at` is the time of the transaction; names
/// that begin with `Note` are facts and never refused.
public sealed interface OrderCommand {

  /// A document of the channel. `digest` is equal for equal content; `knownSkus` are those of the
  /// order's SKUs that are items of the pool.
  record TakeDocument(
      OrderTerms terms,
      Instant version,
      String digest,
      String pool,
      Set<String> knownSkus,
      Instant at)
      implements OrderCommand {}

  /// Items were defined: look at the unmapped lines again.
  record RecheckSkus(Set<String> knownSkus, Instant at) implements OrderCommand {}

  /// A person says which item a line means.
  record NameSku(String lineId, String sku, Set<String> knownSkus, String by, Instant at)
      implements OrderCommand {}

  /// A person gave a complete address; it is stored elsewhere.
  record NoteAddress(String country, String postalZone, String by, Instant at)
      implements OrderCommand {}

  record ReleaseHold(String holdId, String by, String note, Instant at) implements OrderCommand {}

  record CancelOrder(String reason, String by, Instant at) implements OrderCommand {}

  /// The time to pay is over.
  record ExpirePayment(Instant at) implements OrderCommand {}

  /// The time after delivery is over.
  record CompleteOrder(Instant at) implements OrderCommand {}

  // ---- stock

  record NoteReserved(String reservationId, List<Allocation> allocations, Instant at)
      implements OrderCommand {}

  record NoteReservationRejected(
      String reservationId, String reason, List<Shortage> shortages, Instant at)
      implements OrderCommand {}

  /// Released, expired or broken by the ledger; `why` says which.
  record NoteReservationLost(String reservationId, String why, Instant at)
      implements OrderCommand {}

  // ---- fulfilment

  record NoteFulfilmentStarted(
      String fulfillmentOrderId, String locationId, List<LineQuantity> lines, Instant at)
      implements OrderCommand {}

  record NoteFulfilmentCancelled(String fulfillmentOrderId, String reason, Instant at)
      implements OrderCommand {}

  record NoteCancellationRefused(String fulfillmentOrderId, String reason, Instant at)
      implements OrderCommand {}

  /// `missing` units were not found.
  record NoteShortPick(String fulfillmentOrderId, long missing, String detail, Instant at)
      implements OrderCommand {}

  record NoteShipment(
      String shipmentId,
      String fulfillmentOrderId,
      List<LineQuantity> lines,
      Instant shippedAt,
      Instant at)
      implements OrderCommand {}

  record NoteDelivery(String shipmentId, Instant deliveredAt, Instant at) implements OrderCommand {}

  // ---- money

  record NoteAuthorization(String authorizationId, Money amount, Instant expiresAt, Instant at)
      implements OrderCommand {}

  record NoteCapture(String captureId, Money amount, Instant at) implements OrderCommand {}

  record NoteCaptureFailure(String captureId, String reason, Instant at) implements OrderCommand {}

  record RequestRefund(Refund refund, Instant at) implements OrderCommand {}

  record NoteRefundPaid(String refundId, Money amount, Instant at) implements OrderCommand {}
}

package dev.onhand.order.order;

import dev.onhand.order.channel.ChannelRefund;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;

/// What is asked of an order, or reported about it. `at` is the time of the transaction; names
/// that begin with `Note` are facts and never refused.
public sealed interface OrderCommand {

  /// A document of the channel. `digest` is equal for equal content; `knownSkus` are those of the
  /// order's SKUs that are items of its pools.
  record TakeDocument(
      OrderTerms terms,
      Instant version,
      String digest,
      String pool,
      Stocked knownSkus,
      List<ChannelRefund> refunds,
      Scrutiny scrutiny,
      Instant at)
      implements OrderCommand {}

  /// The channel made a refund itself.
  record NoteChannelRefund(ChannelRefund refund, Instant at) implements OrderCommand {}

  /// The channel cancelled it, at that version. `refunded`: it gives the money back itself.
  record NoteChannelCancellation(Instant cancelledAt, boolean refunded, Instant at)
      implements OrderCommand {}

  /// The order was edited at the channel; its new terms come by themselves.
  record NoteChannelEdit(Instant editedAt, Instant at) implements OrderCommand {}

  /// Units are not wanted any more. The same `cancellationId` takes effect once.
  record CancelLines(
      String cancellationId, List<LineQuantity> lines, String reason, String by, Instant at)
      implements OrderCommand {}

  /// The day by which it should have left is over.
  record NoteShipByPassed(Instant at) implements OrderCommand {}

  /// The day after which the customer does not want it is over.
  record CancelUnshipped(Instant at) implements OrderCommand {}

  /// Items were defined: look at the unmapped lines again.
  record RecheckSkus(Stocked knownSkus, Instant at) implements OrderCommand {}

  /// What the shop's SKUs mean has changed: the same document with other items.
  record RemapTerms(OrderTerms terms, Stocked knownSkus, Instant at) implements OrderCommand {}

  /// A person says which item a line means.
  record NameSku(String lineId, String sku, Stocked knownSkus, String by, Instant at)
      implements OrderCommand {}

  /// A person gave a complete address; it is stored elsewhere.
  record NoteAddress(String country, String postalZone, String by, Instant at)
      implements OrderCommand {}

  /// A person's, or a bulk hold. `lineId` and `subject` may be null.
  record PlaceHold(
      HoldReason reason,
      String lineId,
      String subject,
      String detail,
      Set<Transition> blocks,
      Instant dueAt,
      Instant at)
      implements OrderCommand {}

  /// A bulk hold is over.
  record LiftHold(HoldReason reason, String subject, String by, Instant at)
      implements OrderCommand {}

  /// Units of a lot that was held can be promised again. `subject` is that of the holds.
  record EndRecall(String subject, Instant at) implements OrderCommand {}

  /// Another price of a line, for the whole line; somebody else has to approve it.
  record AskPrice(String lineId, Money net, Money tax, String by, Instant at)
      implements OrderCommand {}

  /// A failed capture is tried again.
  record RetryCapture(String captureId, Instant at) implements OrderCommand {}

  record ReleaseHold(String holdId, String by, String note, Instant at) implements OrderCommand {}

  record CancelOrder(String reason, String by, Instant at) implements OrderCommand {}

  /// The time to pay is over.
  record ExpirePayment(Instant at) implements OrderCommand {}

  /// The day by which an order on account should have been paid is over.
  record NotePaymentOverdue(Instant at) implements OrderCommand {}

  /// The time after delivery is over.
  record CompleteOrder(Instant at) implements OrderCommand {}

  // ---- stock

  /// `kits` says what those of the order's items are made of, by SKU, whose components are
  /// promised, as far as it is known.
  record NoteReserved(
      String reservationId,
      List<Allocation> allocations,
      Map<String, Map<String, Long>> kits,
      Instant at)
      implements OrderCommand {
    NoteReserved(String reservationId, List<Allocation> allocations, Instant at) {
      this(reservationId, allocations, Map.of(), at);
    }
  }

  /// The ledger waits for units; what it promised at once came before.
  record NoteBackordered(String reservationId, List<WaitingLine> waiting, Instant at)
      implements OrderCommand {}

  /// A hold has become firm.
  record NoteCommitted(String reservationId, Instant at) implements OrderCommand {}

  /// Units came and are promised; `complete`: nothing is waited for any more.
  record NoteBackorderFilled(
      String reservationId, List<Allocation> allocations, boolean complete, Instant at)
      implements OrderCommand {}

  record NoteReservationRejected(
      String reservationId, String reason, List<Shortage> shortages, Instant at)
      implements OrderCommand {}

  /// Released, expired or broken by the ledger; `why` says which. `recalled` are the units of lots
  /// that must not leave any more; empty when that was not the cause.
  record NoteReservationLost(
      String reservationId, String why, List<RecalledUnits> recalled, Instant at)
      implements OrderCommand {

    NoteReservationLost(String reservationId, String why, Instant at) {
      this(reservationId, why, List.of(), at);
    }
  }

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
      String carrier,
      String trackingNumber,
      Instant at)
      implements OrderCommand {

    NoteShipment(
        String shipmentId,
        String fulfillmentOrderId,
        List<LineQuantity> lines,
        Instant shippedAt,
        Instant at) {
      this(shipmentId, fulfillmentOrderId, lines, shippedAt, null, null, at);
    }
  }

  record NoteDelivery(String shipmentId, Instant deliveredAt, Instant at) implements OrderCommand {}

  // ---- money

  record NoteAuthorization(String authorizationId, Money amount, Instant expiresAt, Instant at)
      implements OrderCommand {}

  record NoteCapture(String captureId, Money amount, Instant at) implements OrderCommand {}

  record NoteCaptureFailure(String captureId, String reason, Instant at) implements OrderCommand {}

  record RequestRefund(Refund refund, Instant at) implements OrderCommand {}

  record NoteRefundPaid(String refundId, Money amount, Instant at) implements OrderCommand {}
}

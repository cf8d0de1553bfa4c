package dev.onhand.order.order;

import dev.onhand.order.channel.PaymentReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;

/// What happened to an order: private, and without personal data. What others hear of it is in
/// [OrderMessages].
public sealed interface OrderEvent {

  // ---- documents

  /// `otherPools` may be null: none.
  record OrderReceived(
      OrderTerms terms,
      Instant version,
      String digest,
      String pool,
      Instant receivedAt,
      OrderPolicy policy,
      List<String> otherPools)
      implements OrderEvent {}

  /// These SKUs are items of another pool than the order's first.
  record SkusPooled(Map<String, String> poolBySku) implements OfStock {}

  /// What these items are put together from, per order: of each component so many units in one;
  /// none for an item that is on hand as such.
  record KitsNoted(Map<String, Map<String, Long>> bySku) implements OfStock {}

  /// Another price of a line is asked for; it counts once somebody else approves it.
  record PriceAsked(String lineId, Money net, Money tax, String by) implements OrderEvent {}

  record PriceOverridden(String lineId, Money net, Money tax, String by) implements OrderEvent {}

  /// A later document replaced the terms, before they were accepted.
  record TermsRevised(OrderTerms terms, Instant version, String digest) implements OrderEvent {}

  /// A later document that left the accepted terms as they are.
  record DocumentNoted(Instant version, String digest) implements OrderEvent {}

  record SkuNamed(String lineId, String sku, String by) implements OrderEvent {}

  record AddressCompleted(String country, String postalZone, String by) implements OrderEvent {}

  // ---- holds and stages

  /// `lineId`, `subject` and `blocks` may be null: of the whole order, by its own cause,
  /// everything.
  record OrderHeld(
      String holdId,
      HoldReason reason,
      String detail,
      Instant raisedAt,
      Instant dueAt,
      String lineId,
      String subject,
      Set<Transition> blocks)
      implements OrderEvent {}

  /// `waived`: by a person's word, although the cause may still be there.
  record HoldReleased(
      String holdId,
      HoldReason reason,
      boolean waived,
      String releasedBy,
      String note,
      String subject)
      implements OrderEvent {}

  /// `netDays` and the day they end are null for an order that is not on account.
  record OrderAccepted(Instant acceptedAt, Integer netDays, Instant paymentDueAt)
      implements OrderEvent {}

  /// Units that will not be wanted any more; `cancellationId` is the channel's or the request's.
  record LinesCancelled(
      String cancellationId,
      List<LineQuantity> lines,
      String reason,
      boolean byChannel,
      String by,
      Instant at)
      implements OrderEvent {}

  /// Nothing of it is ours to ship, and all that had to be done is done.
  record FulfilledElsewhere(Instant at) implements OrderEvent {}

  /// Some or all that is promised goes to fulfilment. Everything but the time may be null: of the
  /// one reservation of the order, all of it.
  record OrderReleased(
      Instant releasedAt,
      Integer release,
      String reservationId,
      String pool,
      List<Allocation> allocations)
      implements OrderEvent {}

  record CancellationRequested(String reason, String by) implements OrderEvent {}

  record OrderCancelled(String reason, String by, Instant cancelledAt) implements OrderEvent {}

  record OrderDelivered(Instant deliveredAt) implements OrderEvent {}

  record OrderCompleted(Instant completedAt) implements OrderEvent {}

  // ---- stock

  /// The events about claims on stock.
  sealed interface OfStock extends OrderEvent {}

  /// `pool` may be null: the order's own. `until` is null for a firm claim; a hold ends then.
  record StockAskedFor(String reservationId, String pool, Instant until) implements OfStock {}

  /// One of several pools holds all it was asked for.
  record StockPromised(String reservationId, List<Allocation> allocations) implements OfStock {}

  /// All pools hold: this one's promise is to become firm.
  record StockCommitAsked(String reservationId, String pool) implements OfStock {}

  record StockCommitted(String reservationId) implements OfStock {}

  /// All of the claim is promised for good; `allocations` are all there are, those known first.
  record StockAllocated(String reservationId, List<Allocation> allocations) implements OfStock {}

  /// A part is promised; the rest is waited for.
  record StockPartlyAllocated(String reservationId, List<Allocation> allocations)
      implements OfStock {}

  /// The ledger waits for these units.
  record StockBackordered(String reservationId, List<WaitingLine> waiting) implements OfStock {}

  /// What is waited for is expected on other dates than was said before.
  record PromiseChanged(String reservationId, List<ChangedPromise> lines) implements OfStock {}

  record StockRefused(String reservationId, String reason, List<Shortage> shortages)
      implements OfStock {}

  record StockLost(String reservationId, String why) implements OfStock {}

  /// `pool` may be null: the order's own.
  record StockGivenBack(String reservationId, String pool, String reason) implements OfStock {}

  // ---- fulfilment

  record FulfilmentStarted(String fulfillmentOrderId, String locationId, List<LineQuantity> lines)
      implements OrderEvent {}

  /// `asked`: because a cancellation was asked for, not because the warehouse gave up.
  record FulfilmentCancelled(String fulfillmentOrderId, String reason, boolean asked)
      implements OrderEvent {}

  record ShortPickNoted(
      String fulfillmentOrderId, long missing, String detail, String owner, Instant dueAt)
      implements OrderEvent {}

  /// Fulfilment gave the whole order back unshipped: it needs a new promise.
  record ReleaseWithdrawn(String reason) implements OrderEvent {}

  record CancellationRefused(String fulfillmentOrderId, String reason) implements OrderEvent {}

  /// `complete`: nothing more is to be shipped. `carrier` and `trackingNumber` may be null.
  record ShipmentRecorded(
      String shipmentId,
      String fulfillmentOrderId,
      List<LineQuantity> lines,
      boolean complete,
      Instant shippedAt,
      String carrier,
      String trackingNumber)
      implements OrderEvent {}

  /// What has not been shipped will not be.
  record RemainderCancelled(String lastShipmentId, String reason, Instant shippedAt)
      implements OrderEvent {}

  record DeliveryRecorded(String shipmentId, Instant deliveredAt) implements OrderEvent {}

  /// A fact that does not fit: kept, and raised as an exception of this kind.
  record DiscrepancyNoted(String kind, String detail, String owner, Instant dueAt)
      implements OrderEvent {}

  // ---- money

  /// The events about payment, captures and refunds.
  sealed interface OfMoney extends OrderEvent {}

  record PaymentReported(PaymentReport report) implements OfMoney {}

  /// The channel took the money.
  record PaymentReceived(String paymentId, Money amount, Instant receivedAt) implements OfMoney {}

  record PaymentAuthorized(String authorizationId, Money amount, Instant expiresAt)
      implements OfMoney {}

  /// `shipmentId` and `retryOf`, the capture that failed, may be null.
  record CaptureRequested(String captureId, Money amount, String shipmentId, String retryOf)
      implements OfMoney {}

  record PaymentCaptured(String captureId, Money amount) implements OfMoney {}

  record CaptureFailed(String captureId, String reason, Instant at) implements OfMoney {}

  /// `paidByChannel`: the channel gave the money back already, nobody has to be asked.
  record RefundGranted(Refund refund, boolean paidByChannel) implements OfMoney {}

  record RefundRefused(Refund refund, String reason) implements OfMoney {}

  /// Waits until a capture that was asked for is answered.
  record RefundDeferred(Refund refund) implements OfMoney {}

  /// The channel gave money back by itself; `refundId` is what we call it. What of it could be
  /// granted is in a RefundGranted of its own.
  record ChannelRefundNoted(String refundId, Money amount, Instant refundedAt) implements OfMoney {}

  record RefundPaid(String refundId, Money amount) implements OfMoney {}
}

package dev.onhand.order.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onhand.order.channel.ChannelTax;
import dev.onhand.order.channel.ShipTo;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/// The published shapes (contract/*.schema.json), apart from the private events so that either may
/// change alone. Stock commands are in the shape of inventory-service's contract.
final class OrderMessages {
  private OrderMessages() {}

  // ---- order.events

  record OrderReceived(
      String orderId,
      String channel,
      String shop,
      String channelOrderId,
      String number,
      String orderType,
      String currency,
      Money total,
      Instant placedAt,
      Instant receivedAt,
      String customerId,
      String country) {}

  record OrderHeld(
      String orderId,
      String holdId,
      String reason,
      String detail,
      String owner,
      Instant dueAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) String lineId,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<Transition> blocks) {}

  record HoldReleased(String orderId, String holdId, String reason, String releasedBy) {}

  /// `taxes` are what `tax` consists of; null when the channel does not say. `remittedTaxes` are
  /// those that the channel collected beside it and remits itself: in no amount of the order.
  record AcceptedLine(
      String lineId,
      String sku,
      long quantity,
      Money unitPrice,
      Money net,
      Money tax,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Tax> taxes,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Tax> remittedTaxes) {}

  /// One tax; the rate is a fraction, as a decimal string. All but the amount may be absent.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Tax(String name, String jurisdiction, String rate, Money amount, String remittedBy) {
    static List<Tax> all(List<ChannelTax> taxes) {
      return taxes.stream()
          .map(
              t ->
                  new Tax(
                      t.name(),
                      t.jurisdiction(),
                      t.rate() == null ? null : t.rate().toPlainString(),
                      t.amount(),
                      t.remittedBy()))
          .toList();
    }
  }

  record OrderAccepted(
      String orderId,
      String channel,
      String shop,
      String channelOrderId,
      String number,
      String orderType,
      String customerId,
      String country,
      String postalZone,
      String currency,
      boolean taxesIncluded,
      Instant placedAt,
      Instant acceptedAt,
      List<AcceptedLine> lines,
      Money shippingNet,
      Money shippingTax,
      Money total,
      String paymentStatus,
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer netDays,
      @JsonInclude(JsonInclude.Include.NON_NULL) Instant paymentDueAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) String fulfilledBy) {}

  record PaymentReceived(
      String orderId, String paymentId, Money amount, String method, Instant receivedAt) {}

  record OrderAllocated(
      String orderId, String reservationId, String pool, List<Allocation> allocations) {}

  record OrderOutOfStock(
      String orderId, String reservationId, String reason, List<Shortage> shortages) {}

  record OrderBackordered(
      String orderId, String reservationId, List<WaitingLine> waiting, Instant backorderedAt) {}

  record PromiseChanged(
      String orderId, String reservationId, List<ChangedPromise> lines, Instant changedAt) {}

  /// One unit of the line is put together from these.
  record Kit(String lineId, List<Component> components) {}

  record Component(String sku, long quantity) {}

  /// `more` is null or true: of the order more is to be released.
  record OrderReleased(
      String orderId,
      String reservationId,
      int release,
      String pool,
      String channel,
      String serviceLevel,
      String country,
      String postalZone,
      Instant releasedAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) Boolean more,
      List<Allocation> allocations,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Kit> kits) {}

  record CancellationRequested(String orderId, String reason) {}

  record OrderCancelled(String orderId, String reason, Instant cancelledAt) {}

  record OrderShipped(String orderId, String shipmentId, boolean complete, Instant shippedAt) {}

  record OrderDelivered(String orderId, Instant deliveredAt) {}

  record OrderCompleted(String orderId, Instant completedAt) {}

  record RefundGranted(
      String orderId,
      String refundId,
      String returnId,
      Money amount,
      Money net,
      Money tax,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Tax> taxes,
      String reason) {}

  record RefundRefused(String orderId, String refundId, String returnId, String reason) {}

  /// The money of a granted refund has left without our asking.
  record RefundPaid(
      String orderId, String refundId, Money amount, String paidBy, Instant refundedAt) {}

  record OrderLinesCancelled(
      String orderId, List<LineQuantity> lines, String reason, Instant cancelledAt) {}

  record ChannelLineUnits(String channelLineId, long quantity) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChannelUpdateRequested(
      String orderId,
      String channel,
      String shop,
      String channelOrderId,
      String update,
      List<ChannelLineUnits> lines,
      String shipmentId,
      String carrier,
      String trackingNumber,
      String reason,
      Instant at) {}

  // ---- payment.requests

  record CapturePayment(String orderId, String captureId, Money amount) {}

  record RefundPayment(String orderId, String refundId, Money amount, String reason) {}

  // ---- warehouse.requests

  record ShipToProvided(String orderId, String locationId, ShipTo shipTo) {}

  // ---- inventory.commands

  record WantedLine(String lineId, String sku, long quantity) {}

  /// `locationId` is the location to ask first, by which the channel wants it served; or null.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ReserveStock(
      String pool,
      String reservationId,
      String orderId,
      String channel,
      int priority,
      String country,
      String locationId,
      String policy,
      Instant expiresAt,
      List<WantedLine> lines) {}

  record CommitReservation(String pool, String reservationId, String orderId) {}

  record ReleaseReservation(String pool, String reservationId, String orderId, String reason) {}
}

package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.FollowUp;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Request;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What a fulfilment order is asked or told. `Confirm…` are facts.
sealed interface FulfillmentOrderCommand {

  record RequestFulfillment(Request request, Instant at) implements FulfillmentOrderCommand {}

  record ConfirmPick(String locationId, List<Line> lines, Instant pickedAt)
      implements FulfillmentOrderCommand {
    public ConfirmPick {
      lines = Line.merged(lines);
    }
  }

  /// A package as the warehouse names it.
  record Packed(String packageId, long weightGrams) {}

  /// `freshSsccs` has a number for each package that has none yet; those left over are lost.
  record ConfirmPack(List<Packed> packages, List<Sscc> freshSsccs, Instant packedAt)
      implements FulfillmentOrderCommand {}

  record ConfirmShipment(
      UUID shipmentId, String carrier, String trackingNumber, List<Line> lines, Instant shippedAt)
      implements FulfillmentOrderCommand {
    public ConfirmShipment {
      lines = Line.merged(lines);
    }
  }

  record ConfirmDelivery(UUID shipmentId, Instant deliveredAt) implements FulfillmentOrderCommand {}

  record RequestCancellation(String requestId, String reason, Instant at)
      implements FulfillmentOrderCommand {}

  /// The warehouse's answer: true when nothing will ship.
  record AnswerCancellation(boolean cancelled, Instant at) implements FulfillmentOrderCommand {}

  /// A timer's reminder.
  record RemindOf(FollowUp followUp, Instant at) implements FulfillmentOrderCommand {}
}

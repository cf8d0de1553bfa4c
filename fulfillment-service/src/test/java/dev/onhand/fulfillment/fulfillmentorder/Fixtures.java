package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Parcel;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Request;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.AnswerCancellation;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmDelivery;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmPack;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmPick;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.ConfirmShipment;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.Packed;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderCommand.RequestCancellation;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.CancellationAsked;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.DeliveryRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FulfillmentCancelled;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FulfillmentRequested;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.PackRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.PickRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShipmentRecorded;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// One fulfilment order of Berlin: two shirts and a mug.
final class Fixtures {
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final UUID ORDER = UUID.fromString("5f0c3f0e-6a7d-5a53-8f0b-3b8f6a1de001");
  static final UUID RESERVATION = UUID.fromString("9a6b0d1c-52f7-5d29-a1d3-0c7e2b4f1001");
  static final UUID ID = FulfillmentIds.fulfillmentOrder(ORDER, RESERVATION, 1, "BER");
  static final String TRACKING = "00340434161094042557";
  static final String OTHER_TRACKING = "00340434161094042564";
  static final Sscc SSCC = Sscc.of("4012345", 1);
  static final List<Line> ALL = List.of(new Line("1", "SHIRT", 2), new Line("2", "MUG", 1));
  static final List<Line> SHIRT = List.of(new Line("1", "SHIRT", 1));
  static final List<Line> ALL_BUT_ONE_SHIRT =
      List.of(new Line("1", "SHIRT", 1), new Line("2", "MUG", 1));
  static final List<Line> NOTHING = List.of();

  private Fixtures() {}

  static Request request() {
    return request(ALL);
  }

  static Request request(List<Line> lines) {
    return new Request(
        ID, ORDER, RESERVATION, "BER", "eu", "shopify", "standard", "DE", "101", lines);
  }

  static FulfillmentRequested requested() {
    return new FulfillmentRequested(request(), NOON);
  }

  static PickRecorded picked(List<Line> lines) {
    return new PickRecorded(lines, NOON);
  }

  static PackRecorded packed() {
    return new PackRecorded(List.of(new Parcel("P-1", SSCC.digits(), 640)), NOON);
  }

  static UUID shipmentId(String trackingNumber) {
    return FulfillmentIds.shipment(ID, trackingNumber);
  }

  static ShipmentRecorded shipped(String trackingNumber, List<Line> lines) {
    return new ShipmentRecorded(shipmentId(trackingNumber), "dhl", trackingNumber, lines, NOON);
  }

  static ShipmentRecorded shipped() {
    return shipped(TRACKING, ALL);
  }

  static DeliveryRecorded delivered() {
    return new DeliveryRecorded(shipmentId(TRACKING), NOON);
  }

  static CancellationAsked cancellationAsked() {
    return new CancellationAsked("m-1", "changed my mind", NOON);
  }

  static FulfillmentCancelled cancelled() {
    return new FulfillmentCancelled("changed my mind", NOON);
  }

  static ConfirmPick confirmPick(List<Line> lines) {
    return new ConfirmPick("BER", lines, NOON);
  }

  static ConfirmPack confirmPack() {
    return new ConfirmPack(List.of(new Packed("P-1", 640)), List.of(SSCC), NOON);
  }

  static ConfirmShipment confirmShipment(String trackingNumber, List<Line> lines) {
    return new ConfirmShipment(shipmentId(trackingNumber), "dhl", trackingNumber, lines, NOON);
  }

  static ConfirmShipment confirmShipment() {
    return confirmShipment(TRACKING, ALL);
  }

  static ConfirmDelivery confirmDelivery() {
    return new ConfirmDelivery(shipmentId(TRACKING), NOON);
  }

  static RequestCancellation requestCancellation(String requestId) {
    return new RequestCancellation(requestId, "changed my mind", NOON);
  }

  static AnswerCancellation answer(boolean cancelled) {
    return new AnswerCancellation(cancelled, NOON);
  }
}

package dev.onhand.fulfillment.fulfillmentorder;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Known;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Parcel;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Request;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.CancellationAsked;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.CancellationRefused;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.DeliveryRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.DiscrepancyFound;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.EarlyDeliveryRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FollowUpMissed;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FulfillmentCancelled;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.FulfillmentRequested;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.PackRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.PickRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShipmentRecorded;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrderEvent.ShortPickFound;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A physical fact in the words of GS1 EPCIS 2.0 and its core business vocabulary. Packages are
/// named by GS1 Digital Links of their SSCC; items, locations and documents by URNs of this
/// platform, for their GTINs and GLNs are not known here.
@JsonInclude(JsonInclude.Include.NON_NULL)
record EpcisEvent(
    String type,
    String eventID,
    Instant eventTime,
    String eventTimeZoneOffset,
    Instant recordTime,
    String action,
    String bizStep,
    String disposition,
    List<String> epcList,
    List<Quantity> quantityList,
    String parentID,
    List<Quantity> childQuantityList,
    Place readPoint,
    Place bizLocation,
    List<BizTransaction> bizTransactionList) {

  record Quantity(String epcClass, long quantity) {}

  record Place(String id) {}

  record BizTransaction(String type, String bizTransaction) {}

  /// An event as stored, with the state after it.
  record Stored(UUID id, FulfillmentOrderEvent event, Known after, Instant recordedAt) {}

  /// What EPCIS says of the event; nothing of requests, refusals and office work.
  static Optional<EpcisEvent> of(Stored stored) {
    return switch (stored.event()) {
      case PickRecorded e -> picked(stored, e);
      case PackRecorded e -> Optional.of(packed(stored, e));
      case ShipmentRecorded e -> Optional.of(shipped(stored, e));
      case FulfillmentRequested _,
          ShortPickFound _,
          DeliveryRecorded _,
          EarlyDeliveryRecorded _,
          CancellationAsked _,
          CancellationRefused _,
          FulfillmentCancelled _,
          DiscrepancyFound _,
          FollowUpMissed _ ->
          Optional.empty();
    };
  }

  private static Optional<EpcisEvent> picked(Stored stored, PickRecorded e) {
    if (e.lines().isEmpty()) return Optional.empty();
    return Optional.of(
        observed(stored, e.pickedAt(), "picking", "in_progress", null, quantities(e.lines())));
  }

  /// What lies in which of several packages is not told, so only a single one has contents.
  private static EpcisEvent packed(Stored stored, PackRecorded e) {
    var contents = quantities(stored.after().expected());
    if (e.parcels().size() > 1 || contents.isEmpty()) {
      return observed(stored, e.packedAt(), "packing", "in_progress", ssccs(e.parcels()), null);
    }
    var request = stored.after().request();
    return new EpcisEvent(
        "AggregationEvent",
        "urn:uuid:" + stored.id(),
        e.packedAt(),
        "+00:00",
        stored.recordedAt(),
        "ADD",
        "packing",
        "in_progress",
        null,
        null,
        ssccs(e.parcels()).getFirst(),
        contents,
        place(request),
        place(request),
        List.of(order(request)));
  }

  /// The packages went if everything went at once; else only the quantities are known.
  private static EpcisEvent shipped(Stored stored, ShipmentRecorded e) {
    var after = stored.after();
    boolean whole = after.shipments().size() == 1 && after.remaining().isEmpty();
    var packages = whole && !after.parcels().isEmpty() ? ssccs(after.parcels()) : null;
    var contents = packages == null ? quantities(e.lines()) : null;
    var event = observed(stored, e.shippedAt(), "shipping", "in_transit", packages, contents);
    var despatch = new BizTransaction("desadv", urn("shipment", e.shipmentId().toString()));
    return event.with(List.of(order(after.request()), despatch));
  }

  private static EpcisEvent observed(
      Stored stored,
      Instant at,
      String bizStep,
      String disposition,
      List<String> epcs,
      List<Quantity> quantities) {
    var request = stored.after().request();
    return new EpcisEvent(
        "ObjectEvent",
        "urn:uuid:" + stored.id(),
        at,
        "+00:00",
        stored.recordedAt(),
        "OBSERVE",
        bizStep,
        disposition,
        epcs,
        quantities,
        null,
        null,
        place(request),
        // Goods that have left are at no business location.
        bizStep.equals("shipping") ? null : place(request),
        List.of(order(request)));
  }

  private EpcisEvent with(List<BizTransaction> transactions) {
    return new EpcisEvent(
        type,
        eventID,
        eventTime,
        eventTimeZoneOffset,
        recordTime,
        action,
        bizStep,
        disposition,
        epcList,
        quantityList,
        parentID,
        childQuantityList,
        readPoint,
        bizLocation,
        transactions);
  }

  private static List<Quantity> quantities(List<Line> lines) {
    return lines.stream().map(l -> new Quantity(urn("item", l.sku()), l.quantity())).toList();
  }

  private static List<String> ssccs(List<Parcel> parcels) {
    return parcels.stream().map(parcel -> "https://id.gs1.org/00/" + parcel.sscc()).toList();
  }

  private static Place place(Request request) {
    return new Place(urn("location", request.locationId()));
  }

  private static BizTransaction order(Request request) {
    return new BizTransaction("po", urn("order", request.orderId().toString()));
  }

  private static String urn(String kind, String id) {
    var encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    return "urn:onhand:" + kind + ":" + encoded;
  }
}

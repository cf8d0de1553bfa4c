package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Known;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Parcel;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Shipment;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A fulfilment order as the API shows it, and as the projection keeps it.
record FulfillmentOrderView(
    UUID fulfillmentOrderId,
    UUID orderId,
    UUID reservationId,
    String locationId,
    String pool,
    String channel,
    String serviceLevel,
    String country,
    Stage state,
    boolean cancellationPending,
    String cancellationReason,
    List<LineView> lines,
    List<Parcel> packages,
    List<Shipment> shipments) {

  /// `picked` is null as long as no pick was confirmed.
  record LineView(String lineId, String sku, long requested, Long picked, long shipped) {}

  static FulfillmentOrderView of(Known known) {
    var request = known.request();
    return new FulfillmentOrderView(
        request.fulfillmentOrderId(),
        request.orderId(),
        request.reservationId(),
        request.locationId(),
        request.pool(),
        request.channel(),
        request.serviceLevel(),
        request.country(),
        known.stage(),
        known.cancellation().isPending(),
        known.cancelledBecause(),
        lines(known),
        known.parcels(),
        known.shipments());
  }

  private static List<LineView> lines(Known known) {
    var requested = Line.quantities(known.request().lines());
    var picked = known.picked() == null ? null : Line.quantities(known.picked());
    var shipped = Line.quantities(known.shipped());
    // What was picked or shipped without being asked for is shown too.
    var keys = new TreeMap<Line.Key, Long>(requested);
    if (picked != null) keys.putAll(picked);
    keys.putAll(shipped);
    var views = new ArrayList<LineView>();
    for (var key : keys.keySet()) {
      views.add(
          new LineView(
              key.lineId(),
              key.sku(),
              of(requested, key),
              picked == null ? null : Long.valueOf(of(picked, key)),
              of(shipped, key)));
    }
    return List.copyOf(views);
  }

  private static long of(Map<Line.Key, Long> quantities, Line.Key key) {
    return quantities.getOrDefault(key, 0L);
  }
}

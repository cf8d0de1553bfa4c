package dev.onhand.fulfillment.fulfillmentorder;

import dev.onhand.fulfillment.carrier.CarrierChoice;
import dev.onhand.fulfillment.carrier.CarrierChoice.Consignment;
import dev.onhand.fulfillment.carrier.CarrierChoice.Option;
import dev.onhand.fulfillment.carrier.CarrierServiceTable;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Known;
import dev.onhand.fulfillment.fulfillmentorder.FulfillmentOrder.Parcel;
import dev.onhand.platform.event.RejectionReason;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// What is asked of packed goods: who may carry them, and their labels.
@Path("/fulfillment-orders/{id}")
@RolesAllowed({Roles.WAREHOUSE, Roles.ADMIN})
public class ParcelResource {
  private static final Label.Format ZPL = new ZplLabel();
  private static final Label.Format PDF = new PdfLabel();

  private final Requests requests;

  ParcelResource(Requests requests) {
    this.requests = requests;
  }

  private enum Rejection implements RejectionReason {
    NOT_PACKED
  }

  /// Carrier services that take the packages, cheapest first, and why the others do not.
  @GET
  @Path("/carrier-options")
  @Produces(MediaType.APPLICATION_JSON)
  public List<Option> carrierOptions(@PathParam("id") String id) {
    return requests.run(work -> options(packed(id, work), work));
  }

  /// The label of one package for label printers (ZPL II, 203 dpi).
  @GET
  @Path("/packages/{sscc}/label.zpl")
  @Produces("application/vnd.zebra.zpl")
  public byte[] zpl(@PathParam("id") String id, @PathParam("sscc") String sscc) {
    return ZPL.draw(label(id, sscc));
  }

  /// The label of one package for any printer.
  @GET
  @Path("/packages/{sscc}/label.pdf")
  @Produces("application/pdf")
  public byte[] pdf(@PathParam("id") String id, @PathParam("sscc") String sscc) {
    return PDF.draw(label(id, sscc));
  }

  private Label label(String id, String sscc) {
    return requests.run(
        work -> {
          var known = packed(id, work);
          var ssccs = known.parcels().stream().map(Parcel::sscc).toList();
          int index = ssccs.indexOf(sscc);
          if (index < 0) throw Problems.unknown("package", sscc);
          return label(known, index, work);
        });
  }

  /// The carrier is the one that took the goods, or before that the best option.
  private static Label label(Known known, int index, Work work) throws SQLException {
    var request = known.request();
    var parcel = known.parcels().get(index);
    var shipment = known.shipments().isEmpty() ? null : known.shipments().getFirst();
    var carrier =
        shipment != null
            ? shipment.carrier()
            : CarrierChoice.best(options(known, work)).map(Option::name).orElse(null);
    return new Label(
        parcel.sscc(),
        request.orderId().toString(),
        request.locationId(),
        request.country(),
        request.postalZone(),
        request.serviceLevel(),
        carrier,
        shipment == null ? null : shipment.trackingNumber(),
        parcel.weightGrams(),
        index + 1,
        known.parcels().size());
  }

  private static List<Option> options(Known known, Work work) throws SQLException {
    var weights = known.parcels().stream().map(Parcel::weightGrams).toList();
    var request = known.request();
    var consignment = new Consignment(request.country(), request.serviceLevel(), weights);
    return CarrierServiceTable.options(work.connection(), consignment, work.now());
  }

  private static Known packed(String text, Work work) {
    UUID id = FulfillmentOrderResource.id("id", text);
    var known =
        FulfillmentOrders.find(id, work)
            .orElseThrow(() -> Problems.unknown("fulfillment order", id.toString()));
    if (known.parcels().isEmpty()) {
      throw Problems.rejected(Rejection.NOT_PACKED, "Confirm the packages first.");
    }
    return known;
  }
}

package dev.onhand.fulfillment.fulfillmentorder;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import java.util.UUID;

/// Ids that are functions (UUIDv5) of what they identify, so that the same release or the same
/// confirmation always means the same thing.
final class FulfillmentIds {
  private static final NameBasedGenerator NAMES =
      Generators.nameBasedGenerator(NameBasedGenerator.NAMESPACE_URL);

  private FulfillmentIds() {}

  /// The reservation belongs to it: an order whose stock is promised anew, after a short pick or a
  /// broken reservation, may be released again to a location that already had its part. So does
  /// the release: one reservation goes out in several when some of its units come later.
  static UUID fulfillmentOrder(UUID orderId, UUID reservationId, int release, String locationId) {
    var name = "urn:onhand:fulfillment-order:" + orderId + "/" + reservationId + "/" + locationId;
    return NAMES.generate(release == 1 ? name : name + "/" + release);
  }

  /// The carrier does not belong to it: a corrected carrier does not make a second shipment.
  static UUID shipment(UUID fulfillmentOrderId, String trackingNumber) {
    return NAMES.generate("urn:onhand:shipment:" + fulfillmentOrderId + "/" + trackingNumber);
  }
}

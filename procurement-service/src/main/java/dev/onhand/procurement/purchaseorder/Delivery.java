package dev.onhand.procurement.purchaseorder;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A delivery as the warehouse counted it, under the number of its delivery note.
record Delivery(
    String deliveryNote, String locationId, List<DeliveredLine> lines, Instant receivedAt) {

  private static final NameBasedGenerator RECEIPTS =
      Generators.nameBasedGenerator(UUID.fromString("3d0c3e0a-6b7e-5a1e-9d0f-4a1c9b2e7f10"));

  record DeliveredLine(int number, String sku, long quantity) {}

  Delivery {
    lines = List.copyOf(lines);
  }

  /// A repeat says the same goods at the same place; when it was said is no part of that.
  boolean reportsTheSameAs(Delivery other) {
    return locationId.equals(other.locationId) && quantities().equals(other.quantities());
  }

  private Map<List<Object>, Long> quantities() {
    var sums = new HashMap<List<Object>, Long>();
    for (var line : lines) {
      sums.merge(List.of(line.number(), line.sku()), line.quantity(), Math::addExact);
    }
    return sums;
  }

  /// The same delivery of the same purchase order always has the same receipt id.
  static UUID receiptId(String purchaseOrderId, String deliveryNote) {
    return RECEIPTS.generate(
        (purchaseOrderId + "\n" + deliveryNote).getBytes(StandardCharsets.UTF_8));
  }
}

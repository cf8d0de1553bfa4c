package dev.onhand.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/// What left, arrived or came back, as the service says that knows, against what stock moved for
// it.
final class Quantities {
  private static final String RETURN = "RETURN";

  private final Map<String, Long> told = new HashMap<>();
  private final Map<String, Long> moved = new HashMap<>();
  private final Map<String, String> places = new HashMap<>();
  private final Once messages = new Once();

  void see(Fact fact) {
    switch (fact.type()) {
      case "fulfillment.ShipmentShipped" -> tell(fact, "SHIPMENT", "shipmentId", "sku", -1);
      case "procurement.GoodsReceiptRecorded" ->
          tell(fact, "RECEIPT", "receiptId", "lineNumber", 1);
      case "returns.ReturnDispositioned" -> tell(fact, RETURN, "returnId", "lineId", 1);
      case "inventory.StockMoved" -> move(fact);
      default -> {}
    }
  }

  private void tell(Fact fact, String kind, String head, String tail, int sign) {
    if (!messages.isFirst(kind + fact.text(head))) {
      return;
    }
    for (var line : fact.data().path("lines")) {
      if (!line.path("disposition").asText().equals("SCRAP")) {
        var key = kind + " " + fact.text(head) + "/" + line.path(tail).asText();
        if (kind.equals(RETURN)) {
          key += "/" + line.path("sku").asText(); // a kit comes back as several
        }
        told.merge(key, sign * line.path("quantity").asLong(), Long::sum);
        places.put(key, fact.place());
      }
    }
  }

  private void move(Fact fact) {
    var data = fact.data();
    var kind = data.path("kind").asText();
    if (messages.isFirst(fact.text("movementId"))) {
      moved.merge(kind + " " + reference(kind, data), data.path("quantity").asLong(), Long::sum);
    }
  }

  private static String reference(String kind, JsonNode data) {
    var reference = data.path("referenceId").asText();
    return kind.equals("SHIPMENT") || kind.equals(RETURN)
        ? reference + "/" + data.path("sku").asText()
        : reference;
  }

  /// Only where both sides were seen: what is missing altogether is another finding.
  void conclude(Check check) {
    told.forEach(
        (key, units) -> {
          var there = moved.get(key);
          if (there != null) {
            check.expect(
                there.equals(units),
                "%s: stock moved %d, but %d was told: %s",
                key,
                there,
                units,
                places.get(key));
          }
        });
  }
}

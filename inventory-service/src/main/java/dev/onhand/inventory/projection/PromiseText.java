package dev.onhand.inventory.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.onhand.inventory.json.JsonText;
import dev.onhand.inventory.ledger.StockEvent.Allocation;
import dev.onhand.inventory.ledger.StockEvent.Candidate;
import dev.onhand.platform.message.Json;
import java.util.List;

/// What every promise has, as JSON.
final class PromiseText {
  private final JsonText json = new JsonText();
  private List<Candidate> explanation = List.of();
  private byte[] explanationText = {'[', ']'};

  byte[] allocations(List<Allocation> allocations) {
    json.raw("[");
    for (int i = 0; i < allocations.size(); i++) {
      var a = allocations.get(i);
      json.raw(i == 0 ? "{\"lineId\":" : ",{\"lineId\":").string(a.lineId());
      json.raw(",\"sku\":").string(a.sku());
      json.raw(",\"locationId\":").string(a.locationId());
      json.raw(",\"lot\":").string(a.lot());
      json.raw(",\"quantity\":").number(a.quantity()).raw("}");
    }
    return json.raw("]").take();
  }

  /// Often the same as that of the order before.
  byte[] explanation(List<Candidate> candidates) {
    if (!candidates.equals(explanation)) {
      explanation = candidates;
      explanationText = Json.write(candidates).getBytes(UTF_8);
    }
    return explanationText;
  }
}

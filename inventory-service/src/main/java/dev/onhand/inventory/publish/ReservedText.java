package dev.onhand.inventory.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.onhand.inventory.json.JsonText;
import dev.onhand.inventory.ledger.StockEvent.Candidate;
import dev.onhand.inventory.publish.StockMessages.Reserved;
import dev.onhand.inventory.publish.StockMessages.Units;
import dev.onhand.platform.message.Json;
import java.util.List;

/// A promise as JSON: the message that comes with almost every order.
final class ReservedText {
  private final JsonText json = new JsonText();
  private List<Candidate> explanation = List.of();
  private byte[] explanationText = {'[', ']'};

  /// @param reserved without shortages
  byte[] write(Reserved reserved) {
    json.raw("{\"reservationId\":").string(reserved.reservationId());
    json.raw(",\"orderId\":").string(reserved.orderId());
    json.raw(",\"pool\":").string(reserved.pool());
    json.raw(",\"allocations\":[");
    for (int i = 0; i < reserved.allocations().size(); i++) {
      if (i > 0) json.raw(",");
      write(reserved.allocations().get(i));
    }
    json.raw("],\"ruleVersion\":").number(reserved.ruleVersion());
    json.raw(",\"explanation\":").raw(explained(reserved.explanation()));
    if (reserved.expiresAt() != null) {
      json.raw(",\"expiresAt\":\"").raw(reserved.expiresAt().toString()).raw("\"");
    }
    json.raw(",\"reservedAt\":\"").raw(reserved.reservedAt().toString()).raw("\"}");
    return json.take();
  }

  private void write(Units units) {
    json.raw("{\"lineId\":").string(units.lineId());
    json.raw(",\"sku\":").string(units.sku());
    json.raw(",\"locationId\":").string(units.locationId());
    if (units.lot() != null) json.raw(",\"lot\":").string(units.lot());
    json.raw(",\"quantity\":").number(units.quantity()).raw("}");
  }

  /// Often the same as that of the order before.
  private byte[] explained(List<Candidate> candidates) {
    if (!candidates.equals(explanation)) {
      explanation = candidates;
      explanationText = Json.write(candidates).getBytes(UTF_8);
    }
    return explanationText;
  }
}

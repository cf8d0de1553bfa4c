package dev.onhand.local.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onhand.local.stack.Part;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Some customers send something back soon after it was delivered; the clerk registers it.
final class Customers implements Party {
  private static final List<String> REASONS =
      List.of("TOO_SMALL", "TOO_LARGE", "NOT_AS_DESCRIBED", "DAMAGED", "CHANGED_MIND");
  private static final double RETURNS = 0.065;
  private static final Duration SOON = Duration.ofMillis(300);
  private static final int ATTEMPTS_MAX = 20;

  private final Platform platform;
  private final Chance chance;
  private final Board board;
  private final Map<String, JsonNode> parcels = new HashMap<>();

  Customers(Platform platform, Chance chance, Board board) {
    this.platform = platform;
    this.chance = chance;
    this.board = board;
  }

  @Override
  public void hear(Message message, Agenda agenda) {
    var id = message.text("fulfillmentOrderId");
    switch (message.type()) {
      case "fulfillment.ShipmentShipped.v1" -> parcels.put(id, message.payload());
      case "fulfillment.ShipmentDelivered.v1" -> {
        var parcel = parcels.remove(id);
        if (parcel != null && board.isOurs(message.text("orderId")) && returns(message)) {
          agenda.in(SOON, () -> sendBack(parcel, agenda, 1));
        }
      }
      default -> {}
    }
  }

  private boolean returns(Message message) {
    return chance.happens("return", board.externalId(message.text("orderId")), RETURNS);
  }

  /// The returns service may not have heard of the delivery yet: then later.
  private void sendBack(JsonNode parcel, Agenda agenda, int attempt) {
    var orderId = parcel.path("orderId").asText();
    var line = parcel.path("lines").path(0);
    var request = Json.object().put("orderId", orderId);
    request
        .putArray("lines")
        .addObject()
        .put("lineId", line.path("lineId").asText())
        .put("quantity", 1)
        .put("reason", REASONS.get(chance.below(REASONS.size(), "reason", orderId)));
    var key = "return-" + parcel.path("shipmentId").asText();
    var answer = platform.post(Platform.Person.CLERK, Part.RETURNS, "/returns", request, key);
    if (answer.isOk()) {
      board.returnAsked();
    } else if (attempt < ATTEMPTS_MAX) {
      agenda.in(SOON, () -> sendBack(parcel, agenda, attempt + 1));
    } else {
      board.note(
          "return of order %s refused: %d %s".formatted(orderId, answer.status(), answer.text()));
    }
  }
}

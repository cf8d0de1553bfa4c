package dev.onhand.local.world;

import java.time.Duration;

/// Delivers every parcel after a while.
final class Carrier implements Party {
  private static final int TRANSIT_MILLIS_MIN = 200;
  private static final int TRANSIT_MILLIS_MAX = 1_500;

  private final Facts facts;
  private final Chance chance;

  Carrier(Facts facts, Chance chance) {
    this.facts = facts;
    this.chance = chance;
  }

  @Override
  public void hear(Message message, Agenda agenda) {
    if (message.type().equals("fulfillment.ShipmentShipped.v1")) {
      var id = message.text("fulfillmentOrderId");
      int millis = TRANSIT_MILLIS_MIN + chance.below(TRANSIT_MILLIS_MAX, "transit", id);
      agenda.in(Duration.ofMillis(millis), () -> deliver(message, id));
    }
  }

  private void deliver(Message shipped, String id) {
    var delivered = Json.object().put("trackingNumber", shipped.text("trackingNumber"));
    delivered.put("carrier", shipped.text("carrier")).put("fulfillmentOrderId", id);
    delivered.put("deliveredAt", Message.now());
    facts.publish(
        "carrier",
        "carrier.events",
        id,
        "carrier.ShipmentDelivered.v1",
        shipped.text("trackingNumber"),
        delivered);
  }
}

package dev.onhand.local.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The warehouse management system of all locations: picks, packs and ships, receives goods,
/// inspects returns.
final class Warehouse implements Party {
  private static final String PARTY = "wms";
  private static final String TOPIC = "warehouse.events";
  private static final List<String> CARRIERS = List.of("dhl", "dpd", "gls");
  private static final List<String> GRADES = List.of("A", "A", "A", "A", "B", "B", "C", "D");
  private static final int PICK_MILLIS_MAX = 600;
  private static final int GRAMS_MAX = 4_000;
  private static final Duration STEP = Duration.ofMillis(60);

  private enum Progress {
    WAITING,
    PICKED,
    CANCELLED
  }

  private final Facts facts;
  private final Chance chance;
  private final Map<String, Progress> picks = new HashMap<>();

  Warehouse(Facts facts, Chance chance) {
    this.facts = facts;
    this.chance = chance;
  }

  @Override
  public void hear(Message message, Agenda agenda) {
    switch (message.type()) {
      case "fulfillment.PickRequested.v1" -> plan(message, agenda);
      case "fulfillment.PickCancelled.v1" -> cancel(message);
      case "procurement.ReceiptExpected.v1" -> agenda.in(STEP, () -> receive(message));
      case "returns.ReturnExpected.v1" -> {
        agenda.in(STEP, () -> takeBack(message));
        agenda.in(STEP.multipliedBy(2), () -> inspect(message));
      }
      default -> {}
    }
  }

  private void plan(Message request, Agenda agenda) {
    var id = request.text("fulfillmentOrderId");
    picks.putIfAbsent(id, Progress.WAITING);
    var delay = Duration.ofMillis(chance.below(PICK_MILLIS_MAX, "pick", id));
    agenda.in(
        delay,
        () -> {
          // Heard twice, it is done twice: the messages have the same ids.
          if (picks.get(id) != Progress.CANCELLED) {
            picks.put(id, Progress.PICKED);
            pick(request, id);
            agenda.in(STEP, () -> pack(id));
            agenda.in(STEP.multipliedBy(2), () -> ship(request, id));
          }
        });
  }

  private void pick(Message request, String id) {
    var picked = Json.object().put("fulfillmentOrderId", id);
    picked.put("locationId", request.text("locationId"));
    picked.set("lines", request.payload().path("lines"));
    say("warehouse.PickConfirmed.v1", id, picked.put("pickedAt", Message.now()));
  }

  private void pack(String id) {
    var packed = Json.object().put("fulfillmentOrderId", id);
    packed
        .putArray("packages")
        .addObject()
        .put("packageId", "P-" + id)
        .put("weightGrams", 1 + chance.below(GRAMS_MAX, "weight", id));
    say("warehouse.PackConfirmed.v1", id, packed.put("packedAt", Message.now()));
  }

  private void ship(Message request, String id) {
    var carrier = CARRIERS.get(chance.below(CARRIERS.size(), "carrier", id));
    var shipped = Json.object().put("fulfillmentOrderId", id).put("carrier", carrier);
    shipped.put("trackingNumber", carrier.toUpperCase(java.util.Locale.ROOT) + "-" + id);
    shipped.set("lines", request.payload().path("lines"));
    say("warehouse.ShipConfirmed.v1", id, shipped.put("shippedAt", Message.now()));
    picks.remove(id);
  }

  private void cancel(Message request) {
    var id = request.text("fulfillmentOrderId");
    boolean inTime = picks.replace(id, Progress.WAITING, Progress.CANCELLED);
    var answer = Json.object().put("fulfillmentOrderId", id);
    say("warehouse.PickCancellationAnswered.v1", id, answer.put("cancelled", inTime));
  }

  private void receive(Message request) {
    var id = request.text("purchaseOrderId");
    var received = Json.object().put("purchaseOrderId", id).put("deliveryNote", "DN-" + id);
    received.put("locationId", request.text("locationId"));
    received.set("lines", request.payload().path("lines"));
    say("warehouse.GoodsReceived.v1", id, received.put("receivedAt", Message.now()));
  }

  private void takeBack(Message request) {
    var id = request.text("returnId");
    var received = Json.object().put("returnId", id);
    received.put("locationId", request.text("locationId"));
    received.set("lines", request.payload().path("lines"));
    say("warehouse.ReturnReceived.v1", id, received.put("receivedAt", Message.now()));
  }

  private void inspect(Message request) {
    var id = request.text("returnId");
    var inspected = Json.object().put("returnId", id);
    var lines = inspected.putArray("lines");
    for (var line : request.payload().path("lines")) {
      var lineId = line.path("lineId").asText();
      var grade = GRADES.get(chance.below(GRADES.size(), "grade", id + lineId));
      lines.add(((ObjectNode) line.deepCopy()).put("grade", grade));
    }
    say("warehouse.ReturnInspected.v1", id, inspected.put("inspectedAt", Message.now()));
  }

  private void say(String type, String subject, ObjectNode payload) {
    facts.publish(PARTY, TOPIC, subject, type, subject, payload);
  }
}

package dev.onhand.local.verify;

import java.util.HashMap;
import java.util.Map;

/// E: a reservation ends at most once, and what ships on it was promised by it.
final class ReservationCheck extends Check {

  private static final class Promise {
    String begun;
    String ended;
    String endedBy;
    final Map<String, Long> units = new HashMap<>();
    final Map<String, String> shipments = new HashMap<>();
  }

  private final Map<String, Promise> promises = new HashMap<>();
  private final Once messages = new Once();
  private final Once shipped = new Once();

  ReservationCheck() {
    super("E", "a reservation ends once, shipped <= reserved");
  }

  @Override
  void see(Fact fact) {
    switch (fact.type()) {
      case "inventory.StockReserved" -> reserved(fact);
      case "inventory.ReservationRejected" -> ended(fact, true);
      case "inventory.ReservationReleased", "inventory.ReservationExpired" -> ended(fact, true);
      case "inventory.ReservationShipped" -> ended(fact, fact.data().path("complete").asBoolean());
      case "fulfillment.ShipmentShipped" -> shipped(fact);
      default -> {}
    }
  }

  private void reserved(Fact fact) {
    if (!messages.isFirst(fact.id())) {
      return;
    }
    var promise = promise(fact);
    expect(
        promise.begun == null,
        "reservation %s was promised twice: %s and %s",
        fact.text("reservationId"),
        promise.begun,
        fact.place());
    promise.begun = fact.place();
    for (var line : fact.data().path("allocations")) {
      promise.units.merge(key(line), line.path("quantity").asLong(), Long::sum);
    }
  }

  private static String key(com.fasterxml.jackson.databind.JsonNode line) {
    return line.path("lineId").asText() + " " + line.path("sku").asText();
  }

  private void ended(Fact fact, boolean terminal) {
    if (!terminal || !messages.isFirst(fact.id())) {
      return;
    }
    var promise = promise(fact);
    expect(
        promise.ended == null,
        "reservation %s ended as %s and as %s: %s",
        fact.text("reservationId"),
        promise.ended,
        fact.type(),
        fact.place());
    promise.ended = fact.type();
    promise.endedBy = fact.place();
  }

  private void shipped(Fact fact) {
    if (fact.text("reservationId") == null || !shipped.isFirst(fact.text("shipmentId"))) {
      return;
    }
    var promise = promise(fact);
    for (var line : fact.data().path("lines")) {
      var key = key(line);
      promise.units.merge(key, -line.path("quantity").asLong(), Long::sum);
      promise.shipments.put(key, fact.place());
    }
  }

  private Promise promise(Fact fact) {
    return promises.computeIfAbsent(fact.text("reservationId"), _ -> new Promise());
  }

  @Override
  void conclude(Map<String, Database> databases) {
    promises.forEach(
        (id, promise) ->
            promise.units.forEach(
                (line, left) ->
                    expect(
                        left >= 0,
                        "reservation %s shipped %d more of %s than it had: %s",
                        id,
                        -left,
                        line,
                        promise.shipments.get(line))));
    promises.forEach(
        (id, promise) ->
            expect(
                !"inventory.ReservationRejected".equals(promise.ended) || promise.begun == null,
                "reservation %s was both promised (%s) and refused (%s)",
                id,
                promise.begun,
                promise.endedBy));
  }
}

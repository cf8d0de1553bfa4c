package dev.onhand.local.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/// What the messages about reservations say of the units that are promised.
final class Reservations {
  static final String RESERVED = "inventory.StockReserved";
  static final String REJECTED = "inventory.ReservationRejected";
  private static final String SHIPPED = "inventory.ReservationShipped";

  private static final Set<String> ENDS =
      Set.of(
          "inventory.ReservationReleased",
          "inventory.ReservationExpired",
          "inventory.ReservationBroken");

  private Reservations() {}

  static boolean concerns(Fact fact) {
    var type = fact.type();
    return type.equals(RESERVED)
        || type.equals(REJECTED)
        || type.equals(SHIPPED)
        || ENDS.contains(type);
  }

  /// Whether nothing can come after it.
  static boolean ends(Fact fact) {
    return fact.type().equals(SHIPPED)
        ? fact.data().path("complete").asBoolean()
        : ENDS.contains(fact.type());
  }

  /// Units by `lineId/sku/locationId`: added where they are promised, taken where they leave.
  static Map<String, Long> changes(Fact fact) {
    return changes(fact, "lineId", "sku", "locationId");
  }

  /// The same by `sku/locationId`, whatever the line.
  static Map<String, Long> changesOfPositions(Fact fact) {
    return changes(fact, "sku", "locationId");
  }

  private static Map<String, Long> changes(Fact fact, String... fields) {
    boolean promised = fact.type().equals(RESERVED);
    var changes = new HashMap<String, Long>();
    for (var line : fact.data().path(promised ? "allocations" : "lines")) {
      var key = new StringJoiner("/");
      for (var field : fields) {
        key.add(line.path(field).asText());
      }
      long units = line.path("quantity").asLong();
      changes.merge(key.toString(), promised ? units : -units, Long::sum);
    }
    return changes;
  }
}

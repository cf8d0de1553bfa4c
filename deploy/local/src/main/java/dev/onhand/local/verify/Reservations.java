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
  private static final String FILLED = "inventory.BackorderFilled";
  private static final String REALLOCATED = "inventory.ReservationReallocated";

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
        || type.equals(FILLED)
        || type.equals(REALLOCATED)
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
    var changes = new HashMap<String, Long>();
    switch (fact.type()) {
      case RESERVED, FILLED -> add(changes, fact, "allocations", 1, fields);
      case REALLOCATED -> {
        add(changes, fact, "freed", -1, fields);
        add(changes, fact, "allocations", 1, fields);
      }
      default -> add(changes, fact, "lines", -1, fields);
    }
    return changes;
  }

  private static void add(
      Map<String, Long> changes, Fact fact, String list, int sign, String... fields) {
    for (var line : fact.data().path(list)) {
      var key = new StringJoiner("/");
      for (var field : fields) {
        key.add(line.path(field).asText());
      }
      changes.merge(key.toString(), sign * line.path("quantity").asLong(), Long::sum);
    }
  }
}

package dev.onhand.ledger.order;

import dev.onhand.ledger.order.OrderFact.Units;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What of a shipment the customer is charged for.
///
/// @param charged units of order lines, of kits those that are whole with this shipment
/// @param parts components of kits, charged now or with a later shipment
/// @param excess what the order does not have
record Shipment(List<Units> charged, List<Units> parts, List<Units> excess) {

  static Shipment of(OrderFact.Shipped fact, OrderBooks books) {
    var shipment = new Shipment(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Map<String, OrderTerms.Line> byId = new HashMap<>();
    books.terms().lines().forEach(line -> byId.put(line.lineId(), line));
    OrderKits kits = books.kits();
    for (Units units : fact.lines()) {
      OrderTerms.Line line = byId.get(units.lineId());
      if (line == null) {
        shipment.excess.add(units);
      } else if (kits.isPart(line, units.sku())) {
        shipment.take(units, kits.open(line, units.sku()), shipment.parts);
        kits = books.kits().shipped(shipment.parts);
      } else {
        shipment.take(units, shipment.open(line, books), shipment.charged);
      }
    }
    for (OrderTerms.Line line : books.terms().lines()) {
      long whole = kits.whole(line) - books.kits().whole(line);
      long now = Math.min(whole, shipment.open(line, books));
      if (now > 0) {
        shipment.charged.add(new Units(line.lineId(), line.sku(), now));
      }
    }
    return shipment;
  }

  long chargedOf(OrderTerms.Line line) {
    return charged.stream()
        .filter(units -> units.lineId().equals(line.lineId()))
        .mapToLong(Units::quantity)
        .sum();
  }

  private long open(OrderTerms.Line line, OrderBooks books) {
    return line.quantity() - books.shipped().getOrDefault(line.lineId(), 0L) - chargedOf(line);
  }

  private void take(Units units, long open, List<Units> taken) {
    long now = Math.min(units.quantity(), open);
    if (now > 0) {
      taken.add(new Units(units.lineId(), units.sku(), now));
    }
    if (units.quantity() > now) {
      excess.add(new Units(units.lineId(), units.sku(), units.quantity() - now));
    }
  }
}

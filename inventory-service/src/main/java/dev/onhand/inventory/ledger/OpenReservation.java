package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.StockEvent.Allocation;
import java.util.ArrayList;
import java.util.List;

/// A promise that has not ended: which units are reserved for which line of which order.
final class OpenReservation {
  final String id;
  final String orderId;
  final int priority;
  final long expiresAtMs;

  /// Which reservation of its pool this is, in the order of their making.
  final long ordinal;

  /// How many events the reservation has had.
  int number = 1;

  /// Where it stands in the heap of those that expire; -1 where it does not.
  int heapAt = -1;

  final String[] lineIds;
  final int[] skus;
  final int[] locations;
  final long[] units;

  OpenReservation(
      String id, String orderId, int priority, long expiresAtMs, long ordinal, int allocations) {
    this.id = id;
    this.orderId = orderId;
    this.priority = priority;
    this.expiresAtMs = expiresAtMs;
    this.ordinal = ordinal;
    lineIds = new String[allocations];
    skus = new int[allocations];
    locations = new int[allocations];
    units = new long[allocations];
  }

  long unitsAt(int sku, int location) {
    long sum = 0;
    for (int i = 0; i < units.length; i++) {
      if (skus[i] == sku && locations[i] == location) {
        sum += units[i];
      }
    }
    return sum;
  }

  boolean isEmpty() {
    for (long open : units) {
      if (open > 0) {
        return false;
      }
    }
    return true;
  }

  /// Everything still open, as it is written in events.
  List<Allocation> open(Symbols items, Symbols places) {
    List<Allocation> open = new ArrayList<>(units.length);
    for (int i = 0; i < units.length; i++) {
      if (units[i] > 0) {
        open.add(
            new Allocation(lineIds[i], items.text(skus[i]), places.text(locations[i]), units[i]));
      }
    }
    return open;
  }
}

package dev.onhand.order.order;

import java.util.List;

/// What was handed to fulfilment at one time, out of one reservation: one fulfilment order for each
/// of its locations. `number` counts the releases of an order from 1.
record Release(int number, String reservationId, String pool, List<Allocation> allocations) {
  Release {
    allocations = List.copyOf(allocations);
  }

  long locations() {
    return allocations.stream().map(Allocation::locationId).distinct().count();
  }
}

package dev.onhand.order.order;

import java.util.List;

/// The order's claim on stock. Each attempt has an id of its own, so that answers to an earlier
/// one are recognized as late.
record Reservation(int attempts, String id, State state, List<Allocation> allocations) {
  enum State {
    NONE,
    ASKED,
    STANDING,
    /// Refused, lost, or given back.
    GONE
  }

  static final Reservation NONE = new Reservation(0, null, State.NONE, List.of());

  Reservation asked(String newId) {
    return new Reservation(attempts + 1, newId, State.ASKED, List.of());
  }

  Reservation standing(List<Allocation> promised) {
    return new Reservation(attempts, id, State.STANDING, List.copyOf(promised));
  }

  Reservation gone() {
    return new Reservation(attempts, id, State.GONE, allocations);
  }

  boolean is(String reservationId, State wanted) {
    return state == wanted && reservationId.equals(id);
  }

  /// True when the ledger holds stock for it, or soon may.
  boolean mayHoldStock() {
    return state == State.ASKED || state == State.STANDING;
  }

  /// How many locations, and so fulfilment orders, serve the order.
  long locations() {
    return allocations.stream().map(Allocation::locationId).distinct().count();
  }
}

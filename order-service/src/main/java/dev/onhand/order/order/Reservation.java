package dev.onhand.order.order;

import java.util.ArrayList;
import java.util.List;

/// The order's claim on stock. Each attempt has an id of its own, so that answers to an earlier
/// one are recognized as late. `told`: others have heard that it waits.
record Reservation(
    int attempts, String id, State state, List<Allocation> allocations, boolean told) {
  enum State {
    NONE,
    ASKED,
    STANDING,
    /// It waits for units that have to come; what is promised so far stands.
    WAITING,
    /// Refused, lost, or given back.
    GONE
  }

  static final Reservation NONE = new Reservation(0, null, State.NONE, List.of(), false);

  Reservation asked(String newId) {
    return new Reservation(attempts + 1, newId, State.ASKED, List.of(), false);
  }

  Reservation waiting(List<Allocation> more) {
    var all = new ArrayList<>(allocations);
    all.addAll(more);
    return new Reservation(attempts, id, State.WAITING, List.copyOf(all), told);
  }

  Reservation toldToWait() {
    return new Reservation(attempts, id, State.WAITING, allocations, true);
  }

  Reservation standing(List<Allocation> promised) {
    return new Reservation(attempts, id, State.STANDING, List.copyOf(promised), told);
  }

  Reservation gone() {
    return new Reservation(attempts, id, State.GONE, allocations, told);
  }

  boolean is(String reservationId, State wanted) {
    return state == wanted && reservationId.equals(id);
  }

  /// True while an answer about it can still change anything.
  boolean open(String reservationId) {
    return mayHoldStock() && reservationId.equals(id);
  }

  /// True when the ledger holds stock for it, or soon may.
  boolean mayHoldStock() {
    return state == State.ASKED || state == State.STANDING || state == State.WAITING;
  }

  /// How many locations, and so fulfilment orders, serve the order.
  long locations() {
    return allocations.stream().map(Allocation::locationId).distinct().count();
  }
}

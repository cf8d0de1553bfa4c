package dev.onhand.order.order;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The order's claims on stock, one for each pool that serves it. `attempts` counts all there ever
/// were; `lapsed` the holds in a row that ended before all pools had answered.
record Reservation(int attempts, int lapsed, List<Claim> claims) {
  static final Reservation NONE = new Reservation(0, 0, List.of());

  Reservation asked(Claim claim) {
    var open = new ArrayList<>(open());
    open.add(claim);
    return new Reservation(attempts + 1, lapsed, List.copyOf(open));
  }

  Reservation change(String reservationId, UnaryOperator<Claim> change) {
    return new Reservation(
        attempts,
        lapsed,
        claims.stream()
            .map(c -> c.reservationId().equals(reservationId) ? change.apply(c) : c)
            .toList());
  }

  Reservation lost(String reservationId) {
    var claim = claim(reservationId);
    var held = claim != null && claim.bond() != Claim.Bond.FIRM;
    var next = change(reservationId, Claim::gone);
    return new Reservation(attempts, held ? lapsed + 1 : lapsed, next.claims());
  }

  Reservation committed(String reservationId) {
    var next = change(reservationId, c -> c.bound(Claim.Bond.FIRM));
    return new Reservation(attempts, 0, next.claims());
  }

  /// The claim of this id, or null.
  Claim claim(String reservationId) {
    for (var claim : claims) if (claim.reservationId().equals(reservationId)) return claim;
    return null;
  }

  List<Claim> open() {
    return claims.stream().filter(Claim::open).toList();
  }

  /// The id of the first claim; null before any.
  String id() {
    return claims.isEmpty() ? null : claims.getFirst().reservationId();
  }

  /// All that is promised, in all pools.
  List<Allocation> allocations() {
    return open().stream().flatMap(c -> c.allocations().stream()).toList();
  }

  /// True when the ledger holds stock for it, or soon may.
  boolean mayHoldStock() {
    return claims.stream().anyMatch(Claim::open);
  }

  /// Nothing is a mere hold any more: what is promised will be there.
  boolean firm() {
    return open().stream().allMatch(c -> c.bond() == Claim.Bond.FIRM);
  }

  /// Every pool has answered, and some promises are holds yet.
  boolean toCommit() {
    var open = open();
    return open.stream().allMatch(Claim::promised)
        && open.stream().anyMatch(c -> c.bond() == Claim.Bond.HELD);
  }

  /// All that was asked for is promised for good.
  boolean complete() {
    var open = open();
    return !open.isEmpty()
        && firm()
        && open.stream().allMatch(c -> c.state() == Claim.State.STANDING);
  }
}

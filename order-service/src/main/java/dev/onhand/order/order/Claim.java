package dev.onhand.order.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One pool's part of an order's claim on stock. Its id is of one attempt only, so that answers to
/// an earlier one are recognized as late. `told`: others have heard that it waits; `announced`: and
/// that all of it is promised. `unreleased` are those of `allocations` that no warehouse has yet;
/// `waiting` is by line.
record Claim(
    String reservationId,
    String pool,
    State state,
    Bond bond,
    boolean told,
    boolean announced,
    List<Allocation> allocations,
    List<Allocation> unreleased,
    Map<String, Awaited> waiting) {

  enum State {
    ASKED,
    /// It waits for units that have to come; what is promised so far stands.
    WAITING,
    STANDING,
    /// Refused, lost, or given back.
    GONE
  }

  /// An order that spans pools is held in all of them first, and made firm when all hold.
  enum Bond {
    FIRM,
    HELD,
    COMMITTING
  }

  /// Units that have to come; `expectedAt` is null when nobody knows when.
  record Awaited(long units, Instant expectedAt) {}

  static Claim asked(String reservationId, String pool, boolean firm) {
    var bond = firm ? Bond.FIRM : Bond.HELD;
    return new Claim(
        reservationId, pool, State.ASKED, bond, false, false, List.of(), List.of(), Map.of());
  }

  /// True when the ledger holds stock for it, or soon may.
  boolean open() {
    return state != State.GONE;
  }

  boolean promised() {
    return state == State.STANDING || state == State.WAITING;
  }

  boolean anyReleased() {
    return allocations.size() > unreleased.size();
  }

  Claim partly(List<Allocation> more) {
    var left = new HashMap<>(waiting);
    for (var came : more) {
      left.computeIfPresent(
          came.lineId(),
          (_, w) ->
              w.units() <= came.quantity()
                  ? null
                  : new Awaited(w.units() - came.quantity(), w.expectedAt()));
    }
    return with(State.WAITING, joined(allocations, more), joined(unreleased, more), left);
  }

  /// `all` that is promised by now begins with what was promised before.
  Claim standing(List<Allocation> all) {
    var more = all.subList(Math.min(allocations.size(), all.size()), all.size());
    return with(State.STANDING, List.copyOf(all), joined(unreleased, more), Map.of());
  }

  Claim announcing() {
    return new Claim(
        reservationId, pool, state, bond, told, true, allocations, unreleased, waiting);
  }

  Claim awaiting(List<WaitingLine> lines) {
    var all = new HashMap<String, Awaited>();
    for (var line : lines) {
      all.merge(line.lineId(), new Awaited(line.quantity(), line.expectedAt()), Claim::later);
    }
    return new Claim(
        reservationId,
        pool,
        State.WAITING,
        bond,
        true,
        announced,
        allocations,
        unreleased,
        Map.copyOf(all));
  }

  private static Awaited later(Awaited one, Awaited other) {
    var units = one.units() + other.units();
    if (one.expectedAt() == null || other.expectedAt() == null) return new Awaited(units, null);
    var first = one.expectedAt().isBefore(other.expectedAt());
    return new Awaited(units, first ? other.expectedAt() : one.expectedAt());
  }

  Claim bound(Bond next) {
    return new Claim(
        reservationId, pool, state, next, told, announced, allocations, unreleased, waiting);
  }

  Claim gone() {
    return with(State.GONE, allocations, unreleased, Map.of());
  }

  Claim releasing(List<Allocation> released) {
    var left = new ArrayList<>(unreleased);
    for (var some : released) left.remove(some);
    return with(state, allocations, List.copyOf(left), waiting);
  }

  private Claim with(
      State next, List<Allocation> all, List<Allocation> left, Map<String, Awaited> awaited) {
    return new Claim(
        reservationId, pool, next, bond, told, announced, all, left, Map.copyOf(awaited));
  }

  private static List<Allocation> joined(List<Allocation> some, List<Allocation> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}

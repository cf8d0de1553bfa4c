package dev.onhand.order.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One pool's part of an order's claim on stock. Its id is of one attempt only, so that answers to
/// an earlier one are recognized as late. `told`: others have heard that it waits; `announced`: and
/// that all of it is promised. `unreleased` are those of `allocations` that no warehouse has yet;
/// `waiting` is by line and item, which are several for a kit.
record Claim(
    String reservationId,
    String pool,
    State state,
    Bond bond,
    boolean told,
    boolean announced,
    List<Allocation> allocations,
    List<Allocation> unreleased,
    Map<Part, Awaited> waiting) {

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

  /// An item of a line.
  record Part(String lineId, String sku) {}

  /// Units that have to come; `expectedAt` is null when nobody knows when.
  record Awaited(long units, Instant expectedAt) {
    /// Both, when the later of them is there.
    Awaited and(Awaited other) {
      var all = units + other.units;
      if (expectedAt == null || other.expectedAt == null) return new Awaited(all, null);
      return new Awaited(
          all, expectedAt.isBefore(other.expectedAt) ? other.expectedAt : expectedAt);
    }
  }

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
    return units(allocations) > units(unreleased);
  }

  private static long units(List<Allocation> some) {
    return some.stream().mapToLong(Allocation::quantity).sum();
  }

  Claim partly(List<Allocation> more) {
    var left = new HashMap<>(waiting);
    for (var came : more) {
      left.computeIfPresent(
          new Part(came.lineId(), came.sku()),
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

  static Map<Part, Awaited> awaited(List<WaitingLine> lines) {
    var all = new HashMap<Part, Awaited>();
    for (var line : lines) {
      all.merge(
          new Part(line.lineId(), line.sku()),
          new Awaited(line.quantity(), line.expectedAt()),
          Awaited::and);
    }
    return all;
  }

  Claim awaiting(List<WaitingLine> lines) {
    return new Claim(
        reservationId,
        pool,
        State.WAITING,
        bond,
        true,
        announced,
        allocations,
        unreleased,
        Map.copyOf(awaited(lines)));
  }

  /// The same units, expected on other dates.
  Claim promisedAnew(List<ChangedPromise> lines) {
    var all = new HashMap<>(waiting);
    for (var line : lines) {
      all.computeIfPresent(
          new Part(line.lineId(), line.sku()), (_, w) -> new Awaited(w.units(), line.expectedAt()));
    }
    return with(state, allocations, unreleased, all);
  }

  Claim bound(Bond next) {
    return new Claim(
        reservationId, pool, state, next, told, announced, allocations, unreleased, waiting);
  }

  Claim gone() {
    return with(State.GONE, allocations, unreleased, Map.of());
  }

  /// What the line waits for, item by item.
  List<Map.Entry<Part, Awaited>> waitingOf(String lineId) {
    return waiting.entrySet().stream()
        .filter(w -> w.getKey().lineId().equals(lineId))
        .sorted(Comparator.comparing(w -> w.getKey().sku()))
        .toList();
  }

  Claim releasing(List<Allocation> released) {
    var left = new ArrayList<>(unreleased);
    for (var some : released) take(left, some);
    return with(state, allocations, List.copyOf(left), waiting);
  }

  private static void take(List<Allocation> from, Allocation units) {
    long more = units.quantity();
    for (int i = 0; i < from.size() && more > 0; i++) {
      var some = from.get(i);
      if (!some.samePlace(units)) continue;
      long taken = Math.min(more, some.quantity());
      more -= taken;
      from.set(i, some.of(some.quantity() - taken));
    }
    from.removeIf(some -> some.quantity() == 0);
  }

  private Claim with(
      State next, List<Allocation> all, List<Allocation> left, Map<Part, Awaited> awaited) {
    return new Claim(
        reservationId, pool, next, bond, told, announced, all, left, Map.copyOf(awaited));
  }

  private static List<Allocation> joined(List<Allocation> some, List<Allocation> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}

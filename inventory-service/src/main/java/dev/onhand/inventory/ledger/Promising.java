package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.RuleBook.Eligible;
import dev.onhand.inventory.ledger.StockCommand.Line;
import dev.onhand.inventory.ledger.StockCommand.ReserveStock;
import dev.onhand.inventory.ledger.StockEvent.ReservationRejected;
import dev.onhand.inventory.ledger.StockEvent.Shortage;
import dev.onhand.inventory.ledger.StockEvent.StockBackordered;
import dev.onhand.inventory.ledger.StockEvent.StockReserved;
import dev.onhand.inventory.ledger.StockEvent.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What is decided when an order asks for units. Lines that name one item are added up first; then
/// the policy says what becomes of an order of which not all is there.
final class Promising {
  private final LedgerState state;
  private final LedgerLimits limits;
  private final Availability availability;
  private final Sourcing sourcing;
  private final Consumer<StockEvent> happened;

  private final Demand demand = new Demand();
  private List<Shortage> shortages = new ArrayList<>();

  /// @param happened applies an event to the state and keeps it for the entry
  Promising(
      LedgerState state, LedgerLimits limits, Sourcing sourcing, Consumer<StockEvent> happened) {
    this.state = state;
    this.limits = limits;
    this.sourcing = sourcing;
    this.happened = happened;
    availability = new Availability(state);
  }

  StockOutcome reserve(ReserveStock c, long atMs) {
    List<Line> lines = c.lines();
    Policy policy = Policy.of(c.policy());
    StockOutcome nonsense = nonsense(c, policy, atMs);
    if (nonsense != null) {
      return reject(c, nonsense);
    }
    int[] skus = new int[lines.size()];
    if (!addUp(lines, skus)) {
      return reject(c, StockOutcome.UNKNOWN_SKU);
    }
    Eligible eligible = state.rules.forOrder(c.channel(), c.country(), c.serviceLevel());
    if (isThere(c.channel(), eligible)) {
      promise(c, lines, skus, eligible, List.of());
      return StockOutcome.RESERVED;
    }
    return switch (policy) {
      case SHIP_COMPLETE -> reject(c, StockOutcome.INSUFFICIENT_STOCK);
      case SHIP_AVAILABLE, BACKORDER, PREORDER -> inPart(c, policy, skus, eligible);
    };
  }

  /// Reasons to say no that have nothing to do with stock.
  private StockOutcome nonsense(ReserveStock c, Policy policy, long atMs) {
    List<Line> lines = c.lines();
    if (!state.open) return StockOutcome.POOL_NOT_OPEN;
    if (policy == null) return StockOutcome.POLICY_UNKNOWN;
    if (lines.isEmpty()) return StockOutcome.NO_LINES;
    if (lines.size() > limits.linesMax()) return StockOutcome.TOO_MANY_LINES;
    if (c.expiresAtMs() != 0 && c.expiresAtMs() <= atMs) return StockOutcome.ALREADY_EXPIRED;
    for (int i = 0; i < lines.size(); i++) {
      long quantity = lines.get(i).quantity();
      if (quantity <= 0) return StockOutcome.LINE_NOT_POSITIVE;
      if (quantity > limits.quantityMax()) return StockOutcome.LINE_TOO_LARGE;
    }
    return null;
  }

  /// Leaves what the order needs in all in [#demand], and the numbers of the lines' items in
  /// `skus`.
  ///
  /// @return whether every item is known
  private boolean addUp(List<Line> lines, int[] skus) {
    demand.clear();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      skus[i] = state.items.find(line.sku());
      if (skus[i] < 0) {
        shortages.add(new Shortage(line.sku(), line.quantity(), 0));
      } else {
        demand.add(skus[i], line.quantity());
      }
    }
    return shortages.isEmpty();
  }

  private boolean isThere(String channel, Eligible eligible) {
    for (int d = 0; d < demand.size(); d++) {
      long available = availability.toPromise(demand.sku(d), channel, eligible);
      if (available < demand.units(d)) {
        String sku = state.items.text(demand.sku(d));
        shortages.add(new Shortage(sku, demand.units(d), available));
      }
    }
    return shortages.isEmpty();
  }

  private StockOutcome reject(ReserveStock c, StockOutcome reason) {
    happened.accept(
        new ReservationRejected(c.reservationId(), c.orderId(), reason, takeShortages()));
    return reason;
  }

  private List<Shortage> takeShortages() {
    List<Shortage> taken = shortages;
    shortages = new ArrayList<>();
    return taken.isEmpty() ? List.of() : taken;
  }

  private void promise(
      ReserveStock c, List<Line> lines, int[] skus, Eligible eligible, List<Shortage> missing) {
    sourcing.choose(demand, eligible, Sourcing.NOWHERE);
    happened.accept(
        new StockReserved(
            c.reservationId(),
            c.orderId(),
            c.channel(),
            c.country(),
            c.serviceLevel(),
            c.priority(),
            c.expiresAtMs(),
            state.rules.version(),
            sourcing.allocate(lines, skus, demand),
            missing,
            sourcing.explain(demand)));
  }

  /// What is there goes to the lines in their order; the rest waits, or is not promised.
  private StockOutcome inPart(ReserveStock c, Policy policy, int[] skus, Eligible eligible) {
    List<Line> there = new ArrayList<>();
    List<Waiting> missing = new ArrayList<>();
    long[] left = new long[demand.size()];
    for (int d = 0; d < left.length; d++) {
      left[d] = availability.toPromise(demand.sku(d), c.channel(), eligible);
    }
    int[] skusThere = new int[skus.length];
    for (int i = 0; i < skus.length; i++) {
      Line line = c.lines().get(i);
      int d = demand.indexOf(skus[i]);
      long units = Math.min(line.quantity(), left[d]);
      left[d] -= units;
      if (units > 0) {
        skusThere[there.size()] = skus[i];
        there.add(new Line(line.lineId(), line.sku(), units));
      }
      if (units < line.quantity()) {
        missing.add(new Waiting(line.lineId(), line.sku(), line.quantity() - units));
      }
    }
    if (policy.waits()) {
      return wait(c, there, skusThere, missing, eligible);
    }
    if (there.isEmpty()) {
      return reject(c, StockOutcome.INSUFFICIENT_STOCK);
    }
    addUp(there, skusThere);
    promise(c, there, skusThere, eligible, takeShortages());
    return StockOutcome.RESERVED_IN_PART;
  }

  private StockOutcome wait(
      ReserveStock c, List<Line> there, int[] skus, List<Waiting> missing, Eligible eligible) {
    if (state.backlog.lines() + missing.size() > limits.waitingMax()) {
      return reject(c, StockOutcome.TOO_MANY_WAITING);
    }
    shortages.clear();
    if (!there.isEmpty()) {
      addUp(there, skus);
      promise(c, there, skus, eligible, List.of());
    }
    happened.accept(
        new StockBackordered(
            c.reservationId(),
            c.orderId(),
            there.isEmpty() ? 1 : 2,
            c.channel(),
            c.country(),
            c.serviceLevel(),
            c.priority(),
            c.expiresAtMs(),
            state.rules.version(),
            missing));
    return StockOutcome.BACKORDERED;
  }
}

package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.RuleBook.Eligible;
import dev.onhand.inventory.ledger.StockCommand.Line;
import dev.onhand.inventory.ledger.StockCommand.ReserveStock;
import dev.onhand.inventory.ledger.StockEvent.Candidate;
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
    Policy policy = Policy.of(c.policy());
    StockOutcome nonsense = nonsense(c, policy, atMs);
    if (nonsense != null) {
      return reject(c, nonsense);
    }
    List<Line> lines = c.lines();
    Explosion explosion = null;
    if (state.kits.someAreVirtual()) {
      explosion = Explosion.of(lines, state.kits, limits.quantityMax());
      if (explosion == null) return reject(c, StockOutcome.LINE_TOO_LARGE);
      lines = explosion.lines();
      if (lines.size() > limits.linesMax()) return reject(c, StockOutcome.TOO_MANY_LINES);
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
    if (policy == Policy.SHIP_COMPLETE) {
      return tooLittle(c, eligible);
    }
    if (explosion == null) {
      explosion = Explosion.of(lines, state.kits, limits.quantityMax());
    }
    return inPart(c, policy, explosion, skus, eligible);
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
    return reject(c, reason, List.of());
  }

  /// Says of each location with one of the items why it could not serve the order.
  private StockOutcome tooLittle(ReserveStock c, Eligible eligible) {
    return reject(
        c, StockOutcome.INSUFFICIENT_STOCK, sourcing.explainRefusal(demand, eligible, named(c)));
  }

  private StockOutcome reject(ReserveStock c, StockOutcome reason, List<Candidate> explanation) {
    happened.accept(
        new ReservationRejected(
            c.reservationId(), c.orderId(), reason, takeShortages(), explanation));
    return reason;
  }

  private List<Shortage> takeShortages() {
    List<Shortage> taken = shortages;
    shortages = new ArrayList<>();
    return taken.isEmpty() ? List.of() : taken;
  }

  private void promise(
      ReserveStock c, List<Line> lines, int[] skus, Eligible eligible, List<Shortage> missing) {
    sourcing.choose(demand, eligible, Sourcing.NOWHERE, named(c));
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

  /// The location that the order names; one that nobody knows is none.
  private int named(ReserveStock c) {
    int place = c.locationId().isEmpty() ? -1 : state.places.find(c.locationId());
    return place < 0 ? Sourcing.NOWHERE : place;
  }

  /// What is there goes to the lines in their order; the rest waits, component by component, or is
  /// not promised, and then only whole kits are.
  private StockOutcome inPart(
      ReserveStock c, Policy policy, Explosion order, int[] skus, Eligible eligible) {
    long[] left = new long[demand.size()];
    for (int d = 0; d < left.length; d++) {
      left[d] = availability.toPromise(demand.sku(d), c.channel(), eligible);
    }
    List<Line> there = new ArrayList<>();
    int[] skusThere = new int[skus.length];
    long[] missing = new long[skus.length];
    for (int from = 0, to; from < skus.length; from = to) {
      long whole = Long.MAX_VALUE;
      for (to = from; to < skus.length && order.of()[to] == order.of()[from]; to++) {
        whole = Math.min(whole, left[demand.indexOf(skus[to])] / order.perUnit()[to]);
      }
      for (int i = from; i < to; i++) {
        Line line = order.lines().get(i);
        long most = policy.waits() ? left[demand.indexOf(skus[i])] : whole * order.perUnit()[i];
        long units = Math.min(line.quantity(), most);
        left[demand.indexOf(skus[i])] -= units;
        missing[i] = line.quantity() - units;
        if (units > 0) {
          skusThere[there.size()] = skus[i];
          there.add(new Line(line.lineId(), line.sku(), units));
        }
      }
    }
    if (policy.waits()) {
      List<Waiting> waiting = waiting(order, skus, missing, eligible);
      return wait(c, policy, there, skusThere, waiting, eligible);
    }
    if (there.isEmpty()) {
      return tooLittle(c, eligible);
    }
    List<Shortage> short_ = takeShortages();
    addUp(there, skusThere);
    promise(c, there, skusThere, eligible, short_);
    return StockOutcome.RESERVED_IN_PART;
  }

  /// What the lines wait for, and when it is expected to be there.
  private List<Waiting> waiting(Explosion order, int[] skus, long[] missing, Eligible eligible) {
    Demand waitedFor = new Demand();
    for (int i = 0; i < skus.length; i++) {
      if (missing[i] > 0) {
        waitedFor.add(skus[i], missing[i]);
      }
    }
    List<Waiting> waiting = new ArrayList<>();
    for (int i = 0; i < skus.length; i++) {
      if (missing[i] > 0) {
        Line line = order.lines().get(i);
        long all = waitedFor.units(waitedFor.indexOf(skus[i]));
        long expectedAtMs = availability.expectedAt(skus[i], eligible, all);
        waiting.add(new Waiting(line.lineId(), line.sku(), missing[i], expectedAtMs));
      }
    }
    return waiting;
  }

  private StockOutcome wait(
      ReserveStock c,
      Policy policy,
      List<Line> there,
      int[] skus,
      List<Waiting> missing,
      Eligible eligible) {
    if (policy == Policy.PREORDER && missing.stream().anyMatch(w -> w.expectedAtMs() == 0)) {
      return tooLittle(c, eligible);
    }
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

package dev.onhand.inventory.ledger;

import dev.onhand.inventory.ledger.RuleBook.Eligible;
import dev.onhand.inventory.ledger.StockCommand.Line;
import dev.onhand.inventory.ledger.StockEvent.BackorderFilled;
import dev.onhand.inventory.ledger.StockEvent.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Promises units that came free to those who wait for them, in the decision that freed them: item
/// by item in the order of the SKUs, and of those who wait the most important first, then the
/// oldest; those pegged to an inbound come before all others when it arrives. Each gets what its
/// channel and its rule let it have.
final class Backorders {
  private final LedgerState state;
  private final Availability availability;
  private final Sourcing sourcing;
  private final Consumer<StockEvent> happened;

  private final Demand demand = new Demand();

  Backorders(LedgerState state, Sourcing sourcing, Consumer<StockEvent> happened) {
    this.state = state;
    this.sourcing = sourcing;
    this.happened = happened;
    availability = new Availability(state);
  }

  /// @param arrived the inbound that came; empty: none did
  void fill(String arrived) {
    for (int sku : state.backlog.freed(state.items)) {
      for (OpenReservation waiting : state.backlog.queue(sku, arrived)) {
        if (state.positions.available(sku) == 0) {
          break;
        }
        fill(waiting, sku);
      }
    }
  }

  private void fill(OpenReservation reservation, int sku) {
    Eligible eligible =
        state.rules.forOrder(
            reservation.channel(), reservation.country(), reservation.serviceLevel());
    long left = availability.toPromise(sku, reservation.channel(), eligible);
    List<Line> lines = new ArrayList<>();
    demand.clear();
    for (Waiting line : reservation.waitingFor(sku, state.items)) {
      long units = Math.min(left, line.quantity());
      left -= units;
      if (units > 0) {
        demand.add(sku, units);
        lines.add(new Line(line.lineId(), line.sku(), units));
      }
    }
    if (lines.isEmpty()) {
      return;
    }
    int[] skus = new int[lines.size()];
    java.util.Arrays.fill(skus, sku);
    sourcing.choose(demand, eligible, Sourcing.NOWHERE);
    happened.accept(
        new BackorderFilled(
            reservation.id(),
            reservation.orderId(),
            reservation.number() + 1,
            state.rules.version(),
            reservation.waiting().units() == demand.units(0),
            sourcing.allocate(lines, skus, demand),
            sourcing.explain(demand)));
  }
}
